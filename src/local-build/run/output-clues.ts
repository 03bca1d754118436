/** What explains a failure in a tool's output, and what to tell of it. None of them changes the reason. */
const HINTS: readonly {pattern: RegExp; hint: string}[] = [
  {
    hint: "This machine's disk is full. Free some space, then build again.",
    pattern: /No space left on device|ENOSPC|Errno 28\b/i,
  },
  {
    hint: 'The network, or the name of a host, could not be reached from this machine.',
    pattern:
      /Temporary failure in name resolution|Name or service not known|nodename nor servname|Network is unreachable|dns error|NameResolutionError|Could not resolve host/i,
  },
  {
    hint: 'The package index did not answer as it should.',
    pattern:
      /Connection refused|Connection timed out|ReadTimeout|ConnectTimeout|Connection reset|50[234] (?:Server Error|Bad Gateway|Service)/i,
  },
  {
    hint: "A certificate wasn't accepted: behind a company's proxy, SSL_CERT_FILE must name its certificates.",
    pattern: /CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate/i,
  },
  {
    hint: 'A package must be compiled, and no compiler was found on this machine. Heroku has one: there the build may succeed.',
    pattern:
      /command '?(?:[\w.-]+-)?(?:gcc|cc|clang|g\+\+)'? failed: No such file|unable to execute '?(?:gcc|cc|clang)|Microsoft Visual C\+\+ 14/i,
  },
  {
    hint: 'GDAL is a system library: Heroku has it with the buildpack heroku/heroku-geo-buildpack before Python.',
    pattern: /Could not find gdal-config/i,
  },
  {
    hint: "SQLite's headers are not on Heroku: use the standard library's sqlite3, or pysqlite3 0.6.0 or later.",
    pattern: /sqlite3.h: No such file or directory/i,
  },
  {
    hint: "A package's own metadata has an invalid version, which this pip refuses: take a newer release of it.",
    pattern: /Please use pip<24\.1 if you need to use this version/i,
  },
  {
    hint: 'Poetry on Heroku may not notice that the Python version does not fit (python-poetry/poetry#10226). Correct it all the same.',
    pattern: /Current Python version \([\d.]+\) is not allowed by the project/,
  },
]

/** What the buildpack stores as the detail of a failed installation: the first of these that is anywhere in the output. Source: bin/warnings. */
const DETAILS: readonly [pattern: RegExp, detail: string][] = [
  [/Could not find gdal-config/i, 'Could not find gdal-config'],
  [/sqlite3.h: No such file or directory/i, 'sqlite3.h: No such file or directory'],
  [/Please use pip<24.1 if you need to use this version/i, 'Please use pip<24.1 if you need to use this version'],
]

/** What collectstatic's log must have for a reason: the first of these that is anywhere in it. Source: bin/steps/collectstatic. */
const COLLECTSTATIC_REASONS = [
  ['SyntaxError', 'collectstatic-syntax-error'],
  ['ImproperlyConfigured', 'collectstatic-improper-configuration'],
  ['The CSS file', 'collectstatic-fancy-references'],
  ['OSError', 'collectstatic-missing-file'],
] as const

const LAST_LINES = 20

/** Reads along what a step prints, and keeps little of it: an installation may print for minutes. */
export class OutputClues {
  readonly #hints = new Set<string>()
  readonly #details = new Set<string>()
  readonly #words = new Set<string>()
  #last: string[] = []
  #first: string | null = null

  look(line: string): void {
    for (const {hint, pattern} of HINTS) if (pattern.test(line)) this.#hints.add(hint)
    for (const [pattern, detail] of DETAILS) if (pattern.test(line)) this.#details.add(detail)
    for (const [word] of COLLECTSTATIC_REASONS) if (line.includes(word)) this.#words.add(word)
    this.#first ??= line
    this.#last.push(line)
    if (this.#last.length > 2 * LAST_LINES) this.#last = this.lastLines
  }

  get hints(): string[] {
    return [...this.#hints]
  }

  /** Empty if nothing was printed. */
  get firstLine(): string {
    return this.#first ?? ''
  }

  get lastLines(): string[] {
    return this.#last.slice(-LAST_LINES)
  }

  get installDetail(): string | null {
    return DETAILS.find(([, detail]) => this.#details.has(detail))?.[1] ?? null
  }

  get collectstaticReason() {
    return COLLECTSTATIC_REASONS.find(([word]) => this.#words.has(word))?.[1] ?? 'collectstatic-other'
  }
}
