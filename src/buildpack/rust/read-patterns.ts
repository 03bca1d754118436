import type {Expression, Pattern} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {characterLiteral, integerLiteral, rawLiteral, textLiteral} from './literals.js'
import {childNamed, childrenOf, only, partsOf, type SyntaxNode} from './nodes.js'
import {nameOf, readPath} from './read-types.js'

/** What isn't read makes a program fail only where it gets there. */
export function readPattern(node: SyntaxNode, text: string): Pattern {
  const read = READERS[node.name]
  return read ? read(node, text) : {kind: 'unknown', what: node.name}
}

type Reader = (node: SyntaxNode, text: string) => Pattern

const inner: Reader = (node, text) => readPattern(only(namedParts(node), node), text)

const READERS: Readonly<Partial<Record<string, Reader>>> = {
  '..': () => ({kind: 'rest'}),
  _: () => ({kind: 'any'}),
  BoundIdentifier: (node, text) => ({inner: null, kind: 'binding', name: nameOf(node, text)}),
  CapturedPattern(node, text) {
    const [name, pattern] = namedParts(node)
    return {inner: readPattern(pattern!, text), kind: 'binding', name: nameOf(name!, text)}
  },
  LiteralPattern: (node, text) => ({kind: 'literal', value: signed(childrenOf(node), text)}),
  MutPattern: inner,
  OrPattern: (node, text) => ({kind: 'or', options: namedParts(node).map((part) => readPattern(part, text))}),
  RangePattern: readRange,
  ReferencePattern: inner,
  RefPattern: inner,
  ScopedIdentifier: (node, text) => ({kind: 'path', path: readPath(node, text)}),
  SlicePattern: (node, text) => ({items: namedParts(node).map((part) => readPattern(part, text)), kind: 'slice'}),
  StructPattern: readStruct,
  TuplePattern: readTuple,
}

/** Patterns, some of which are punctuation. */
function namedParts(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({name}) => /^[A-Z⚠]/.test(name) || name === '_' || name === '..')
}

function readTuple(node: SyntaxNode, text: string): Pattern {
  const children = childrenOf(node)
  const path = children[0]!.name === '(' ? null : readPath(children[0]!, text)
  const items = namedParts(node).slice(path ? 1 : 0)
  const isGroup = path === null && items.length === 1 && items[0]!.name !== '..' && !children.some(({name}) => name === ',')
  if (isGroup) return readPattern(items[0]!, text)
  return {items: items.map((item) => readPattern(item, text)), kind: 'tuple', path}
}

function readStruct(node: SyntaxNode, text: string): Pattern {
  const [name, list] = childrenOf(node)
  const fields = partsOf(list!).map((field) => {
    const [first, pattern] = namedParts(field)
    const key = nameOf(first!, text)
    return {name: key, pattern: pattern ? readPattern(pattern, text) : ({inner: null, kind: 'binding', name: key} as const)}
  })
  return {fields, kind: 'struct', path: readPath(name!, text)}
}

function readRange(node: SyntaxNode, text: string): Pattern {
  const children = childrenOf(node)
  const written = text.slice(node.from, node.to)
  const [operator] = /\.\.[.=]?/.exec(written) ?? ['']
  // The grammar has names for some of the operators only, so they are told apart by where they are.
  const at = node.from + written.indexOf(operator)
  const bound = (nodes: readonly SyntaxNode[]) => (nodes.length === 0 ? null : signed(nodes, text))
  const ends = children.filter(({name}) => /^[A-Z]/.test(name))
  const isOpen = childNamed(node, '⚠') !== undefined
  if (operator === '...' || (isOpen && operator !== '..')) return {kind: 'unknown', what: written}
  return {
    from: bound(ends.filter(({to}) => to <= at)),
    isInclusive: operator === '..=',
    kind: 'range',
    to: bound(ends.filter(({from}) => from > at)),
  }
}

/** A literal or a constant's name, perhaps behind a minus sign. */
function signed(nodes: readonly SyntaxNode[], text: string): Expression {
  const [first, second] = nodes
  if (first!.name === 'ArithOp') return {kind: 'unary', operator: '-', value: readLiteral(second!, text)}
  if (first!.name.endsWith('Identifier')) return {kind: 'path', path: readPath(first!, text)}
  return readLiteral(first!, text)
}

/** @throws NotUnderstood */
export function readLiteral(node: SyntaxNode, text: string): Expression {
  const written = text.slice(node.from, node.to)
  switch (node.name) {
    case 'Boolean':
      return {kind: 'literal', literal: {kind: 'boolean', value: written === 'true'}}

    case 'Char':
      return {kind: 'literal', literal: characterLiteral(written)}

    case 'Integer':
      return {kind: 'literal', literal: integerLiteral(written)}

    case 'RawString':
      return {kind: 'literal', literal: rawLiteral(written)}

    case 'String':
      return {kind: 'literal', literal: textLiteral(written)}

    default:
      throw new NotUnderstood(node.name)
  }
}
