/** Values of parsed TOML and JSON, read without trust in their form: what is of another one is as good as empty. */

export type Table = Readonly<Record<string, unknown>>

/** The table that a path of keys leads to; an empty one where it leads to none. */
export function table(value: unknown, ...keys: string[]): Table {
  let found = value
  for (const key of keys) found = isTable(found) ? found[key] : undefined
  return isTable(found) ? found : {}
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The strings of a list. */
export function texts(value: unknown): string[] {
  return array(value).filter((item) => typeof item === 'string')
}
