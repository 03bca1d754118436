import type {Block, Expression, Fields, FunctionItem, Item, Statement} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {childNamed, childrenOf, only, partsOf, type SyntaxNode} from './nodes.js'
import {readParameters} from './read-expressions.js'
import {readPattern} from './read-patterns.js'
import {readImports} from './read-imports.js'
import {genericNames, nameOf, readPath, readType, typeAfter} from './read-types.js'
import {type Reading, written} from './reading.js'

const UNIT = {items: [], kind: 'tuple'} as const
const ITEMS = /^(?:AttributeItem|EmptyStatement|.*Item|UseDeclaration|AssociatedType|MacroDefinition|.*Declaration)$/
/** They change nothing of what a program does. `path` is where a module's file is, and of tests only. */
const HARMLESS = new Set(['allow', 'deny', 'derive', 'doc', 'expect', 'forbid', 'inline', 'must_use', 'warn'])

export function readItems(reading: Reading, nodes: readonly SyntaxNode[]): Item[] {
  return nodes.flatMap((node) => readItem(reading, node, []))
}

function readItem(reading: Reading, node: SyntaxNode, attributes: readonly SyntaxNode[]): Item[] {
  const {text} = reading
  switch (node.name) {
    case 'AttributeItem': {
      const children = childrenOf(node)
      const inner = children.at(-1)!
      return attributed(reading, inner, children.slice(0, -1))
    }

    case 'ConstItem':
    case 'StaticItem':
      return readConst(reading, node)

    case 'EnumItem':
      return [readEnum(node, text, derivesIn(attributes, text))]

    case 'FunctionItem':
      return [readFunction(reading, node)]

    case 'InnerAttribute':
      return isHarmless(written(reading, node)) ? [] : [{kind: 'unread', name: '*', what: node.name}]

    case 'ImplItem':
      return [readImpl(reading, node)]

    case 'ModItem': {
      const list = childNamed(node, 'DeclarationList')
      return [{items: list ? readItems(reading, partsOf(list)) : null, kind: 'module', name: nameIn(node, text)}]
    }

    case 'StructItem': {
      const list = childNamed(node, 'OrderedFieldDeclarationList')
      const fields = fieldsOf(node, text)
      return [
        {derives: derivesIn(attributes, text), fields, isTuple: list !== undefined, kind: 'struct', name: nameIn(node, text)},
      ]
    }

    case 'TraitItem':
      return [{kind: 'trait', name: nameIn(node, text)}]

    case 'TypeItem':
      return [{generics: genericNames(node, text), kind: 'alias', name: nameIn(node, text), type: typeAfter(node, '=', text)!}]

    case 'UseDeclaration':
      return [{imports: readImports(node, text), kind: 'use'}]

    default:
      return [{kind: 'unread', name: unreadName(node, text), what: node.name}]
  }
}

/** What is for tests only isn't there, and what is on another condition isn't read. */
function attributed(reading: Reading, node: SyntaxNode, attributes: readonly SyntaxNode[]): Item[] {
  const texts = attributes.map((attribute) => written(reading, attribute).replaceAll(/\s/g, ''))
  if (texts.includes('#[cfg(test)]')) return []
  const unknown = texts.find((one) => !isHarmless(one))
  if (unknown !== undefined) return [{kind: 'unread', name: unreadName(node, reading.text), what: unknown}]
  return readItem(reading, node, attributes)
}

