import {isTrue, PATH, same, truth, UNKNOWN, type Value} from './value.js'

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
  if (a.kind === 'string' && b.kind === 'string') return {kind: 'string', value: a.value + b.value}
  if (a.kind === 'list' || b.kind === 'list') {
    const items = [a, b].flatMap((side) => (side.kind === 'list' ? side.items : []))
    return {items, kind: 'list', open: [a, b].some((side) => side.kind !== 'list' || side.open)}
  }

  return UNKNOWN
}
