import {NotUnderstood} from '../../not-understood.js'
import {opaque} from '../machine.js'
import {boolean, character, err, integer, isIntegerType, type Known, limitsOf, ok, text, type Value} from '../values.js'

/** `str::parse`. @param result the type of what it returns; where it isn't known, it is what its value goes to that tells */
export function parsed(written: string, result: Known): Value {
  const [type] = result.args
  if (!type || type.name === 'infer') {
    return {
      as(told) {
        if (told.name !== 'Result' || (told.args[0]?.name ?? 'infer') === 'infer') throw new NotUnderstood('parse without a type')
        return parsed(written, told)
      },
      kind: 'pending',
    }
  }

  const of = [type, ...result.args.slice(1)]
  const value = isIntegerType(type.name) ? parsedInteger(written, type.name) : parsedOther(written, type.name)
  return value ? {...ok(value), of} : err(opaque(`std::parse::Error of ${type.name}`), of)
}

/** A sign, then digits of ASCII. */
function parsedInteger(written: string, type: string): undefined | Value {
  const form = type.startsWith('u') ? /^\+?[0-9]+$/ : /^[+-]?[0-9]+$/
  if (!form.test(written)) return undefined
  const value = Number(written)
  const [least, greatest] = limitsOf(type)
  // Beyond what is exact here, only the size of the number tells.
  if (!Number.isSafeInteger(value) && value >= least && value <= greatest * 2) throw new NotUnderstood(`${written} as ${type}`)
  return value < least || value > greatest ? undefined : integer(value + 0, type)
}

function parsedOther(written: string, type: string): undefined | Value {
  switch (type) {
    case 'boolean':
      return written === 'true' || written === 'false' ? boolean(written === 'true') : undefined

    case 'character':
      return [...written].length === 1 ? character(written) : undefined

    case 'text':
      return text(written)

    default:
      throw new NotUnderstood(`parse as ${type}`)
  }
}
