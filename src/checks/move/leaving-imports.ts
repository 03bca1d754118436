import type {LeftModule, LeftName} from '../../knowledge/stdlib.js'
import type {CheckContext} from '../check.js'

import {type FileImport, importsNaming, isOwnModule} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'

/** An import of something that the standard library has on one side only. */
export interface FoundImport<Gone> {
  one: FileImport
  gone: Gone
  /** `telnetlib`, `asyncio.coroutine`. */
  what: string
}

interface Wanted<Gone> {
  modules: ReadonlyMap<string, Gone>
  names: readonly LeftName[]
  /** What a name is told as. */
  ofName(name: LeftName): Gone
}

/**
 * The imports of some modules and names of the standard library in the app, each once in a file. Conditional ones may fail,
 * and a module of the app's own, or of a package of that name, hides the standard library's.
 */
export function importsOf<Gone>(
  context: CheckContext,
  {modules, names, ofName}: Wanted<Gone>,
  isLeftOut: (one: FileImport) => boolean = () => false,
): FoundImport<Gone>[] {
  const {tree} = context.project
  const told = new Set<string>()
  const all = [...modules.keys(), ...new Set(names.map(({module}) => module))]
  return importsNaming(tree, all).flatMap((one): FoundImport<Gone>[] => {
    if (one.conditional || isLeftOut(one)) return []
    const [top] = one.module.split('.') as [string]
    const written = new Set(one.names.map(({name}) => name))
    const module = modules.get(top)
    const name = names.find((left) => left.module === one.module && written.has(left.name))
    const gone = module ?? (name && ofName(name))
    const what = module === undefined ? name && `${name.module}.${name.name}` : top
    if (gone === undefined || what === undefined || told.has(`${one.file} ${what}`)) return []
    if (isOwnModule(tree, top, ['']) || findDependency(context, top) !== undefined) return []
    told.add(`${one.file} ${what}`)
    return [{gone, one, what}]
  })
}

export function byModule(modules: readonly LeftModule[]): Map<string, LeftModule> {
  return new Map(modules.map((left) => [left.module, left]))
}
