import indexData from './not-on-index.json' with {type: 'json'}
import {meets} from './specifier.js'

/**
 * Why the index has no such distribution. `standard`: it is a module of Python's own library. `import`: what it is imported as,
 * not its name. `placeholder`: it is there to say that another name is meant, and its install fails.
 */
export type Absence =
  {why: 'import'; instead: string} | {why: 'placeholder'; instead: null | string} | {why: 'standard' | 'ubuntu'}

const standard: ReadonlySet<string> = new Set(indexData.standard.split(' '))
const ubuntu: ReadonlySet<string> = new Set(indexData.ubuntu.split(' '))
const conda: ReadonlySet<string> = new Set(indexData.conda.split(' '))
const condaVersions: Record<string, string> = indexData.condaVersions
const imports: Record<string, string> = indexData.imports
/** JSON has no tuples. */
const placeholders = indexData.placeholders as object as Record<string, [versions: string, instead: null | string]>

/** Why the public index has no such distribution to install; undefined where it has one, or nobody knows. `version`: null for the newest. */
export function absenceOnIndex(distribution: string, version: null | string): Absence | undefined {
  if (Object.hasOwn(placeholders, distribution)) {
    const [versions, instead] = placeholders[distribution]!
    if (meets(version, versions)) return {instead, why: 'placeholder'}
  }

  if (Object.hasOwn(imports, distribution)) return {instead: imports[distribution]!, why: 'import'}
  if (standard.has(distribution)) return {why: 'standard'}
  return ubuntu.has(distribution) ? {why: 'ubuntu'} : undefined
}

/** Whether only Anaconda has a distribution, or that version of it. */
export function isCondaOnly(distribution: string, version: null | string): boolean {
  if (conda.has(distribution)) return true
  return version !== null && Object.hasOwn(condaVersions, distribution) && meets(version, condaVersions[distribution])
}
