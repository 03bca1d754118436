import {byName} from '../common/by-name.js'
import importData from './import-names.json' with {type: 'json'}

/** How a distribution's modules are known: read from its wheel, or from a list. */
export type Evidence = 'list' | 'wheel'

const modules: Record<string, string> = byName(importData.modules)
const wheels: Record<string, string> = byName(importData.wheels)
const namespaces: ReadonlySet<string> = new Set(importData.namespaces.split(' '))
const same: ReadonlySet<string> = new Set(importData.same.split(' '))

/** Words that a distribution's name has beyond that of its module: `django-filter` → `filter`, `PyMySQL`, `kafka-python`. */
const DECORATION =
  /^(?:python3?|py|django|drf|flask|pytest|dj|lib)-?|-?(?:python3?|py|binary|headless|sdk|client|api|django|flask|ng|bin|\d+)$/g

let distributionsByModule: Map<string, string[]> | undefined
let modulesByDistribution: Map<string, string[]> | undefined

/** A distribution's name as PEP 503 has it, which is what all names here are in. */
export function normalizedName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

/** Whether several distributions share a module, so that its name alone says nothing: `google`, `google.cloud`. */
export function isNamespace(module: string): boolean {
  return namespaces.has(module)
}

/**
 * The distributions that bring a module, the one to propose first; empty where none is known. `yaml` → `pyyaml`. The
 * longest part of a dotted name that is known decides: `google.cloud.storage.blob` → `google-cloud-storage`.
 */
export function distributionsOf(module: string): readonly string[] {
  const known = knownDistributions()
  const parts = module.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = known.get(parts.slice(0, length).join('.'))
    if (found) return found
  }

  return []
}

/** The modules that a distribution brings, dotted where they are in a namespace; undefined where they aren't known. */
export function modulesOf(distribution: string): readonly string[] | undefined {
  if (Object.hasOwn(wheels, distribution)) {
    const [, ...brought] = wheels[distribution]!.split(' ')
    return brought.length > 0 ? brought : [ownModule(distribution)]
  }

  const listed = listedModules(distribution)
  if (same.has(distribution)) return [...new Set([ownModule(distribution), ...listed])]
  return listed.length > 0 ? listed : undefined
}

/** How the modules of a distribution are known; undefined where they aren't. */
export function evidenceOf(distribution: string): Evidence | undefined {
  if (Object.hasOwn(wheels, distribution)) return 'wheel'
  return modulesOf(distribution) && 'list'
}

/**
 * Whether a distribution may bring a module. For one whose wheel was read, that is sure. For all others, a name that is
 * like the module's is enough: better silent than wrong.
 */
export function mayBring(distribution: string, module: string): boolean {
  if (distributionsOf(module).includes(distribution)) return true
  const [top] = module.split('.')
  const known = modulesOf(distribution)
  if (known?.some((one) => one === module || module.startsWith(`${one}.`))) return true
  if (evidenceOf(distribution) === 'wheel') return false
  const isShared = isNamespace(top!)
  if (isShared)
    return normalizedName(distribution).startsWith(`${top!}-`) || known?.some((one) => one.startsWith(`${top!}.`)) === true
  return areAlike(distribution, top!)
}

function areAlike(distribution: string, module: string): boolean {
  const name = normalizedName(module)
  const [bare, bareModule] = [distribution, name].map((text) => plain(text))
  return (
    bare === bareModule ||
    distribution.split('-').includes(name) ||
    distribution.startsWith(`${name}-`) ||
    distribution.endsWith(`-${name}`)
  )
}

function plain(name: string): string {
  return name.replaceAll(DECORATION, '').replaceAll('-', '') || name
}

function ownModule(distribution: string): string {
  return distribution.replaceAll('-', '_')
}

function listedModules(distribution: string): readonly string[] {
  if (!modulesByDistribution) {
    modulesByDistribution = new Map()
    for (const [module, list] of Object.entries(modules)) {
      for (const name of list.split(' ')) modulesByDistribution.set(name, [...(modulesByDistribution.get(name) ?? []), module])
    }
  }

  return modulesByDistribution.get(distribution) ?? []
}

function knownDistributions(): ReadonlyMap<string, string[]> {
  if (distributionsByModule) return distributionsByModule
  const known = new Map(Object.entries(modules).map(([module, list]) => [module, list.split(' ')]))
  const add = (module: string, distribution: string): void => {
    const list = known.get(module)
    if (!list) known.set(module, [distribution])
    else if (!list.includes(distribution)) list.push(distribution)
  }

  for (const distribution of same) add(ownModule(distribution), distribution)
  for (const distribution of Object.keys(wheels)) for (const module of modulesOf(distribution)!) add(module, distribution)
  distributionsByModule = known
  return known
}
