import type {CheckContext} from '../check.js'
import type {Versions} from '../../knowledge/broken-pairs.js'

import {type Dependency, productionDependencies} from '../dependencies.js'

/** Part of a version that stands for "the newest of those". */
const NEWEST = '999999'

/**
 * The versions that a build without a cache installs, as far as the app's files decide: exact ones, the newest below an upper
 * bound, and null for the newest of all. Packages from elsewhere than an index, and those of an unknown marker, are left out.
 */
export function effectiveVersions(context: CheckContext): Versions {
  const {list} = productionDependencies(context)
  return new Map(
    list
      .filter(({certain, source}) => certain && source === 'index')
      .map((dependency) => [dependency.name, effectiveVersion(dependency)]),
  )
}

/** `==1.1.2` → 1.1.2, `<2` → 1.999999, `~=1.1` → 1.999999, `>=1` → null. */
export function effectiveVersion({specifier, version}: Pick<Dependency, 'specifier' | 'version'>): null | string {
  return version ?? lowest(specifier.split(',').flatMap((part) => newestOf(part.trim()) ?? []))
}

/** The newest version that one part of a specifier leaves; undefined where it has no upper end. */
function newestOf(part: string): string | undefined {
  const [, operator, written] = /^(<=|<|~=|==)\s*v?(\d+(?:\.\d+)*)(?:\.\*)?$/.exec(part) ?? []
  if (operator === undefined || written === undefined) return undefined
  const numbers = written.split('.').map(Number)
  if (operator === '<=') return written
  if (operator === '==') return [...numbers, NEWEST].join('.')
  if (operator === '~=') return [...numbers.slice(0, -1), NEWEST].join('.')
  return below(numbers)
}

/** `2` → 1.999999, `2.1` → 2.0.999999, `2.0` → 1.999999. */
function below(numbers: readonly number[]): string | undefined {
  let at = numbers.length - 1
  while (at >= 0 && numbers[at] === 0) at--
  if (at === -1) return undefined
  return [...numbers.slice(0, at), numbers[at]! - 1, NEWEST].join('.')
}

function lowest(versions: readonly string[]): null | string {
  return [...versions].sort((one, other) => compare(one, other))[0] ?? null
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }

  return 0
}
