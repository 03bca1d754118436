import type {Arm, Expression, Parameter} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {childNamed, childrenOf, only, partsOf, type SyntaxNode} from './nodes.js'
import {readMacro} from './read-macros.js'
import {readLiteral, readPattern} from './read-patterns.js'
import {nameOf, readPath, typeAfter, typeArguments} from './read-types.js'
import {type Reading, written} from './reading.js'

/** What isn't read makes a program fail only where it gets there. */
export function readExpression(reading: Reading, node: SyntaxNode): Expression {
  const read = READERS[node.name]
  return read ? read(reading, node) : {kind: 'unknown', what: node.name}
}

type Reader = (reading: Reading, node: SyntaxNode) => Expression

const literal: Reader = ({text}, node) => readLiteral(node, text)
const path: Reader = ({text}, node) => ({kind: 'path', path: readPath(node, text)})
const first = (node: SyntaxNode) => only(partsOf(node), node)

const READERS: Readonly<Partial<Record<string, Reader>>> = {
  ArrayExpression: readList,
  AssignmentExpression: readAssignment,
  BinaryExpression: readBinary,
  Block: (reading, node) => ({block: reading.block(node), kind: 'block'}),
  Boolean: literal,
  BreakExpression: (reading, node) => leave('break', reading, node),
  CallExpression: readCall,
  Char: literal,
  ClosureExpression: readClosure,
  ContinueExpression: (reading, node) => leave('continue', reading, node),
  FieldExpression(reading, node) {
    const [value, name] = partsOf(node)
    return {kind: 'field', name: nameOf(name!, reading.text), value: reading.expression(value!)}
  },
  ForExpression(reading, node) {
    const inside = childrenOf(node)
    const at = inside.findIndex(({name}) => name === 'in')
    if (inside[0]!.name !== 'for') return {kind: 'unknown', what: 'a label'}
    return {
      body: reading.block(inside[at + 2]!),
      iterated: reading.expression(inside[at + 1]!),
      kind: 'for',
      pattern: readPattern(inside[1]!, reading.text),
    }
  },
  GenericFunction: path,
  Identifier: path,
  IfExpression: readIf,
  IndexExpression(reading, node) {
    const [value, index] = partsOf(node)
    return {index: reading.expression(index!), kind: 'index', value: reading.expression(value!)}
  },
  Integer: literal,
  LetChain(reading, node) {
    const [first, ...others] = partsOf(node).map((part) => reading.expression(part))
    let chain = first!
    for (const right of others) chain = {kind: 'binary', left: chain, operator: '&&', right}
    return chain
  },
  LetDeclaration(reading, node) {
    const [, pattern, , value] = childrenOf(node)
    return {kind: 'let', pattern: readPattern(pattern!, reading.text), value: reading.expression(value!)}
  },
  LoopExpression: (reading, node) => loop(reading, node, false),
  MacroInvocation: readMacro,
  MatchExpression: readMatch,
  ParenthesizedExpression: (reading, node) => reading.expression(first(node)),
  RangeExpression: readRange,
  RawString: literal,
  ReferenceExpression(reading, node) {
    const value = reading.expression(first(node))
    return childNamed(node, 'mut') ? {kind: 'mutable', value} : value
  },
  ReturnExpression: (reading, node) => leave('return', reading, node),
  ScopedIdentifier: path,
  self: path,
  String: literal,
  StructExpression: readStruct,
  TryExpression: (reading, node) => ({kind: 'try', value: reading.expression(first(node))}),
  TupleExpression: (reading, node) => ({items: partsOf(node).map((part) => reading.expression(part)), kind: 'tuple'}),
  TypeCastExpression: readCast,
  UnaryExpression(reading, node) {
    const [operator, value] = childrenOf(node)
    return {kind: 'unary', operator: written(reading, operator!) as '!', value: reading.expression(value!)}
  },
  UnitExpression: () => ({items: [], kind: 'tuple'}),
  WhileExpression: (reading, node) => loop(reading, node, true),
}

function leave(kind: 'break' | 'continue' | 'return', reading: Reading, node: SyntaxNode): Expression {
  const [value] = partsOf(node)
  if (value?.name === 'LoopLabel') return {kind: 'unknown', what: 'a label'}
  return {kind, value: value ? reading.expression(value) : null}
}

function loop(reading: Reading, node: SyntaxNode, hasCondition: boolean): Expression {
  const [first, second, third] = childrenOf(node)
  if (first!.name === 'LoopLabel') return {kind: 'unknown', what: 'a label'}
  if (!hasCondition) return {body: reading.block(second!), condition: null, kind: 'loop'}
  return {body: reading.block(third!), condition: reading.expression(second!), kind: 'loop'}
}

function readList(reading: Reading, node: SyntaxNode): Expression {
  const items = partsOf(node).map((part) => reading.expression(part))
  if (!childNamed(node, ';')) return {items, kind: 'list'}
  return {count: items[1]!, item: items[0]!, kind: 'repeat'}
}

function readAssignment(reading: Reading, node: SyntaxNode): Expression {
  const [target, operator, value] = childrenOf(node)
  const sign = written(reading, operator!).slice(0, -1)
  return {
    kind: 'assign',
    operator: sign === '' ? null : sign,
    target: reading.expression(target!),
    value: reading.expression(value!),
  }
}

