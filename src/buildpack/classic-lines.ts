import type {FileTree} from '../packaging/file-tree.js'
import type {CacheUse} from './build-cache.js'
import type {ClassicRelease, PackageManager} from './release.js'

import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {compareBytes} from '../packaging/file-tree.js'
import {installedPackages} from './installed-packages.js'
import {majorOf} from './version-number.js'

import type {RequestedVersion} from './classic-version.js'
import type {VersionOrigin} from './prediction.js'

/** A step line as the classic buildpack prints it. */
function step(text: string): string {
  return `-----> ${text}`
}

/** Source: bin/compile. */
export function versionStep({origin, version}: RequestedVersion): string {
  switch (origin) {
    case 'default':
      return step(`No Python version was specified. Using the buildpack default: Python ${version}`)

    case 'cached':
      return step(`No Python version was specified. Using the same major version as the last build: Python ${version}`)

    default:
      return step(`Using Python ${version} specified in ${origin}`)
  }
}

/** The other step lines. Sources: lib/hooks.sh, cache.sh, python.sh, pip.sh and its siblings, bin/steps. */
export const STEP_LINES = {
  hook: (name: 'post_compile' | 'pre_compile') => step(`Running bin/${name} hook`),
  restoringCache: step('Restoring cache'),
  discardingCache: (reasons: readonly string[]) => [
    step('Discarding cache since:'),
    ...reasons.map((reason) => `       - ${reason}`),
  ],
  python: (version: string, cached: boolean) => step(`${cached ? 'Using cached install of' : 'Installing'} Python ${version}`),
  tool: (text: string, cached: boolean) => step(`${cached ? 'Using cached' : 'Installing'} ${text}`),
  dependencies: (command: string) => step(`Installing dependencies using '${command}'`),
  nltk: step('Downloading NLTK corpora...'),
  nltkPackages: (packages: readonly string[]) => step(`Downloading NLTK packages: ${packages.join(' ')}`),
  collectstaticDisabledByFile: step("Skipping Django collectstatic since the file '.heroku/collectstatic_disabled' exists."),
  collectstaticDisabledByVariable: step('Skipping Django collectstatic since the env var DISABLE_COLLECTSTATIC is set.'),
  collectstaticWithoutScript: step('Skipping Django collectstatic since no manage.py file found.'),
  collectstatic: (script: string) => step(`$ python ${script} collectstatic --noinput`),
  savingCache: step('Saving cache'),
} as const

/** The tools that a build installs, as in its step line: `pip 26.2.1 and setuptools 70.3.0`. */
export function toolsInstalled(manager: PackageManager, pythonVersion: string, release: ClassicRelease): string {
  const tool = `${PACKAGE_MANAGERS[manager].name} ${release.tools[manager]}`
  const setuptools = setuptoolsInstalled(manager, pythonVersion, release)
  return setuptools === null ? tool : `${tool} and setuptools ${setuptools}`
}

/** The version of setuptools that is installed along with the tool; null: none is. */
export function setuptoolsInstalled(manager: PackageManager, pythonVersion: string, release: ClassicRelease): null | string {
  const {bringsSetuptools} = PACKAGE_MANAGERS[manager].classic
  return bringsSetuptools && release.setuptoolsFor.includes(majorOf(pythonVersion)) ? release.tools.setuptools : null
}

/** What decides the steps besides the source. */
export interface StepOptions {
  /** A Heroku CI build (bin/test-compile): test dependencies too, no collectstatic. */
  ci: boolean
  /** The config var DISABLE_COLLECTSTATIC is set, and not to 0. */
  collectstaticDisabled: boolean
  release: ClassicRelease
  /** What becomes of the last build's cache; left out or undefined: there is none, or that isn't known. */
  useCache?: ((build: {manager: PackageManager; pythonVersion: string}) => CacheUse | undefined) | undefined
}

/** The command that installs the dependencies, as the log shows it. Source: lib/pip.sh and its siblings. */
export function installCommand(tree: FileTree, manager: PackageManager, ci: boolean): string {
  return PACKAGE_MANAGERS[manager].classic.command(tree, ci).join(' ')
}

