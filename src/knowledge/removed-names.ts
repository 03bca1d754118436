import data from './removed-names.json' with {type: 'json'}

/** A module, or names of one, that a distribution has no more from a version on. */
export interface RemovedName {
  distribution: string
  /** The first version without it. */
  since: string
  module: string
  /** Empty: the whole module. */
  names: readonly string[]
  instead: string
}

const rows: readonly RemovedName[] = data.rows.map(([distribution, since, module, names, instead]) => ({
  distribution: distribution!,
  instead: instead!,
  module: module!,
  names: names === '*' ? [] : names!.split(' '),
  since: since!,
}))

/** What an import names that a later version of its distribution removed, whatever the version is. */
export function removedNames(module: string, names: readonly string[]): readonly RemovedName[] {
  return rows.filter((row) => {
    if (row.names.length === 0) {
      const parent = row.module.slice(0, row.module.lastIndexOf('.'))
      const last = row.module.slice(parent.length + 1)
      return module === row.module || module.startsWith(`${row.module}.`) || (module === parent && names.includes(last))
    }

    return module === row.module && row.names.some((name) => names.includes(name))
  })
}
