import {array, table} from '../packaging/values.js'

/**
 * The indexes of a manifest without credentials of their own, with their names as environment variables have them.
 * Source: uv's documentation, "Package indexes"; Poetry's, "Configuration".
 */
export function indexesWithout(indexes: unknown): {name: string; variable: string}[] {
  const entries = array(indexes).map((index) => table(index))
  return entries
    .filter(({url}) => !/:\/\/[^/]*@/.test(String(url)))
    .map(({name}) => ({
      name: String(name),
      variable: String(name)
        .toUpperCase()
        .replaceAll(/[^A-Z\d]/g, '_'),
    }))
}
