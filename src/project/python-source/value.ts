/** What an expression comes to, as far as the source tells. */
export type Value =
  | {kind: 'boolean'; value: boolean}
  /** `open`: it has other entries, or may have. */
  | {kind: 'dictionary'; entries: ReadonlyMap<string, Value>; open: boolean}
  /** It depends on environment variables: `otherwise` is what it is where none of them is set; undefined: the app stops there. */
  | {kind: 'environment'; names: readonly string[]; otherwise: Value | undefined}
  /** A module, or what it holds: `os.environ`. Builtins are in `builtins`. */
  | {kind: 'imported'; path: string}
  /** Of an imported class, made with these named arguments. */
  | {kind: 'instance'; of: string; named: ReadonlyMap<string, Value>}
  /** A list, a tuple or a set. */
  | {kind: 'list'; items: readonly Value[]; open: boolean}
  /** Of a value that is no module: not called yet. */
  | {kind: 'member'; of: Value; name: string}
  | {kind: 'none'}
  | {kind: 'number'; value: number}
  /** A place in the file system. */
  | {kind: 'path'}
  | {kind: 'string'; value: string}
  | {kind: 'unknown'}

export const UNKNOWN: Value = {kind: 'unknown'}
export const NONE: Value = {kind: 'none'}
export const PATH: Value = {kind: 'path'}

export function isTrue(value: boolean): Value {
  return {kind: 'boolean', value}
}

/** Python's truth value; undefined where the source doesn't tell. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value

    case 'dictionary':
      return value.entries.size > 0 ? true : value.open ? undefined : false

    case 'list':
      return value.items.length > 0 ? true : value.open ? undefined : false

    case 'none':
      return false

    case 'number':
      return value.value !== 0

    case 'path':
      return true

    case 'string':
      return value.value !== ''

    default:
      return undefined
  }
}

/** Whether two values surely are the same; undefined where the source doesn't tell. */
export function same(a: Value, b: Value): boolean | undefined {
  if (!isPlain(a) || !isPlain(b)) return undefined
  return a.kind === b.kind && ('value' in a ? a.value : null) === ('value' in b ? b.value : null)
}

function isPlain({kind}: Value): boolean {
  return kind === 'boolean' || kind === 'none' || kind === 'number' || kind === 'string'
}

/** Whether two values were found in the same way: what two branches agree on. */
export function identical(a: Value, b: Value): boolean {
  return isIdentical(a, b, {left: COMPARISONS})
}

/** Values that hold others more than once would take for ever to compare. */
const COMPARISONS = 10_000

function isIdentical(a: unknown, b: unknown, budget: {left: number}): boolean {
  if (a === b) return true
  if (--budget.left < 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if ('kind' in a && a.kind === 'unknown') return false
  const [left, right] = [membersOf(a), membersOf(b)]
  return (
    left.length === right.length &&
    left.every(([key, value], index) => key === right[index]![0] && isIdentical(value, right[index]![1], budget))
  )
}

/** What a value, a list or a map of them holds, in an order of its own. */
function membersOf(value: object): [key: string, member: unknown][] {
  if (value instanceof Map) return [...(value as Map<string, unknown>)]
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What two values have in common: the same one, or the items of two lists that both have. */
export function agreed(a: Value, b: Value): Value {
  if (identical(a, b)) return a
  if (a.kind !== 'list' || b.kind !== 'list' || a.items.length * b.items.length > COMPARISONS) return UNKNOWN
  return {items: a.items.filter((item) => b.items.some((other) => identical(item, other))), kind: 'list', open: true}
}

/** Applies a function to a value, or, where it depends on the environment, to what it is otherwise. */
export function mapped(value: Value, apply: (value: Value) => Value): Value {
  if (value.kind !== 'environment') return apply(value)
  return {...value, otherwise: value.otherwise && apply(value.otherwise)}
}

/** The same for two. */
export function mappedPair(a: Value, b: Value, apply: (a: Value, b: Value) => Value): Value {
  if (a.kind === 'environment' && b.kind === 'environment') {
    const otherwise = a.otherwise && b.otherwise && apply(a.otherwise, b.otherwise)
    return {kind: 'environment', names: [...new Set([...a.names, ...b.names])], otherwise}
  }

  return a.kind === 'environment' ? mapped(a, (value) => apply(value, b)) : mapped(b, (value) => apply(a, value))
}