function readBinary(reading: Reading, node: SyntaxNode): Expression {
  const [left, operator, right] = childrenOf(node)
  return {
    kind: 'binary',
    left: reading.expression(left!),
    operator: written(reading, operator!),
    right: reading.expression(right!),
  }
}

function readCall(reading: Reading, node: SyntaxNode): Expression {
  const [callee, list] = childrenOf(node)
  const args = partsOf(list!).map((part) => reading.expression(part))
  const isGeneric = callee!.name === 'GenericFunction'
  const field = isGeneric ? childrenOf(callee!)[0]! : callee!
  if (field.name !== 'FieldExpression') return {args, callee: reading.expression(callee!), kind: 'call'}
  const [receiver, name] = partsOf(field)
  const generics = isGeneric ? typeArguments(childNamed(callee!, 'TypeArgList')!, reading.text) : []
  return {args, generics, kind: 'method', name: nameOf(name!, reading.text), receiver: reading.expression(receiver!)}
}

/** The grammar binds `as` more loosely than Rust does. */
const LOOSER = new Set(['AssignmentExpression', 'BinaryExpression', 'ClosureExpression', 'RangeExpression', 'ReturnExpression'])

function readCast(reading: Reading, node: SyntaxNode): Expression {
  const [value] = partsOf(node)
  const type = typeAfter(node, 'as', reading.text)
  if (LOOSER.has(value!.name) || !type) return {kind: 'unknown', what: 'as'}
  return {kind: 'cast', type, value: reading.expression(value!)}
}

function readClosure(reading: Reading, node: SyntaxNode): Expression {
  const children = childrenOf(node)
  if (children.some(({name}) => name === 'async')) return {kind: 'unknown', what: 'async'}
  const list = childNamed(node, 'ParamList')!
  return {
    body: reading.expression(children.at(-1)!),
    isMove: childNamed(node, 'move') !== undefined,
    kind: 'closure',
    parameters: readParameters(list, reading.text),
    returns: typeAfter(node, '->', reading.text),
  }
}

/** @throws NotUnderstood for a parameter of a form that isn't read */
export function readParameters(list: SyntaxNode, text: string): Parameter[] {
  return partsOf(list)
    .filter(({name}) => name !== 'SelfParameter')
    .map((parameter) => {
      if (parameter.name !== 'Parameter') throw new NotUnderstood(parameter.name)
      const pattern = childrenOf(parameter).find(({name}) => name !== 'mut')
      return {pattern: readPattern(pattern!, text), type: typeAfter(parameter, ':', text)}
    })
}

function readIf(reading: Reading, node: SyntaxNode): Expression {
  const [, condition, then, , otherwise] = childrenOf(node)
  return {
    condition: reading.expression(condition!),
    kind: 'if',
    otherwise: otherwise ? reading.expression(otherwise) : null,
    whenTrue: reading.block(then!),
  }
}

function readMatch(reading: Reading, node: SyntaxNode): Expression {
  const [value, block] = partsOf(node)
  const arms = partsOf(block!).map((arm): Arm => {
    const children = childrenOf(arm).filter(({name}) => name !== ',')
    if (arm.name !== 'MatchArm' || children[0]!.name === 'Attribute') throw new NotUnderstood('a conditional arm')
    const guard = childNamed(arm, 'Guard')
    return {
      body: reading.expression(children.at(-1)!),
      guard: guard ? reading.expression(partsOf(guard)[0]!) : null,
      pattern: readPattern(children[0]!, reading.text),
    }
  })
  return {arms, kind: 'match', value: reading.expression(value!)}
}

function readRange(reading: Reading, node: SyntaxNode): Expression {
  const parts = partsOf(node)
  const [first] = parts
  const before = first && first.from > node.from ? '' : written(reading, node).slice((first?.to ?? node.from) - node.from)
  const operator = /^\s*(\.\.[.=]?)/.exec(before === '' ? written(reading, node) : before)?.[1]
  if (operator === undefined || operator === '...') return {kind: 'unknown', what: written(reading, node)}
  const hasFrom = first !== undefined && first.from === node.from
  const to = parts[hasFrom ? 1 : 0]
  return {
    from: hasFrom ? reading.expression(first) : null,
    isInclusive: operator === '..=',
    kind: 'range',
    to: to ? reading.expression(to) : null,
  }
}

function readStruct(reading: Reading, node: SyntaxNode): Expression {
  const [name] = childrenOf(node)
  const list = partsOf(childNamed(node, 'FieldInitializerList')!)
  const base = list.find((part) => part.name === 'BaseFieldInitializer')
  const fields = list
    .filter((part) => part !== base)
    .map((part) => {
      const [key, value = key] = childrenOf(part).filter((child) => child.name !== ':')
      return {
        name: nameOf(key!, reading.text),
        value: part.name === 'ShorthandFieldInitializer' ? reading.expression(key!) : reading.expression(value!),
      }
    })
  return {
    base: base ? reading.expression(first(base)) : null,
    fields,
    kind: 'struct',
    path: readPath(name!, reading.text),
  }
}
