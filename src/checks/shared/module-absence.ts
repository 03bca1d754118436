import type {FileTree} from '../../packaging/file-tree.js'
import type {CheckContext} from '../check.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {majorOf} from '../../packaging/python-version.js'
import {broughtBy, closureOf} from '../../knowledge/brings.js'
import {distributionsOf, evidenceOf, mayBring, normalizedName} from '../../knowledge/import-names.js'
import {isStandardModule} from '../../knowledge/stdlib.js'
import {productionDependencies, skippedDependencies} from '../dependencies.js'
import {packageManager} from '../facts.js'
import {hasUnnamed, installsMore, isFrozen} from './installed.js'

/** What is known of a module that no package seems to bring. */
export interface Absent {
  /** The distribution to add; undefined where none is known by that module. */
  distribution: string | undefined
  /** False: another package may bring it along. */
  sure: boolean
}

/** The buildpack's own tools: `deps/setuptools-runtime` says when they are there. */
const OF_THE_BUILD = new Set(['_distutils_hack', 'distutils', 'pip', 'pkg_resources', 'setuptools', 'wheel'])

/** Whether nothing that the build installs brings a module; undefined where something does, or may. */
export function absence(context: CheckContext, module: string): Absent | undefined {
  const known = answers.get(context) ?? new Map<string, Absent | undefined>()
  answers.set(context, known)
  // Many files import the same modules.
  if (!known.has(module)) known.set(module, absenceOf(context, module))
  return known.get(module)
}

const answers = new WeakMap<CheckContext, Map<string, Absent | undefined>>()

function absenceOf(context: CheckContext, module: string): Absent | undefined {
  const {resolved} = context.version
  const top = module.split('.')[0]!
  if (resolved === null || packageManager(context) === null || OF_THE_BUILD.has(top)) return undefined
  if (isStandardModule(top, majorOf(resolved)) || mayBeMadeHere(context, top)) return undefined
  const {list} = productionDependencies(context)
  const installed = list.map(({name}) => name)
  if (hasUnnamed(context) || installsMore(context) || list.some(({source}) => source !== 'index')) return undefined
  if (installed.some((name) => mayBring(name, module))) return undefined
  const candidates = distributionsNamed(module)
  const isWanted = (name: string) => candidates.includes(name) || mayBring(name, module)
  // In a group that the build leaves out: deps/prod-group-skipped tells of it.
  if (skippedDependencies(context).some(({name}) => isWanted(name)) || isAwaited(context, isWanted)) return undefined
  const distribution = candidates[0]
  if (isFrozen(context)) {
    // A module that is known by no name may be that of a package whose modules nobody has looked at.
    const isKnown = distribution !== undefined || installed.every((name) => evidenceOf(name) !== undefined)
    return isKnown ? {distribution, sure: true} : undefined
  }

  const {possible, unknown} = closureOf(list.map(({extras, name}) => ({extras, name})))
  if ([...possible].some((name) => mayBring(name, module))) return undefined
  // Where nobody knows what a package brings, a module that is known by no name may be its own.
  return unknown.size > 0 && distribution === undefined ? undefined : {distribution, sure: false}
}

/** Whether a manifest asks for a package that its lock doesn't have yet: the check of stale locks tells of it. */
function isAwaited(context: CheckContext, isWanted: (name: string) => boolean): boolean {
  const {tree} = context.project
  const {freshness, manifest} = PACKAGE_MANAGERS[packageManager(context)!]
  if (freshness === undefined) return false
  const words = new TextDecoder().decode(tree.read(manifest)).match(/[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g) ?? []
  return words.some((word) => isWanted(normalizedName(word))) && freshness(tree) !== 'fresh'
}

/** The distributions that have a module: by a list, or one that is known by the module's own name. */
function distributionsNamed(module: string): readonly string[] {
  const listed = distributionsOf(module)
  const own = normalizedName(module.split('.')[0]!)
  return listed.length === 0 && broughtBy(own) ? [own] : listed
}

/** A file or folder of that name anywhere in the source: the code may change where Python looks. Submodules aren't read. */
function mayBeMadeHere({project: {submodules, tree}}: CheckContext, top: string): boolean {
  if (submodules.length > 0) return true
  const {folders, modules, protocols} = namesIn(tree)
  return modules.has(top) || folders.has(top) || protocols.has(top.replace(/_pb2(?:_grpc)?$/, ''))
}

interface Names {
  folders: ReadonlySet<string>
  /** Of files that Python imports, or that are compiled to such. */
  modules: ReadonlySet<string>
  protocols: ReadonlySet<string>
}

const names = new WeakMap<FileTree, Names>()

/** The names of all files and folders, taken once: an app has hundreds of imports, and may have many thousands of files. */
function namesIn(tree: FileTree): Names {
  const known = names.get(tree)
  if (known) return known
  const [folders, modules, protocols] = [new Set<string>(), new Set<string>(), new Set<string>()]
  let last = ''
  for (const file of tree.files()) {
    const at = file.lastIndexOf('/')
    const [folder, name] = [file.slice(0, Math.max(at, 0)), file.slice(at + 1)]
    // Files are in order, so that those of a folder are beside each other.
    if (folder !== last) for (const part of folder.split('/')) folders.add(part)
    last = folder
    const stem = name.slice(0, Math.max(name.indexOf('.'), 0))
    if (/\.(?:py|pyx|pyi|so|c|cpp|rs|proto)$/.test(name)) modules.add(stem)
    if (name.endsWith('.proto')) protocols.add(name.slice(0, -'.proto'.length))
  }

  const found = {folders, modules, protocols}
  names.set(tree, found)
  return found
}
