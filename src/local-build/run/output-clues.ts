import type {Cause, Phase} from '../../buildpack/causes/cause.js'

import {namesAppFolder} from '../../buildpack/app-folder.js'
import {CauseReader} from '../../buildpack/causes/read-causes.js'

/** How the system's errors ENOSPC and EDQUOT read in C, Python and Rust. */
const DISK_FULL = /No space left on device|Disk quota exceeded|\[Errno (?:28|122)]|\(os error (?:28|122)\)/

/** What the way to another machine explains, where a package is fetched. What the app connects to is no matter of the network. */
const HINTS: readonly {pattern: RegExp; hint: string}[] = [
  {
    hint: "This machine couldn't reach a host. Check the network connection.",
    pattern:
      /Temporary failure in name resolution|Name or service not known|nodename nor servname|Network is unreachable|dns error|NameResolutionError|resolve host: /i,
  },
  {
    hint: "The package index didn't answer. Try again later, or check https://status.python.org.",
    pattern:
      /Connection refused|Connection timed out|ReadTimeout|ConnectTimeout|Connection reset|50[234] (?:Server Error|Bad Gateway|Service)/i,
  },
  {
    hint: 'A download was interrupted. Build again.',
    // Of pip, of Python's urllib3, and of uv.
    pattern:
      /error: incomplete-download|IncompleteRead|Connection broken:|end of file before message length|connection closed before message/i,
  },
  {
    hint: 'A certificate was rejected. Behind a company proxy, set SSL_CERT_FILE to its certificate file.',
    pattern: /CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate/i,
  },
  {
    hint: 'Poetry on Heroku may not notice this and continue (python-poetry/poetry#10226). Fix it anyway.',
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
  readonly #causes: CauseReader
  readonly #hints = new Set<string>()
  readonly #details = new Set<string>()
  readonly #words = new Set<string>()
  #isDiskFull = false
  #namesApp = false
  #last: string[] = []
  #first: string | null = null

  constructor(private readonly phase: Phase) {
    this.#causes = new CauseReader(phase)
  }

  look(line: string): void {
    this.#causes.look(line)
    if (this.phase === 'install' || this.phase === 'other')
      for (const {hint, pattern} of HINTS) if (pattern.test(line)) this.#hints.add(hint)
    for (const [pattern, detail] of DETAILS) if (pattern.test(line)) this.#details.add(detail)
    for (const [word] of COLLECTSTATIC_REASONS) if (line.includes(word)) this.#words.add(word)
    this.#isDiskFull ||= DISK_FULL.test(line)
    this.#namesApp ||= namesAppFolder(line)
    this.#first ??= line
    this.#last.push(line)
    if (this.#last.length > 2 * LAST_LINES) this.#last = this.lastLines
  }

  /** What went wrong, the one to tell first first. */
  get causes(): readonly Cause[] {
    return this.#causes.causes
  }

  get hints(): string[] {
    return [...this.#hints]
  }

  /** A program complained that it can't write, for want of space. */
  get isDiskFull(): boolean {
    return this.#isDiskFull
  }

  /** It named Heroku's folder of the app. */
  get namesApp(): boolean {
    return this.#namesApp
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
