import type {ArithmeticExpression, TestExpression} from 'unbash'

import type {Shell} from './shell.js'

import {arithmetic} from '../version-number.js'
import {NotUnderstood} from '../not-understood.js'
import {extended, glob, regularExpression} from './patterns.js'
import {partsOf, textOf} from './words.js'

/** `[[ … ]]` */
export function test(shell: Shell, expression: TestExpression): boolean {
  switch (expression.type) {
    case 'TestBinary':
      return compare(shell, expression)

    case 'TestGroup':
      return test(shell, expression.expression)

    case 'TestLogical': {
      const {operands, operator} = expression
      return operator === '&&' ? operands.every((one) => test(shell, one)) : operands.some((one) => test(shell, one))
    }

    case 'TestNot':
      return test(shell, expression.operand) !== (expression.negations.length % 2 === 1)

    case 'TestUnary': {
      const operand = textOf(shell, expression.operand)
      const path = () => shell.path(operand)
      switch (expression.operator) {
        case '-d':
          return shell.files.isDirectory(path())

        case '-e':
          return shell.files.exists(path())

        case '-f':
          return shell.files.isFile(path())

        case '-n':
          return operand !== ''

        case '-v':
          return shell.parameter(operand) !== undefined

        case '-z':
          return operand === ''

        default:
          throw new NotUnderstood(expression.operator)
      }
    }
  }
}

function compare(shell: Shell, {left, operator, right}: Extract<TestExpression, {type: 'TestBinary'}>): boolean {
  const text = textOf(shell, left)
  switch (operator) {
    case '!=':
    case '=':
    case '==':
      return matches(shell, text, glob(partsOf(shell, right), shell.locale(), text)) === (operator !== '!=')

    case '=~': {
      const source = extended(partsOf(shell, right, true), shell.locale(), text)
      const match = regularExpression(source, '').exec(text)
      shell.variables.set('BASH_REMATCH', match ? [...match].map((group) => group ?? '') : [])
      return match !== null
    }

    default:
      throw new NotUnderstood(operator)
  }
}

export function matches(shell: Shell, text: string, source: string): boolean {
  if (shell.locale() === 'C' && /[^\0-\u007F]/.test(text)) throw new NotUnderstood('a pattern on bytes')
  return regularExpression(`^(?:${source})$`, '').test(text)
}

/** `(( … ))`, 64 bits wide. @throws NotArithmetic for what bash can't read as a number */
export function calculate(shell: Shell, expression: ArithmeticExpression): bigint {
  switch (expression.type) {
    case 'ArithmeticBinary':
      return binary(shell, expression)

    case 'ArithmeticGroup':
      return calculate(shell, expression.expression)

    case 'ArithmeticUnary':
      if (expression.operator !== '!') throw new NotUnderstood(expression.operator)
      return truth(calculate(shell, expression.operand) === 0n)

    case 'ArithmeticWord': {
      const {parts, value} = expression
      const text = parts ? textOf(shell, {...expression, parts, text: value, type: 'Word', value}) : value
      return number(shell, text)
    }

    default:
      throw new NotUnderstood(expression.type)
  }
}

const truth = (holds: boolean) => (holds ? 1n : 0n)

function number(shell: Shell, text: string): bigint {
  if (/^[A-Za-z_]\w*$/.test(text)) {
    const found = shell.parameter(text)
    if (found === undefined || /^[A-Za-z_]/.test(found)) throw new NotUnderstood(`the number ${text}`)
    return number(shell, found)
  }

  // Octal and other bases.
  if (/^0\d|#/.test(text)) throw new NotUnderstood(`the number ${text}`)
  return arithmetic(text)
}

function binary(shell: Shell, {left, operator, right}: Extract<ArithmeticExpression, {type: 'ArithmeticBinary'}>): bigint {
  const first = calculate(shell, left)
  if (operator === '&&') return truth(first !== 0n && calculate(shell, right) !== 0n)
  if (operator === '||') return truth(first !== 0n || calculate(shell, right) !== 0n)
  const second = calculate(shell, right)
  switch (operator) {
    case '!=':
      return truth(first !== second)

    case '+':
      return BigInt.asIntN(64, first + second)

    case '-':
      return BigInt.asIntN(64, first - second)

    case '<':
      return truth(first < second)

    case '<=':
      return truth(first <= second)

    case '==':
      return truth(first === second)

    case '>':
      return truth(first > second)

    case '>=':
      return truth(first >= second)

    default:
      throw new NotUnderstood(operator)
  }
}
