import type {BootImport} from '../shared/boot-imports.js'
import type {CheckContext} from '../check.js'

import {broughtBy} from '../../knowledge/brings.js'
import {modulesOf} from '../../knowledge/import-names.js'
import {type Missing, missingOn, needsOf, needyDependencyOf, type SystemNeed} from '../../knowledge/system-needs.js'
import {filesWith, importsNaming} from '../../project/python-source/index.js'
import {type Dependency, findDependency, productionDependencies} from '../dependencies.js'
import {appPython} from '../shared/app-python.js'
import {hasLockedWheel} from './locked-wheels.js'
import {bootImports} from '../shared/boot-imports.js'
import {additionOf} from '../shared/system-additions.js'

/** A package of the app that needs what the system of its stack doesn't have. */
export interface Lack {
  /** The distribution that needs it. */
  name: string
  /** The one in the app's list: another where that brings it along. */
  dependency: Dependency
  need: SystemNeed
  missing: readonly Missing[]
  /** What may bring it, which can't be seen from here; undefined: nothing does. */
  unless: string | undefined
  use: Use
}

/** Where the app uses a package: as it starts, somewhere, or nowhere in its own code. */
export type Use = {at: 'boot'; place: BootImport} | {at: 'nowhere'} | {at: 'somewhere'; place: {file: string; line: number}}

/** As Ubuntu calls processors. */
const OF_UBUNTU = {aarch64: 'arm64', x86_64: 'amd64'} as const

/** The stacks of Fir's builders: what both lack is missing whichever an app has. */
const OF_FIR = ['heroku-24', 'heroku-26']

/** Code of tests, and of a developer's machine, which no dyno runs. */
const NOT_AT_RUNTIME =
  /(?:^|\/)(?:(?:tests?|e2e|features|notebooks|examples?|docs?|scripts?|tools|ci)\/|(?:test_[^/]*|tests?|conftest|noxfile|setup)\.py$)|_tests?\.py$/

const answers = new WeakMap<CheckContext, readonly Lack[]>()

/** What all of the app's packages miss in the images of its stack; memoised. */
export function lacksOf(context: CheckContext): readonly Lack[] {
  const known = answers.get(context) ?? findLacks(context)
  answers.set(context, known)
  return known
}

function findLacks(context: CheckContext): Lack[] {
  const {list} = productionDependencies(context)
  return list
    .filter(({certain}) => certain)
    .flatMap((dependency) => {
      const {name, version} = dependency
      const needy = needyDependencyOf(name)
      // Where the needy one is in the list, it is told of itself.
      const isVia = needy !== undefined && !findDependency(context, needy) && !hasSubstitute(context, needy)
      return [...lacksOfOne(context, dependency, name, version), ...(isVia ? lacksOfOne(context, dependency, needy, null) : [])]
    })
}

/** The headless sister of opencv-python does as well for packages that don't ask for it by name. */
function hasSubstitute(context: CheckContext, name: string): boolean {
  return needsOf(name, null).some(({instead}) => instead !== undefined && findDependency(context, instead) !== undefined)
}

function lacksOfOne(context: CheckContext, dependency: Dependency, name: string, version: null | string): Lack[] {
  const python = appPython(context)
  return needsOf(name, version).flatMap((need): Lack[] => {
    if (need.breaks === 'build' && python !== undefined && hasLockedWheel(context, name, python) === true) return []
    const missing = missingFor(context, need)
    if (missing.length === 0) return []
    const additions = missing.map((one) => ({addition: additionOf(context, one.name), one}))
    const left = additions.filter(({addition}) => addition.brings !== 'yes')
    if (left.length === 0) return []
    const use = useOf(context, name === dependency.name ? [name] : [name, dependency.name], need)
    if (use === undefined || (use.at === 'nowhere' && isBroughtAlong(context, dependency))) return []
    const doubt = left.map(({addition}) => (addition.brings === 'maybe' ? addition.what : undefined)).find(Boolean)
    return [{dependency, missing: left.map(({one}) => one), name, need, unless: doubt, use}]
  })
}

function missingFor({architecture, kind, stack}: CheckContext, need: SystemNeed): readonly Missing[] {
  const stacks = kind === 'cnb' ? OF_FIR : [stack]
  const all = stacks.map((one) => missingOn(need, one, {architecture: OF_UBUNTU[architecture]}) ?? [])
  return all.every((missing) => missing.length > 0) ? all.at(-1)! : []
}

/** @returns undefined where the code never makes the call that needs it, or no dyno runs that code */
function useOf(context: CheckContext, names: readonly string[], {breaks, calls}: SystemNeed): undefined | Use {
  const {tree} = context.project
  const modules = names.flatMap((name) => modulesOf(name) ?? [name.replaceAll('-', '_')])
  const isNamed = (module: string): boolean => modules.some((one) => module === one || module.startsWith(`${one}.`))
  const tops = [...new Set(modules.map((module) => module.split('.')[0]!))]
  const everywhere = importsNaming(tree, tops).filter(
    ({module, names: imported}) => isNamed(module) || imported.some(({name}) => isNamed(`${module}.${name}`)),
  )
  const imports = everywhere.filter(({file}) => !NOT_AT_RUNTIME.test(file))
  if (everywhere.length > 0 && imports.length === 0) return undefined
  if (calls && breaks !== 'build') {
    const callers = new Set(filesWith(tree, new RegExp(String.raw`\b(?:${calls.join('|')})\b`)))
    const caller = imports.find(({file}) => callers.has(file))
    if (!caller) return undefined
  }

  const boot = bootImports(context).find(({found, module}) => found.is === 'foreign' && isNamed(module))
  if (boot) return {at: 'boot', place: boot}
  return imports[0] ? {at: 'somewhere', place: imports[0]} : {at: 'nowhere'}
}

/** Another package asks for it, which may never make use of it. */
function isBroughtAlong(context: CheckContext, {direct, name}: Dependency): boolean {
  if (!direct) return true
  return productionDependencies(context).list.some((other) => {
    const brought = broughtBy(other.name, other.extras)
    return other.name !== name && brought !== undefined && [...brought.always, ...brought.maybe].includes(name)
  })
}
