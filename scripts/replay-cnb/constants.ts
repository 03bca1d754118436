import type {PythonSupport} from '../../src/buildpack/release.js'
import type {Constants, Tag} from './history.js'

/**
 * The files of a release that hold constants, with those of a later one: what a plugin knows that was verified for the first, and has
 * read the data of the later. The version that is deprecated only decides about a warning, and stays.
 *
 * @throws Error for a file of another form
 */
export function withConstants(files: Tag['files'], {files: names, forbiddenEnvVars, python}: Constants): Record<string, string> {
  const changed: [file: string, edit: (text: string) => string][] = [
    ['src/checks.rs', (text) => withList(text, 'FORBIDDEN_ENV_VARS', forbiddenEnvVars)],
    ['src/detect.rs', (text) => withList(text, 'KNOWN_PYTHON_PROJECT_FILES', names.detected)],
    ['src/python_version.rs', (text) => withVersions(text, python)],
  ]
  return Object.fromEntries(changed.flatMap(([file, edit]) => (files[file] === undefined ? [] : [[file, edit(files[file])]])))
}

/** An array says how many items it has, a slice doesn't. */
function withList(text: string, name: string, items: readonly string[]): string {
  return replaced(
    text,
    new RegExp(`(const ${name}: &?\\[&str)(?:; \\d+)?(\\] = &?\\[)[^\\]]*\\];`),
    (_, type: string, begin: string) => {
      const size = type.includes('&[') ? '' : `; ${items.length}`
      return `${type}${size}${begin}\n${items.map((item) => `    ${JSON.stringify(item)},\n`).join('')}];`
    },
  )
}

function withVersions(text: string, {default: standard, latest, newest, oldest}: PythonSupport): string {
  const minor = (version: string) => version.split('.')[1]!
  const name = (version: string) => `LATEST_PYTHON_${version.replace('.', '_')}`
  const versions = Object.entries(latest)
  const constants = versions.map(
    ([version, patch]) =>
      `pub(crate) const ${name(version)}: PythonVersion = PythonVersion::new(${patch.replaceAll('.', ', ')});\n`,
  )
  const arms = versions.map(([version]) => `        (3, ${minor(version)}, None) => Ok(${name(version)}),\n`)
  const edits: [pattern: RegExp, stands: string][] = [
    [/(const DEFAULT_PYTHON_VERSION[^{]+\{\s+major: 3,\s+minor: )\d+/, `$1${minor(standard)}`],
    [/(const DEFAULT_PYTHON_FULL_VERSION: PythonVersion = )LATEST_PYTHON_\w+/, `$1${name(standard)}`],
    [/(const OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = )\d+/, `$1${minor(oldest)}`],
    [/(const NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = )\d+/, `$1${minor(newest)}`],
    [/(?:^pub\(crate\) const LATEST_PYTHON_\d+_\d+: .*\n)+/m, constants.join('')],
    [/(?:^ +\(3, \d+, None\) => Ok\(LATEST_PYTHON_3_\d+\),\n)+/m, arms.join('')],
  ]
  let changed = text
  for (const [pattern, stands] of edits) changed = replaced(changed, pattern, stands)
  return changed
}

function replaced(text: string, pattern: RegExp, stands: string | ((...parts: string[]) => string)): string {
  if (!pattern.test(text)) throw new Error(`the source has no ${pattern}`)
  return typeof stands === 'string' ? text.replace(pattern, stands) : text.replace(pattern, stands)
}
