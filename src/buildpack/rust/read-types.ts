import type {Path, Segment, Type} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {childNamed, childrenOf, only, partsOf, type SyntaxNode} from './nodes.js'

const IDENTIFIERS = new Set(['BoundIdentifier', 'Identifier', 'ScopeIdentifier', 'TypeIdentifier'])
const KEYWORDS = new Set(['crate', 'self', 'super'])
const INFERRED: Type = {kind: 'infer'}

/** A path of names. @throws NotUnderstood for `<T as Trait>::name` */
export function readPath(node: SyntaxNode, text: string): Path {
  if (IDENTIFIERS.has(node.name) || KEYWORDS.has(node.name)) return [{name: nameOf(node, text)}]
  if (node.name === 'GenericType' || node.name === 'GenericFunction') return genericPath(node, text)
  if (!/^Scoped(?:Type)?Identifier$/.test(node.name)) throw new NotUnderstood(node.name)
  const segments: Segment[] = []
  for (const child of childrenOf(node)) {
    if (child.name === '::') continue
    if (child.name === 'QualifiedScope') segments.push(qualified(child, text))
    else if (child.name === 'TypeArgList') segments.push({...segments.pop()!, generics: typeArguments(child, text)})
    else segments.push(...readPath(child, text))
  }

  return segments
}

/** `<[T]>::name` and `<str>::name`. */
function qualified(node: SyntaxNode, text: string): Segment {
  const inner = only(partsOf(node), node)
  if (inner.name === 'ArrayType') return {name: 'slice'}
  const [segment, ...others] = readPath(inner, text)
  if (segment === undefined || others.length > 0 || childNamed(node, 'as')) throw new NotUnderstood(node.name)
  return segment
}

function genericPath(node: SyntaxNode, text: string): Path {
  const [named] = childrenOf(node)
  const args = childNamed(node, 'TypeArgList')
  const path = readPath(named!, text)
  return [...path.slice(0, -1), {...path.at(-1)!, generics: args ? typeArguments(args, text) : []}]
}

export function nameOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to).replace(/^r#/, '')
}

/** Of what isn't read, nothing is known. */
export function readType(node: SyntaxNode, text: string): Type {
  switch (node.name) {
    case 'ReferenceType':
      return readType(
        only(
          partsOf(node).filter(({name}) => name !== 'Lifetime'),
          node,
        ),
        text,
      )

    case 'ArrayType':
      return {item: readType(partsOf(node)[0]!, text), kind: 'list'}

    case 'TupleType':
    case 'UnitType':
      return {items: partsOf(node).map((part) => readType(part, text)), kind: 'tuple'}

    case 'GenericType':
    case 'ScopedTypeIdentifier':
    case 'TypeIdentifier':
      return {kind: 'path', path: readPath(node, text)}

    default:
      return INFERRED
  }
}

export function typeArguments(list: SyntaxNode, text: string): Type[] {
  const types = childrenOf(list).filter(({name}) => /^[A-Z]/.test(name) || name === '_')
  return types.filter(({name}) => name !== 'Lifetime').map((type) => readType(type, text))
}

/** The type of a declaration, where it has one: what follows its colon. */
export function typeAfter(node: SyntaxNode, mark: string, text: string): Type | null {
  const children = childrenOf(node)
  const at = children.findIndex(({name}) => name === mark)
  return at === -1 ? null : readType(children[at + 1]!, text)
}

/** The names that stand for types. */
export function genericNames(node: SyntaxNode, text: string): string[] {
  const list = childNamed(node, 'TypeParamList')
  if (!list) return []
  return partsOf(list).flatMap((part) => {
    if (part.name === 'Lifetime') return []
    const [inner = part] = part.name === 'TypeIdentifier' ? [part] : partsOf(part)
    return [nameOf(inner, text)]
  })
}
