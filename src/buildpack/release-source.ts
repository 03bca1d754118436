import type {PackageManager} from '../package-managers/names.js'
import type {ClassicRelease, CnbRelease, PythonSupport} from './release.js'

import {CNB_PACKAGE_MANAGERS, PACKAGE_MANAGER_NAMES} from '../package-managers/index.js'

/**
 * Reads a release's data out of the buildpack's own source. Used on a checkout (`npm run sync-buildpack`) and, at run
 * time, on the files of a newer release. Any change of the source's form is an error, never a guess.
 */

/** The files of a classic checkout that hold data. */
export const CLASSIC_SOURCES = [
  'CHANGELOG.md',
  'bin/detect',
  'lib/checks.sh',
  'lib/pip.sh',
  'lib/python_version.sh',
  ...PACKAGE_MANAGER_NAMES.map((name) => requirementsFile(name)),
] as const

/** The files of a CNB checkout that hold data. */
export const CNB_SOURCES = [
  'CHANGELOG.md',
  ...CNB_PACKAGE_MANAGERS.map((name) => requirementsFile(name)),
  'src/checks.rs',
  'src/detect.rs',
  'src/main.rs',
  'src/python_version.rs',
] as const

/** The source isn't of the form that we know how to read. */
export class UnknownSourceForm extends Error {
  constructor(readonly what: string) {
    super(`can't find ${what} in the buildpack's source`)
  }
}

/** @throws UnknownSourceForm */
export function readClassicRelease(source: Record<(typeof CLASSIC_SOURCES)[number], string>): ClassicRelease {
  const versions = source['lib/python_version.sh']
  const checks = source['lib/checks.sh']
  const latest = pairs(versions, /^LATEST_PYTHON_(\d+)_(\d+)="([\d.]+)"$/gm)
  const python: PythonSupport = {
    default: one(versions, /^DEFAULT_PYTHON_FULL_VERSION="\$\{LATEST_PYTHON_(\d+_\d+)\}"$/m, 'default').replace('_', '.'),
    deprecated: deprecation(between(versions, 'function python_version::warn_if_deprecated_major_version', '\n}')),
    latest,
    newest: `3.${one(versions, /^NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION=(\d+)$/m, 'newest')}`,
    oldest: `3.${one(versions, /^OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION=(\d+)$/m, 'oldest')}`,
  }
  const stackCases = between(checks, 'case "${stack}" in', 'esac')
  const [supported, endOfLife] = [...stackCases.matchAll(/^\t\t([\w*-]+(?: \| [\w*-]+)*)\)$/gm)].map((match) =>
    match[1]!.split(' | '),
  )
  if (!supported || !endOfLife) throw new UnknownSourceForm('the stacks')
  const [release, released] = changelogHead(source['CHANGELOG.md'])
  return {
    release: `v${release}`,
    released,
    python: ordered(python),
    tools: {
      ...toolVersions(source, PACKAGE_MANAGER_NAMES),
      setuptools: one(source['lib/pip.sh'], /^SETUPTOOLS_VERSION='([\d.]+)'$/m, 'setuptools'),
    },
    setuptoolsFor: one(source['lib/pip.sh'], /"\$\{python_major_version\}" == \+\(([\d.|]+)\)/, 'setuptools range').split('|'),
    stacks: {supported, endOfLife},
    files: {
      detected: shellArray(source['bin/detect'], 'KNOWN_PYTHON_PROJECT_FILES'),
      misspelledRequirements: misspelledRequirements(source['bin/detect']),
      misspelledVersionFiles: shellArray(versions, 'MISSPELLED_PYTHON_VERSION_FILE_NAMES'),
      venvFolders: one(checks, /for venv_name in (.+); do/, 'venv folders')
        .split(' ')
        .map((name) => name.replaceAll('"', '')),
    },
  }
}