/** The steps from the cache to the end of a build that succeeds. */
export function installSteps(
  tree: FileTree,
  build: {manager: PackageManager; origin: VersionOrigin; pythonVersion: string},
  options: StepOptions,
): string[] {
  const {manager, origin, pythonVersion} = build
  const {ci, release} = options
  const cache = options.useCache?.({manager, pythonVersion})
  const isCached = cache?.status === 'reused'
  const {tool} = PACKAGE_MANAGERS[manager].classic
  const {installed} = installedPackages(tree, manager, {ci, kind: 'classic', origin, resolved: pythonVersion})
  const installs = (name: string) => installed.some((dependency) => dependency.name === name)
  return [
    ...(cache ? cacheLines(cache) : []),
    STEP_LINES.python(pythonVersion, isCached),
    STEP_LINES.tool(toolsInstalled(manager, pythonVersion, release), isCached && tool !== undefined),
    STEP_LINES.dependencies(installCommand(tree, manager, ci)),
    ...(installs('nltk') ? nltkLines(tree) : []),
    ...decideCollectstatic(tree, {installed: installs('django'), isOff: ci || options.collectstaticDisabled}).lines,
    ...(tree.isFile('bin/post_compile') ? [STEP_LINES.hook('post_compile')] : []),
    STEP_LINES.savingCache,
  ]
}

function cacheLines({reasons, status}: CacheUse): string[] {
  return status === 'reused' ? [STEP_LINES.restoringCache] : STEP_LINES.discardingCache(reasons)
}

/** Where NLTK is installed. Source: bin/steps/nltk. */
export function nltkLines(tree: FileTree): string[] {
  const packages = nltkPackages(tree)
  return packages === undefined ? [STEP_LINES.nltk] : [STEP_LINES.nltk, STEP_LINES.nltkPackages(packages)]
}

/** The lines of nltk.txt, each an argument of NLTK's downloader, empty ones too; undefined if there is no such file. */
export function nltkPackages(tree: FileTree): string[] | undefined {
  if (!tree.isFile('nltk.txt')) return undefined
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(tree.read('nltk.txt'))
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

/** What becomes of collectstatic, by the buildpack's own words for it in its build data, where it has any. */
export type Collectstatic =
  | {id: 'disabled-env-var' | 'disabled-file' | 'not-installed' | 'skipped-no-manage-py'; lines: readonly string[]}
  | {id: 'enabled'; lines: readonly string[]; script: string}

/**
 * @param facts `isOff`: by the variable; `installed`: Django is; `managePys`: files of that name that the tree
 * may not have
 *
 * Source: bin/steps/collectstatic.
 */
export function decideCollectstatic(
  tree: FileTree,
  facts: {installed: boolean; isOff: boolean; managePys?: readonly string[]},
): Collectstatic {
  if (tree.isFile('.heroku/collectstatic_disabled')) return {id: 'disabled-file', lines: [STEP_LINES.collectstaticDisabledByFile]}
  if (facts.isOff) return {id: 'disabled-env-var', lines: [STEP_LINES.collectstaticDisabledByVariable]}
  if (!facts.installed) return {id: 'not-installed', lines: []}
  const script = findManagePy(tree, facts.managePys)
  if (script === undefined) return {id: 'skipped-no-manage-py', lines: [STEP_LINES.collectstaticWithoutScript]}
  return {id: 'enabled', lines: [STEP_LINES.collectstatic(script)], script}
}

/** How deep in the app collectstatic looks for its script. */
export const MANAGE_PY_DEPTH = 3

/** Of names without their punctuation and spaces, which decide only between those that are the same without them. */
const LETTERS = new Intl.Collator('en', {ignorePunctuation: true, sensitivity: 'base'})
const CASES = new Intl.Collator('en', {ignorePunctuation: true})

/**
 * As glibc orders paths in en_US.UTF-8 that stand behind their depth and a tab, as those of `find` do: one that begins with
 * punctuation comes after the same without. Tried with glibc 2.36: right for 2,374 of 2,376 pairs.
 */
function compareFound(a: string, b: string): number {
  const begins = (path: string) => Number(/^[^\p{L}\p{N}]/u.test(path))
  return LETTERS.compare(a, b) || begins(a) - begins(b) || CASES.compare(a, b) || compareBytes(a, b)
}

/**
 * The manage.py that collectstatic runs: a real file at most three levels deep, the shallowest first. As `cut` parts the
 * lines of `find` at their tabs, one in a folder with a tab in its name is found, and is none. Source: bin/steps/collectstatic.
 *
 * @param more files of that name that the tree may not have
 */
export function findManagePy(tree: FileTree, more: readonly string[] = []): string | undefined {
  const depth = (path: string) => path.split('/').length
  const [found] = [...new Set([...tree.files(), ...more])]
    .filter((path) => (path === 'manage.py' || path.endsWith('/manage.py')) && depth(path) <= MANAGE_PY_DEPTH)
    .sort((a, b) => depth(a) - depth(b) || compareFound(a, b))
  const script = found?.split('\t', 1)[0]
  return script !== undefined && (more.includes(script) || tree.isFile(script)) ? script : undefined
}
