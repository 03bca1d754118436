/** The lines of a buildpack's source that do something: what rule-text.ts makes digests of. */

/** A message to the user, in a here-document: our errors are in our own words, so its wording is no rule. */
const MESSAGE = /\b(?:output::(?:error|notice|warning)|display_(?:error|warning)|puts-warn)\b.*<<-?['"]?(\w+)['"]?$/
/** Other here-documents are what the build writes, where a `#` begins no comment. */
const DOCUMENT = /<<-?\s*['"]?(\w+)['"]?/
const SHELL_DATA_LIST = /^(?:KNOWN_PYTHON_PROJECT_FILES|MISSPELLED_PYTHON_VERSION_FILE_NAMES)=\($/
const SHELL_DATA: [data: RegExp, stands: string][] = [
  [/^(?:LATEST_PYTHON_\d+_\d+|OLDEST_SUPPORTED_\w+|NEWEST_SUPPORTED_\w+|SETUPTOOLS_VERSION)=.*$/, ''],
  [/^DEFAULT_PYTHON_FULL_VERSION="\$\{LATEST_PYTHON_\d+_\d+\}"$/, ''],
  [/^\t+"?\d+\.\d+"?\) echo "\$\{LATEST_PYTHON_\d+_\d+\}" ;;$/, ''],
  [/^\t\t(?:cedar|heroku)[\w*-]*(?: \| [\w*-]+)*\)$/, 'STACKS)'],
  [/\+\(\d+\.\d+(?:\|\d+\.\d+)*\)/, '+(VERSIONS)'],
  [/(requested_major_version\}" ==) "\d+\.\d+"/, '$1 VERSION'],
  [/for venv_name in (?:"[^"]+" ?)+; do/, 'for venv_name in NAMES; do'],
]

/** The lines that do something, each as often as it is there. */
export function shellLines(text: string): string[] {
  const kept: string[] = []
  let until: {end: string; kept: boolean} | undefined
  for (const line of text.split('\n')) {
    if (until) {
      if (until.kept) kept.push(line)
      if (line.trim() === until.end) until = undefined
    } else if (!line.trim().startsWith('#')) {
      const message = MESSAGE.exec(line)
      const document = DOCUMENT.exec(line)
      if (message) until = {end: message[1]!, kept: false}
      else if (document) until = {end: document[1]!, kept: true}
      else if (SHELL_DATA_LIST.test(line)) until = {end: ')', kept: false}
      kept.push(replaced(withoutComment(line), SHELL_DATA))
    }
  }

  return kept
}

function replaced(text: string, replacements: readonly (readonly [pattern: RegExp, stands: string])[]): string {
  let changed = text
  for (const [pattern, stands] of replacements) changed = changed.replace(pattern, stands)
  return changed
}

/** A comment behind code. One that holds a quotation mark may be part of a text, and stays. */
function withoutComment(line: string): string {
  return line.replace(/\s#\s[^'"`]*$/, '')
}

const RUST_TEXT: [text: RegExp, stands: string][] = [
  // Tests, at the end of a file.
  [/^#\[cfg\(test\)\]\nmod tests \{[\s\S]*$/m, ''],
  [/log_warning\([\s\S]*?\n\s*\);/g, 'log_warning();'],
  [/^\s*\/\/.*$/gm, ''],
  [/^(?:pub(?:\([a-z]+\))? )?const (?:KNOWN_PYTHON_PROJECT_FILES|FORBIDDEN_ENV_VARS)[^;]*;(?:[^;]*\];)?/gm, ''],
  [/^(?:pub(?:\([a-z]+\))? )?const (?:LATEST_PYTHON_\d+_\d+|OLDEST_SUPPORTED_\w+|NEWEST_SUPPORTED_\w+)[^;]*;/gm, ''],
  [/^(?:pub(?:\([a-z]+\))? )?const DEFAULT_PYTHON_(?:FULL_)?VERSION[^;]*;/gm, ''],
  [/^\s*\(\d+, \d+, None\) => (?:Ok\()?LATEST_PYTHON_\d+_\d+\)?,?$/gm, ''],
  [/(if let RequestedPythonVersion \{\s+major: )\d+(,\s+minor: )\d+/g, '$1N$2N'],
]

export function rustLines(text: string): string[] {
  return replaced(text, RUST_TEXT)
    .split('\n')
    .map((line) => withoutRustComment(line))
}

function withoutRustComment(line: string): string {
  return line.replace(/\s\/\/\s[^"]*$/, '')
}