/** @throws UnknownSourceForm */
export function readCnbRelease(source: Record<(typeof CNB_SOURCES)[number], string>): CnbRelease {
  const versions = source['src/python_version.rs']
  const python: PythonSupport = {
    default:
      one(versions, /DEFAULT_PYTHON_VERSION[^{]+\{\s+major: (3),\s+minor: \d+/, 'default') +
      `.${one(versions, /DEFAULT_PYTHON_VERSION[^{]+\{\s+major: 3,\s+minor: (\d+)/, 'default')}`,
    deprecated: deprecation(
      between(source['src/main.rs'], 'if let RequestedPythonVersion {', '}\n        }').replace(
        /major: (\d+),\s+minor: (\d+)/,
        '"$1.$2"',
      ),
    ),
    latest: pairs(versions, /LATEST_PYTHON_\d+_\d+: PythonVersion = PythonVersion::new\((\d+), (\d+), (\d+)\)/g),
    newest: `3.${one(versions, /NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = (\d+);/, 'newest')}`,
    oldest: `3.${one(versions, /OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = (\d+);/, 'oldest')}`,
  }
  const [release, released] = changelogHead(source['CHANGELOG.md'])
  return {
    release,
    released,
    python: ordered(python),
    tools: toolVersions(source, CNB_PACKAGE_MANAGERS),
    files: {detected: rustStrings(source['src/detect.rs'], 'KNOWN_PYTHON_PROJECT_FILES')},
    forbiddenEnvVars: rustStrings(source['src/checks.rs'], 'FORBIDDEN_ENV_VARS'),
  }
}

/** The newest release that a changelog names: number (without `v`) and ISO date. */
export function changelogHead(changelog: string): [release: string, released: string] {
  const match = /^## \[v?(\d[\d.]*)\] - (\d{4}-\d{2}-\d{2})$/m.exec(changelog)
  if (!match) throw new UnknownSourceForm('a release in the changelog')
  return [match[1]!, match[2]!]
}

function one(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new UnknownSourceForm(what)
  return found
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start)
  const to = text.indexOf(end, from)
  if (from === -1 || to === -1) throw new UnknownSourceForm(start)
  return text.slice(from, to)
}

function pairs(text: string, pattern: RegExp): Record<string, string> {
  const found = [...text.matchAll(pattern)].map(([, major, minor, last]) => {
    const version = last!.includes('.') ? last! : `${major}.${minor}.${last}`
    return [`${major}.${minor}`, version] as const
  })
  if (found.length === 0) throw new UnknownSourceForm('the latest patch releases')
  return Object.fromEntries(found)
}

/** The order of keys in the data file. */
function ordered({latest, oldest, newest, default: standard, deprecated}: PythonSupport): PythonSupport {
  return {latest, oldest, newest, default: standard, deprecated}
}

function requirementsFile<Name extends PackageManager>(name: Name): `requirements/${Name}.txt` {
  return `requirements/${name}.txt`
}

/** The version of each package manager, in the order of their names. */
function toolVersions<Name extends PackageManager>(
  source: Readonly<Record<string, string>>,
  names: readonly Name[],
): Record<Name, string> {
  const versions = [...names].sort().map((name) => {
    const pattern = new RegExp(`^${name}==([\\w.]+)$`)
    return [name, one(source[requirementsFile(name)]!.trim(), pattern, `the version of ${name}`)]
  })
  return Object.fromEntries(versions) as Record<Name, string>
}

function shellArray(text: string, name: string): string[] {
  return between(text, `\n${name}=(\n`, '\n)')
    .split('\n')
    .slice(2)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (line.startsWith('"') ? line.slice(1, -1) : line))
}

function misspelledRequirements(detect: string): string[] {
  const [, ...lines] = between(detect, '# Commonly seen misspellings of requirements.txt', '\n)').split('\n')
  const names = lines.map((line) => line.trim())
  const start = names.findIndex((line) => !line.startsWith('#'))
  const end = names.findIndex((line, index) => index > start && line.startsWith('#'))
  return names.slice(start, end === -1 ? undefined : end)
}

function rustStrings(text: string, name: string): string[] {
  return [...between(text, `const ${name}`, '];').matchAll(/"([^"]+)"/g)].map((match) => match[1]!)
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Reads the deprecation warning; no version in it means that nothing is deprecated. */
function deprecation(warning: string): PythonSupport['deprecated'] {
  const version = /"(\d+\.\d+)"/.exec(warning)?.[1]
  if (!version) return null
  const date = /on (\d+)\w\w (\w+) (\d{4})/.exec(warning)
  const month = MONTHS.indexOf(date?.[2] ?? '') + 1
  if (!date || month === 0) throw new UnknownSourceForm('the date of the deprecation')
  return {
    version,
    endOfLife: one(warning, /end-of-life in (\w+ \d{4})/, 'the end of life'),
    removed: `${date[3]}-${String(month).padStart(2, '0')}-${date[1]!.padStart(2, '0')}`,
  }
}
