/** A number, as jq prints it. */
export class JqNumber {
  constructor(readonly printed: string) {}
}

const LARGEST = '1.7976931348623157e+308'
/** The exponents of decNumber, jq's decimal arithmetic, go up to this. */
const LARGEST_EXPONENT = 999_999_999

/**
 * A number as jq reads it: up to a NUL, with a plus sign, leading zeros, digits on one side of the point only, or as a
 * word. jq 1.6 keeps it as a double; later ones keep its digits. Sources: jqlang/jq src/jv_dtoa.c (1.6), src/jv.c and
 * decNumber (later), src/jv_print.c.
 *
 * @param token Latin-1
 * @param version jq's version
 * @returns undefined if jq fails on it
 */
export function parseNumber(token: string, version: string): JqNumber | undefined {
  const text = token.split('\0', 1)[0]!
  const decimal = version !== '1.6'
  if (isNan(text, version)) return new JqNumber('null')
  // The empty text before a NUL is where strtod ends as well as where it begins.
  if (text === '' && !decimal) return new JqNumber('0')
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text)
  if (infinity) return new JqNumber(infinity[1] === '-' ? `-${LARGEST}` : LARGEST)
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined
  return new JqNumber(decimal ? printDecimal(text) : printDouble(Number(text)))
}

/** In 1.6 as the stacks have it (with its distribution's patches) the words are NaN with a sign; later a payload may follow. */
function isNan(text: string, version: string): boolean {
  if (version === '1.6') return /^[+-]?nan$/i.test(text)
  return (version.startsWith('1.7') ? /^[+-]?s?nan\d*$/i : /^[+-]?s?nan0*$/i).test(text)
}

/** The shortest digits that give the double; powers of ten from 1e-5 down and beyond 15 zeros at the end. */
function printDouble(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (!Number.isFinite(value)) return sign + LARGEST
  const [mantissa, power] = Math.abs(value).toExponential().split('e') as [string, string]
  const digits = mantissa.replace('.', '')
  const point = Number(power) + 1
  if (point <= -4 || point > digits.length + 15) {
    const exponent = String(Math.abs(point - 1)).padStart(2, '0')
    return `${sign}${mantissa}e${point < 1 ? '-' : '+'}${exponent}`
  }

  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  const whole = digits.slice(0, point).padEnd(point, '0')
  return sign + whole + (digits.length > point ? `.${digits.slice(point)}` : '')
}

/** The to-scientific-string of the General Decimal Arithmetic Specification, as decNumber has it. */
function printDecimal(literal: string): string {
  const [, sign, whole, fraction, power] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(literal)!
  const digits = (whole! + fraction!).replace(/^0+(?=\d)/, '')
  const asked = Number(power ?? 0) - fraction!.length
  const exponent = digits === '0' ? Math.min(asked, LARGEST_EXPONENT) : asked
  const adjusted = exponent + digits.length - 1
  const minus = sign === '-' ? '-' : ''
  if (adjusted > LARGEST_EXPONENT) return minus + LARGEST
  if (exponent <= 0 && adjusted >= -6) {
    if (exponent === 0) return minus + digits
    const padded = digits.padStart(1 - exponent, '0')
    return `${minus}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
  }

  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${minus}${mantissa}E${adjusted < 0 ? '' : '+'}${adjusted}`
}
