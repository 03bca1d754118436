import {isTrue, PATH, same, truth, UNKNOWN, type Value} from './value.js'
import {CHARACTERS, ITEMS} from './work.js'

/** Python's operators on values. */

export function negated(known: boolean | undefined): Value {
  return known === undefined ? UNKNOWN : isTrue(!known)
}

/** `a or b`, `a and b` */
export function chosen(operator: 'and' | 'or', a: Value, b: Value): Value {
  const known = truth(a)
  return known === undefined ? UNKNOWN : known === (operator === 'or') ? a : b
}

export function operation(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case '!=':
    case 'is not':
      return negated(same(a, b))

    case '+':
      return add(a, b)

    case '/':
      return a.kind === 'path' ? PATH : UNKNOWN

    case '==':
    case 'is': {
      const known = same(a, b)
      return known === undefined ? UNKNOWN : isTrue(known)
    }

    case 'in':
    case 'not in':
      return contains(b, a, operator === 'in')

    default:
      return UNKNOWN
  }
}

function contains(list: Value, item: Value, wanted: boolean): Value {
  if (list.kind !== 'list' || item.kind === 'unknown') return UNKNOWN
  const answers = new Set(list.items.map((one) => same(one, item)))
  if (answers.has(true)) return isTrue(wanted)
  return list.open || answers.has(undefined) ? UNKNOWN : isTrue(!wanted)
}

export function add(a: Value, b: Value): Value {
  if (a.kind === 'string' && b.kind === 'string') {
    const value = a.value + b.value
    return value.length > CHARACTERS ? UNKNOWN : {kind: 'string', value}
  }

  return a.kind === 'list' || b.kind === 'list' ? longer(a, b) : UNKNOWN
}

/** Two lists in one, cut to what is kept. Beside a list, what is none is one that isn't known. */
function longer(a: Value, b: Value): Value {
  const [first, second] = [a, b].map((side) => (side.kind === 'list' ? side.items : []))
  const open = [a, b].some((side) => side.kind !== 'list' || side.open)
  // A full list is not copied again for each item that would come to it.
  if (first!.length >= ITEMS) return {items: first!, kind: 'list', open: open || second!.length > 0}
  const items = [...first!, ...second!.slice(0, ITEMS - first!.length)]
  return {items, kind: 'list', open: open || items.length < first!.length + second!.length}
}
