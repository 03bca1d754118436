import type {Import} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {childrenOf, type SyntaxNode} from './nodes.js'
import {nameOf} from './read-types.js'

/** `use a::{self, b::C, d as e}` as a list of names. @throws NotUnderstood */
export function readImports(node: SyntaxNode, text: string): Import[] {
  return childrenOf(node)
    .filter(({name}) => !/^(?:use|Vis|;)$/.test(name))
    .flatMap((clause) => clausesOf(clause, text, []))
}

function clausesOf(node: SyntaxNode, text: string, prefix: readonly string[]): Import[] {
  const children = childrenOf(node)
  switch (node.name) {
    case 'ScopedIdentifier':
      return named([...prefix, ...namesIn(children, text)], namesIn(children, text).at(-1)!)

    case 'ScopedUseList': {
      const list = children.at(-1)!
      return clausesOf(list, text, [...prefix, ...namesIn(children.slice(0, -1), text)])
    }

    case 'UseAsClause': {
      const at = children.findIndex(({name}) => name === 'as')
      const path = children.slice(0, at).flatMap((child) => pathOf(child, text))
      return named([...prefix, ...path], nameOf(children[at + 1]!, text))
    }

    case 'UseList':
      return children.filter(({name}) => !/^[{},]$/.test(name)).flatMap((child) => clausesOf(child, text, prefix))

    case 'UseWildcard':
      return [{name: '*', path: [...prefix, ...namesIn(children, text)]}]

    case 'self':
      return named(prefix, prefix.at(-1) ?? '')

    default:
      if (!node.name.endsWith('Identifier')) throw new NotUnderstood(node.name)
      return named([...prefix, nameOf(node, text)], nameOf(node, text))
  }
}

/** An underscore imports no name. */
const named = (path: readonly string[], name: string): Import[] => (name === '_' ? [] : [{name, path}])

const pathOf = (node: SyntaxNode, text: string) =>
  node.name === 'ScopedIdentifier' ? namesIn(childrenOf(node), text) : [nameOf(node, text)]

const namesIn = (nodes: readonly SyntaxNode[], text: string) =>
  nodes.filter(({name}) => /^(?:\w*Identifier|crate|self|super)$/.test(name)).map((node) => nameOf(node, text))
