import type {Arguments} from './environment.js'

import {childrenOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'
import {UNKNOWN, type Value} from './value.js'

/** Evaluates an expression inside of another. */
type Next = (child: SyntaxNode) => Value

const PUNCTUATION = new Set(['(', ')', ',', '[', ']', '{', '}'])

/** The items of a list, a tuple or a set. */
export function listOf(children: readonly SyntaxNode[], next: Next): Value {
  const items: Value[] = []
  let open = false
  for (const [index, child] of children.entries()) {
    if (PUNCTUATION.has(child.name) || child.name === '*') continue
    const value = next(child)
    if (children[index - 1]?.name !== '*') items.push(value)
    else if (value.kind === 'list') {
      items.push(...value.items)
      open ||= value.open
    } else open = true
  }

  return {items, kind: 'list', open}
}

export function dictionary(children: readonly SyntaxNode[], next: Next): Value {
  const entries = new Map<string, Value>()
  let open = false
  for (let index = 1; index < children.length; index++) {
    const child = children[index]!
    if (PUNCTUATION.has(child.name)) continue
    if (children[index + 1]?.name === ':') {
      const key = next(child)
      const value = children[index + 2] ? next(children[index + 2]!) : UNKNOWN
      if (key.kind === 'string') entries.set(key.value, value)
      else open = true
      index += 2
    } else {
      // `**other`, or what can't be parsed.
      if (child.name !== '**') next(child)
      open = true
    }
  }

  return {entries, kind: 'dictionary', open}
}

/** The arguments of a call: `*rest` is one that isn't known. */
export function argumentsOf(node: SyntaxNode, source: PythonSource, next: Next): Arguments {
  const positional: Value[] = []
  const named = new Map<string, Value>()
  const list = node.getChild('ArgList')
  const children = list ? childrenOf(list) : []
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!
    if (PUNCTUATION.has(child.name)) continue
    if (children[index + 1]?.name === 'AssignOp' && children[index + 2]) {
      named.set(textOf(child, source), next(children[index + 2]!))
      index += 2
    } else positional.push(child.name === '*' || child.name === '**' ? UNKNOWN : next(child))
  }

  return {named, positional}
}
