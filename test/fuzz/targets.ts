import {describeEncoding} from '../../src/buildpack/emulation/file-command.js'
import {BuildStops} from '../../src/buildpack/failure.js'
import {installedPackages} from '../../src/buildpack/installed-packages.js'
import {readPipfileLockVersion} from '../../src/buildpack/pipfile-lock.js'
import {parseRuntimeTxt, parseVersionFile} from '../../src/buildpack/version-file.js'
import {repairVersion} from '../../src/checks/version/repair-version.js'
import {readSuppressions, SUPPRESSIONS_FILE} from '../../src/doctor/suppressions.js'
import {parseVersionArgument} from '../../src/pin/version-argument.js'
import {parseReference} from '../../src/platform/buildpacks/reference.js'
import {maskUrls} from '../../src/platform/secret.js'
import {BadConfig, parseConfig} from '../../src/project/git/config-file.js'
import {parseBatch, parseDiskListing, parseEntries, parseIgnored, parseSizes} from '../../src/project/git/output.js'
import {poetrySpecifiers, pythonConstraint} from '../../src/package-managers/python-constraint.js'
import {includedFiles} from '../../src/packaging/requirements/included-files.js'
import {evaluateMarker, parseMarker} from '../../src/packaging/requirements/marker.js'
import {readRequirements} from '../../src/packaging/requirements/read-requirements.js'
import {slugignored} from '../../src/project/slugignore.js'
import {isValidRelease} from '../../src/releases/validate-release.js'
import {printable} from '../../src/render/terminal/printable.js'
import {json, JSONS, ofFile, type Target, text, TOML, URLS} from './target.js'
import {APP_TARGETS} from './targets-app.js'

const stops = (error: unknown) => error instanceof BuildStops
const VERSIONS = ['3.13', '3.13.5', '3.', '#', 'python-', '==', '99', '-3', '３.１３', '0x3']
const PACKAGES = [
  'django',
  'flask==3.1.2',
  '-r ',
  '--requirement=',
  '[[package]]',
  'name = "',
  'nltk',
  '; ',
  'groups = ["main"]',
  '[',
  ']',
  '@',
  '# via',
]
const LINES = [
  'a==1.0.',
  '.post1',
  ',',
  '; python_version',
  ' < "3" and ',
  '(',
  '--hash=sha256:',
  '-e ',
  '-r requirements.txt',
  'git+https://h/x@',
  '\\\n',
  ' #',
  '"',
  '[a]',
]
const MARKERS = ['python_version', 'extra', ' in ', 'not  ', '==', '~=', "'3.8'", '"', '(', ')', ' and ', ' or ', '3.*']

const PYTHON = {kind: 'classic', origin: '.python-version', resolved: '3.13.5'} as const

/** Every reader of something that another wrote. Each new one belongs here. */
export const TARGETS: readonly Target[] = [
  {name: '.python-version', read: (bytes) => parseVersionFile(bytes, '5.45'), refuses: stops, words: VERSIONS},
  {name: 'runtime.txt', read: (bytes) => parseRuntimeTxt(bytes), refuses: stops, words: VERSIONS},
  {name: 'repairs of a version', read: (bytes) => repairVersion(text(bytes)), words: VERSIONS},
  {
    name: 'the VERSION of pin',
    read: (bytes) => parseVersionArgument(text(bytes)),
    words: [...VERSIONS, 'pypy', 'latest', 'rc1', 't'],
  },
  {name: 'file(1)', read: (bytes) => describeEncoding(bytes, '5.41'), words: VERSIONS},
  ...(['1.6', '1.7.1', '1.8.1'] as const).map((jq) => ({
    name: `Pipfile.lock as jq ${jq}`,
    read: (bytes: Uint8Array) => readPipfileLockVersion(bytes, jq),
    refuses: stops,
    words: JSONS,
  })),
  ofFile('requirements.txt', PACKAGES, (tree) => installedPackages(tree, 'pip', {ci: true, ...PYTHON})),
  ofFile('poetry.lock', PACKAGES, (tree) => installedPackages(tree, 'poetry', {ci: true, ...PYTHON})),
  ofFile('uv.lock', PACKAGES, (tree) => installedPackages(tree, 'uv', {ci: true, ...PYTHON})),
  ofFile('Pipfile.lock', JSONS, (tree) => installedPackages(tree, 'pipenv', {ci: true, ...PYTHON})),
  ofFile('requirements.txt', LINES, (tree) => readRequirements(tree, 'requirements.txt')),
  {
    name: 'environment markers',
    read(bytes) {
      const marker = parseMarker(text(bytes))
      return marker && evaluateMarker(marker, {extra: '', python_version: '3.13'})
    },
    words: MARKERS,
  },
  ofFile('pyproject.toml', TOML, (tree) => pythonConstraint(tree)),
  ofFile('Pipfile', TOML, (tree) => pythonConstraint(tree)),
  ofFile(SUPPRESSIONS_FILE, [...JSONS, '"suppress"', '"__proto__"'], (tree) => readSuppressions(tree, new Set(['version/eol']))),
  {
    name: "Poetry's constraints",
    read: (bytes) => poetrySpecifiers(text(bytes)),
    words: ['^', '~', '>=', '3.12', '*', '||', ',', '!=', ' '],
  },
  {
    name: 'included files',
    read: (bytes) => includedFiles('requirements.txt', bytes),
    words: ['-r', '-c ', '--requirement', '../', 'base.txt', '='],
  },
  {
    name: '.slugignore',
    read: (bytes) => slugignored(text(bytes), SLUG_PATHS),
    words: ['*', '**', '/', '!', 'a', '[a-z]', '?', '\\', '#'],
  },
  {name: 'references of buildpacks', read: (bytes) => parseReference(text(bytes)), words: URLS},
  {name: 'credentials in URLs', read: (bytes) => maskUrls(text(bytes)), words: URLS},
  {name: 'printable text', read: (bytes) => printable(text(bytes)), words: ['\u001B[31m', '\u0007', '\u202E', 'a']},
  {name: 'git ls-tree', read: (bytes) => parseEntries(bytes), words: ['100644 blob ', 'a'.repeat(40), '\t', '\0', 'name']},
  {
    name: 'git ls-files',
    read: (bytes) => parseDiskListing(bytes, bytes),
    words: ['100644 ', 'a'.repeat(40), ' 0\t', '\0', 'name'],
  },
  {name: 'git cat-file sizes', read: (bytes) => parseSizes(bytes), words: ['a'.repeat(40), ' blob 12', '\n', ' missing']},
  {
    name: 'git cat-file',
    read: (bytes) => [...parseBatch(bytes)],
    words: ['a'.repeat(40), ' blob 3\n', 'abc', '\n', ' missing\n', '999999999999'],
  },
  {name: 'git check-ignore', read: (bytes) => parseIgnored(bytes), words: ['.gitignore', '\0', '3', '*.log', 'name']},
  {
    name: 'a file of git settings',
    read: (bytes) => parseConfig(bytes),
    refuses: (error) => error instanceof BadConfig,
    words: ['[remote "heroku"]', 'url = ', '\n', '\\', '"', ...URLS],
  },
  {
    name: 'a newer release',
    read: (bytes) => isValidRelease('classic', json(bytes)),
    words: [...JSONS, '"python"', '"latest"', '"release"'],
  },
  ...APP_TARGETS,
]

const SLUG_PATHS = [
  'a/b/c',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '.git',
  'ä',
  '\uD800',
  'x y',
  '!a',
].map((path) => [path, {kind: 'file'}] as [string, {kind: 'file'}])
