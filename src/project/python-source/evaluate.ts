import {asSwitch, callOf, memberOf} from './calls.js'
import {argumentsOf, dictionary, listOf} from './collections.js'
import {type Arguments, type Read, readByCall} from './environment.js'
import {add, chosen, negated, operation} from './operators.js'
import {childrenOf, lineOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'
import {stringOf} from './strings.js'
import {identical, isTrue, mapped, mappedPair, NONE, PATH, truth, UNKNOWN, type Value} from './value.js'

/** Where an expression stands. */
export interface Frame {
  source: PythonSource
  /** The name's value; undefined if nothing of that name is known. */
  lookUp(name: string): Value | undefined
  /** Hears of every read of an environment variable. `certain`: it happens whenever the file is run. */
  onRead(read: Read, place: {certain: boolean; line: number}): void
  certain: boolean
  /** Counts what it costs. */
  spend?(steps: number): void
}

/** Expressions that are nested deeper than anyone writes come to nothing. */
const DEPTH = 150

/** What an expression comes to. */
export function evaluate(node: SyntaxNode, frame: Frame, depth = 0): Value {
  const form = FORMS[node.name]
  if (!form || depth > DEPTH) return UNKNOWN
  frame.spend?.(1)
  const next: Next = (child, inner = frame) => evaluate(child, inner, depth + 1)
  return form(node, frame, next)
}

/** Evaluates an expression inside of another. */
type Next = (child: SyntaxNode, frame?: Frame) => Value

type Form = (node: SyntaxNode, frame: Frame, next: Next) => Value

const list: Form = (node, _frame, next) => listOf(childrenOf(node), next)

/** Those that are not here come to nothing that is known. */
const FORMS: Readonly<Record<string, Form>> = {
  ArrayExpression: list,
  BinaryExpression: binary,
  Boolean: (node, {source}) => isTrue(textOf(node, source) === 'True'),
  CallExpression: call,
  ConditionalExpression: conditional,
  ContinuedString: (node, _frame, next) => joined(childrenOf(node).map((child) => next(child))),
  DictionaryExpression: (node, _frame, next) => dictionary(childrenOf(node), next),
  FormatString: format,
  MemberExpression: member,
  None: () => NONE,
  Number: number,
  ParenthesizedExpression: (node, _frame, next) => (node.firstChild?.nextSibling ? next(node.firstChild.nextSibling) : UNKNOWN),
  SetExpression: list,
  String: literal,
  TupleExpression: list,
  UnaryExpression: unary,
  VariableName: (node, {lookUp, source}) => lookUp(textOf(node, source)) ?? UNKNOWN,
}

function number(node: SyntaxNode, {source}: Frame): Value {
  const value = Number(textOf(node, source).replaceAll('_', ''))
  return Number.isNaN(value) ? UNKNOWN : {kind: 'number', value}
}

function joined(parts: readonly Value[]): Value {
  let whole: Value = {kind: 'string', value: ''}
  for (const part of parts) whole = add(whole, part)
  return whole
}

/** What fills a hole of an f-string is evaluated for what it reads. */
function format(node: SyntaxNode, frame: Frame, next: Next): Value {
  const holes = node.getChildren('FormatReplacement')
  if (holes.length === 0) return literal(node, frame)
  for (const hole of holes) for (const inner of childrenOf(hole)) next(inner)
  return UNKNOWN
}

function literal(node: SyntaxNode, {source}: Frame): Value {
  const value = stringOf(textOf(node, source))
  return value === undefined ? UNKNOWN : {kind: 'string', value}
}

function member(node: SyntaxNode, frame: Frame, next: Next): Value {
  const children = childrenOf(node)
  const object = next(children[0]!)
  const property = node.getChild('PropertyName')
  if (property) return memberOf(object, textOf(property, frame.source))
  const key = children[2] && children.length === 4 ? next(children[2]) : UNKNOWN
  if (object.kind === 'imported' && object.path === 'os.environ' && key.kind === 'string')
    return reading({name: key.value, otherwise: undefined}, node, frame)
  if (object.kind === 'path') return PATH
  if (object.kind === 'dictionary' && key.kind === 'string') return object.entries.get(key.value) ?? UNKNOWN
  return mapped(object, () => UNKNOWN)
}

function reading(read: Read, node: SyntaxNode, frame: Frame): Value {
  frame.onRead(read, {certain: frame.certain, line: lineOf(node, frame.source)})
  const {cast, name, otherwise} = read
  const isSwitch = cast?.kind === 'imported' && cast.path === 'builtins.bool'
  return {kind: 'environment', names: [name], otherwise: isSwitch && otherwise ? mapped(otherwise, asSwitch) : otherwise}
}

function call(node: SyntaxNode, frame: Frame, next: Next): Value {
  const callee = next(node.firstChild!)
  const args = argumentsOf(node, frame.source, next)
  const unset = readOfNone(callee, args)
  if (unset !== undefined)
    frame.onRead({name: unset, otherwise: undefined}, {certain: frame.certain, line: lineOf(node, frame.source)})
  const read = readByCall(callee, args)
  return read ? reading(read, node, frame) : callOf(callee, args)
}

/** `int(os.environ.get("X"))`, `os.getenv("X").split(",")`: None is no number, and has no methods. @returns the variable */
function readOfNone(callee: Value, {positional}: Arguments): string | undefined {
  const used =
    callee.kind === 'member' ? callee.of : CONVERTS.has(callee.kind === 'imported' ? callee.path : '') ? positional[0] : undefined
  return used?.kind === 'environment' && used.names.length === 1 && used.otherwise?.kind === 'none' ? used.names[0] : undefined
}

const CONVERTS = new Set(['builtins.float', 'builtins.int'])

function conditional(node: SyntaxNode, frame: Frame, next: Next): Value {
  const children = childrenOf(node)
  const [first, , condition, , second] = children
  if (!first || !condition || !second) return UNKNOWN
  const decision = next(condition)
  const known = truth(decision)
  if (known !== undefined) return next(known ? first : second)
  const unsure = {...frame, certain: false}
  const [yes, no] = [next(first, unsure), next(second, unsure)]
  if (decision.kind !== 'environment') return identical(yes, no) ? yes : UNKNOWN
  const otherwise = decision.otherwise && truth(decision.otherwise)
  return {...decision, otherwise: otherwise === undefined ? UNKNOWN : otherwise ? yes : no}
}

function unary(node: SyntaxNode, {source}: Frame, next: Next): Value {
  const children = childrenOf(node)
  const [operator, operand] = children
  const value = operand ? next(operand) : UNKNOWN
  if (!operator || textOf(operator, source) !== 'not') return UNKNOWN
  return mapped(value, (inner) => negated(truth(inner)))
}

/** `a or b`, `a == b`, `a + b` … An operator may be two words: `not in`. */
function binary(node: SyntaxNode, frame: Frame, next: Next): Value {
  const children = childrenOf(node)
  const left = children[0]
  const right = children.at(-1)
  if (!left || !right || children.length < 3) return UNKNOWN
  const operator = children
    .slice(1, -1)
    .map((node) => textOf(node, frame.source))
    .join(' ')
  const first = next(left)
  if (operator === 'and' || operator === 'or') {
    const known = truth(first)
    if (known !== undefined) return known === (operator === 'or') ? first : next(right)
    const second = next(right, {...frame, certain: false})
    return mappedPair(first, second, (a, b) => chosen(operator, a, b))
  }

  const second = next(right)
  if (operator.endsWith('in') && second.kind === 'imported' && second.path === 'os.environ' && first.kind === 'string')
    return {kind: 'environment', names: [first.value], otherwise: isTrue(operator !== 'in')}
  return mappedPair(first, second, (a, b) => operation(operator, a, b))
}