function isHarmless(attribute: string): boolean {
  return HARMLESS.has(/^#!?\s*\[\s*(?:clippy::)?(\w+)/.exec(attribute)?.[1] ?? '')
}

function unreadName(node: SyntaxNode, text: string): string {
  const name = childNamed(node, 'BoundIdentifier', 'Identifier', 'TypeIdentifier')
  return name && node.name !== 'ImplItem' ? nameOf(name, text) : '*'
}

const nameIn = (node: SyntaxNode, text: string) => nameOf(childNamed(node, 'BoundIdentifier', 'TypeIdentifier')!, text)

/** The last words of what is derived: `Eq` of `std::cmp::Eq`. */
function derivesIn(attributes: readonly SyntaxNode[], text: string): string[] {
  return attributes.flatMap((attribute) => {
    const derived = /^#\s*\[\s*derive\s*\(([\s\S]*)\)/.exec(text.slice(attribute.from, attribute.to))?.[1] ?? ''
    return derived.split(',').map((one) => one.trim().split('::').at(-1)!)
  })
}

function readConst(reading: Reading, node: SyntaxNode): Item[] {
  const children = childrenOf(node)
  const at = children.findIndex(({name}) => name === '=')
  const name = childNamed(node, 'BoundIdentifier')
  if (!name) return []
  const value = at === -1 ? null : reading.expression(children[at + 1]!)
  if (childNamed(node, 'mut')) return [{kind: 'unread', name: nameOf(name, reading.text), what: node.name}]
  return [{kind: 'const', name: nameOf(name, reading.text), type: typeAfter(node, ':', reading.text)!, value}]
}

function readEnum(node: SyntaxNode, text: string, derives: readonly string[]): Item {
  const list = childNamed(node, 'EnumVariantList')!
  checkAttributes(list, text)
  const variants = partsOf(list)
    .filter(({name}) => name === 'EnumVariant')
    .map((variant) => ({fields: fieldsOf(variant, text), name: nameOf(childNamed(variant, 'Identifier')!, text)}))
  return {derives, kind: 'enum', name: nameIn(node, text), variants}
}

/** @throws NotUnderstood for a part that is there on a condition only */
function checkAttributes(node: SyntaxNode, text: string): void {
  const isConditional = ({from, name, to}: SyntaxNode) => name === 'Attribute' && /^#\s*\[\s*cfg/.test(text.slice(from, to))
  if (partsOf(node).some((part) => isConditional(part))) throw new NotUnderstood('a part on a condition')
}

function fieldsOf(node: SyntaxNode, text: string): Fields {
  const named = childNamed(node, 'FieldDeclarationList')
  if (named) {
    checkAttributes(named, text)
    const fields = partsOf(named).filter(({name}) => name === 'FieldDeclaration')
    return fields.map((field) => ({
      name: nameOf(childNamed(field, 'FieldIdentifier')!, text),
      type: typeAfter(field, ':', text)!,
    }))
  }

  const ordered = childNamed(node, 'OrderedFieldDeclarationList')
  if (!ordered) return null
  checkAttributes(ordered, text)
  const types = partsOf(ordered).filter(({name}) => name !== 'Attribute' && name !== 'Vis')
  return types.map((type, index) => ({name: String(index), type: readType(type, text)}))
}

function readFunction(reading: Reading, node: SyntaxNode): Item {
  const {text} = reading
  const name = nameIn(node, text)
  const children = childrenOf(node)
  if (children.some((child) => child.name === 'async' || child.name === 'unsafe')) return {kind: 'unread', name, what: 'async'}
  const list = childNamed(node, 'ParamList')!
  const body = childNamed(node, 'Block')
  const receiver = childNamed(list, 'SelfParameter')
  let block: Block | undefined
  const item: FunctionItem = {
    body: body
      ? () => {
          block ??= reading.block(body)
          return block
        }
      : null,
    generics: genericNames(node, text),
    kind: 'function',
    name,
    parameters: readParameters(list, text),
    returns: typeAfter(node, '->', text) ?? UNIT,
    self: receiver ? (/&\s*(?:'\w+\s+)?mut\b/.test(written(reading, receiver)) ? 'mutable' : 'value') : 'none',
  }
  return item
}

function readImpl(reading: Reading, node: SyntaxNode): Item {
  const {text} = reading
  const types = childrenOf(node).filter(({name}) => /Type$|Identifier$/.test(name))
  const hasTrait = childNamed(node, 'for') !== undefined
  const type = types.at(-1)!
  const trait = hasTrait ? types[0]! : undefined
  return {
    generics: genericNames(node, text),
    items: readItems(reading, partsOf(childNamed(node, 'DeclarationList')!)),
    kind: 'impl',
    trait: trait ? readPath(trait, text) : null,
    type: readType(type, text),
  }
}

/** @throws NotUnderstood for a statement that isn't read */
export function readBlock(reading: Reading, node: SyntaxNode): Block {
  if (node.name !== 'Block') throw new NotUnderstood(node.name)
  const nodes = childrenOf(node).filter(({name}) => name !== '{' && name !== '}')
  const items: Item[] = []
  const statements: Statement[] = []
  let tail: Expression | null = null
  for (const [index, child] of nodes.entries()) {
    const statement = attributedLet(child, reading) ?? child
    if (statement.name === 'EmptyStatement') continue
    if (statement.name === 'LetDeclaration') statements.push(readLet(reading, statement))
    else if (statement.name === 'ExpressionStatement' || statement.name === 'MacroInvocation') {
      const expression = reading.expression(statement.name === 'MacroInvocation' ? statement : statementOf(statement))
      if (index === nodes.length - 1 && !childNamed(statement, ';')) tail = expression
      else statements.push({expression, kind: 'expression'})
    } else if (ITEMS.test(statement.name)) items.push(...readItem(reading, statement, []))
    else throw new NotUnderstood(statement.name)
  }

  return {items, statements, tail}
}

/** An expression with an attribute may be there on a condition only. */
function statementOf(node: SyntaxNode): SyntaxNode {
  return only(
    childrenOf(node).filter(({name}) => name !== ';'),
    node,
  )
}

/** `#[expect(…)] let` */
function attributedLet(node: SyntaxNode, reading: Reading): SyntaxNode | undefined {
  const inner = node.name === 'AttributeItem' ? childNamed(node, 'LetDeclaration') : undefined
  if (!inner) return undefined
  const unknown = partsOf(node).find((one) => one.name === 'Attribute' && !isHarmless(written(reading, one)))
  if (unknown) throw new NotUnderstood(written(reading, unknown))
  return inner
}

function readLet(reading: Reading, node: SyntaxNode): Statement {
  const children = childrenOf(node)
  const pattern = children.find(({name}) => name !== 'let' && name !== 'mut')
  const at = children.findIndex(({name}) => name === '=')
  const otherwise = childNamed(node, 'else') ? children.find(({name}, index) => index > at + 1 && name === 'Block') : undefined
  return {
    kind: 'let',
    otherwise: otherwise ? reading.block(otherwise) : null,
    pattern: readPattern(pattern!, reading.text),
    type: typeAfter(node, ':', reading.text),
    value: at === -1 ? null : reading.expression(children[at + 1]!),
  }
}
