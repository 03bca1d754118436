import {byName} from '../common/by-name.js'
import {isOlder} from './python-order.js'
import nameData from './stdlib-names.json' with {type: 'json'}
import moduleData from './stdlib.json' with {type: 'json'}

/** A module that left the standard library. */
export interface LeftModule {
  module: string
  /** The first version (`N.N`) without it. */
  removedIn: string
  /** What took its place, as a phrase: a module, or a package. */
  instead: null | string
  /** Distributions that bring a module of that name back. With one of them installed, the import works. */
  distributions: readonly string[]
}

/** A name that left a module of the standard library. */
export interface LeftName {
  module: string
  name: string
  removedIn: string
  instead: null | string
}

interface Successor {
  instead?: string
  distributions?: string[]
}

type Names = Record<string, Record<string, [removedIn: string, instead: null | string]>>

/** JSON has no tuples: what TypeScript reads as a list of either is a pair. */
const names = nameData.names as object as Names
const successors: Record<string, Successor> = byName(moduleData.successors)
const python2: Record<string, null | string> = byName(moduleData.python2)

/** The versions (`N.N`) whose modules are known, oldest first. */
export const KNOWN_PYTHONS: readonly string[] = [...Object.keys(moduleData.base), ...Object.keys(moduleData.added)]

const modulesByPython = new Map<string, ReadonlySet<string>>()
let removals: Map<string, string> | undefined

/** All top-level modules of a Python's standard library. A version outside the known ones is taken for the nearest. */
export function standardModules(python: string): ReadonlySet<string> {
  const version = [...KNOWN_PYTHONS].reverse().find((known) => !isOlder(python, known)) ?? KNOWN_PYTHONS[0]!
  let modules = modulesByPython.get(version)
  if (!modules) {
    modules = collect(version)
    modulesByPython.set(version, modules)
  }

  return modules
}

/** Whether a top-level module is one of that Python's standard library. */
export function isStandardModule(module: string, python: string): boolean {
  return standardModules(python).has(module)
}

/** The module, if the standard library had it before and that Python's has it no more. */
export function leftModule(module: string, python: string): LeftModule | undefined {
  const removedIn = removedModules().get(module)
  return removedIn === undefined || isOlder(python, removedIn) ? undefined : describe(module, removedIn)
}

/** The name, if that Python's module has it no more: `leftName('collections', 'Mapping', '3.12')`. Classes count as modules. */
export function leftName(module: string, name: string, python: string): LeftName | undefined {
  const entries = Object.hasOwn(names, module) ? names[module]! : {}
  if (!Object.hasOwn(entries, name)) return undefined
  const [removedIn, instead] = entries[name]!
  return isOlder(python, removedIn) ? undefined : {module, name, removedIn, instead}
}

/** What an app loses that moves from one Python to a later one. */
export function leavingBetween(from: string, to: string): {modules: LeftModule[]; names: LeftName[]} {
  const leaves = (removedIn: string): boolean => isOlder(from, removedIn) && !isOlder(to, removedIn)
  return {
    modules: [...removedModules()].flatMap(([module, removedIn]) => (leaves(removedIn) ? [describe(module, removedIn)] : [])),
    names: Object.entries(names).flatMap(([module, entries]) =>
      Object.entries(entries).flatMap(([name, [removedIn, instead]]) =>
        leaves(removedIn) ? [{module, name, removedIn, instead}] : [],
      ),
    ),
  }
}

/** The public modules that a Python has and an earlier one lacks, with the version that added each. */
export function appearedBetween(from: string, to: string): {module: string; since: string}[] {
  return Object.entries(moduleData.added).flatMap(([since, list]) =>
    isOlder(from, since) && !isOlder(to, since)
      ? words(list).flatMap((module) => (module.startsWith('_') ? [] : [{module, since}]))
      : [],
  )
}

/**
 * What replaced a module of Python 2 (`urllib2` → `urllib.request`): null for one without a successor, undefined for a
 * module that Python 2 didn't have, or that Python 3 has too.
 */
export function successorOfPython2Module(module: string): null | string | undefined {
  return Object.hasOwn(python2, module) ? python2[module] : undefined
}

function collect(version: string): Set<string> {
  const modules = new Set(Object.values(moduleData.base).flatMap((list) => words(list)))
  for (const known of KNOWN_PYTHONS.slice(1, KNOWN_PYTHONS.indexOf(version) + 1)) {
    for (const module of wordsOf(moduleData.added, known)) modules.add(module)
    for (const module of wordsOf(moduleData.removed, known)) modules.delete(module)
  }

  return modules
}

/** Module → the first version without it, of all modules that left. */
function removedModules(): ReadonlyMap<string, string> {
  removals ??= new Map(
    [moduleData.earlier, moduleData.removed].flatMap((versions) =>
      Object.entries(versions).flatMap(([version, list]) => words(list).map((module): [string, string] => [module, version])),
    ),
  )
  return removals
}

function describe(module: string, removedIn: string): LeftModule {
  const successor = Object.hasOwn(successors, module) ? successors[module] : undefined
  return {module, removedIn, instead: successor?.instead ?? null, distributions: successor?.distributions ?? []}
}

function wordsOf(versions: Record<string, string>, version: string): string[] {
  return words(versions[version] ?? '')
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
