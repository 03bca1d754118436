import indexData from './not-on-index.json' with {type: 'json'}
import {meets} from './specifier.js'

/**
 * Why the index has no such distribution. `standard`: it is a module of Python's own library. `import`: what it is imported as,
 * not its name. `placeholder`: it is there to say that another name is meant, and its install fails. `obsolete`: it was written for Python 2, and its install
 * fails with the Pythons and tools of today.
 */
export type Absence =
  {why: 'import'; instead: string} | {why: 'obsolete' | 'placeholder'; instead: null | string} | {why: 'standard' | 'ubuntu'}

const standard: ReadonlySet<string> = new Set(indexData.standard.split(' '))
const ubuntu: ReadonlySet<string> = new Set(indexData.ubuntu.split(' '))
const conda: ReadonlySet<string> = new Set(indexData.conda.split(' '))
const condaVersions: Record<string, string> = indexData.condaVersions
const imports: Record<string, string> = indexData.imports
/** JSON has no tuples. */
type Rows = Record<string, [versions: string, instead: null | string]>
const placeholders = indexData.placeholders as object as Rows
const obsolete = indexData.obsolete as object as Rows

/** Why the public index has no such distribution to install; undefined where it has one, or nobody knows. `version`: null for the newest. */
export function absenceOnIndex(distribution: string, version: null | string): Absence | undefined {
  const placeholder = rowOf(placeholders, distribution, version)
  if (placeholder) return {instead: placeholder[1], why: 'placeholder'}
  const old = rowOf(obsolete, distribution, version)
  if (old) return {instead: old[1], why: 'obsolete'}
  if (Object.hasOwn(imports, distribution)) return {instead: imports[distribution]!, why: 'import'}
  if (standard.has(distribution)) return {why: 'standard'}
  return ubuntu.has(distribution) ? {why: 'ubuntu'} : undefined
}

function rowOf(rows: Rows, distribution: string, version: null | string): Rows[string] | undefined {
  const row = Object.hasOwn(rows, distribution) ? rows[distribution]! : undefined
  return row && meets(version, row[0]) ? row : undefined
}

/** Whether only Anaconda has a distribution, or that version of it. */
export function isCondaOnly(distribution: string, version: null | string): boolean {
  if (conda.has(distribution)) return true
  return version !== null && Object.hasOwn(condaVersions, distribution) && meets(version, condaVersions[distribution])
}
