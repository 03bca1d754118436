/**
 * A table that strangers' words may be looked up in. Any other object has more than it was given: `constructor`, `toString`
 * and the like would be found in it.
 */
export function byName<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, table)
}
