import type {Binding, Scope} from './scope.js'

import {childrenOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'
import {UNKNOWN, type Value} from './value.js'
import {add} from './operators.js'
import {ITEMS} from './work.js'

/** How statements change what a scope knows. */

type SourceLine = Pick<Binding, 'file' | 'line'>

/** `a = value`, `a[key] = value`, `a, b = value`. */
export function assign(
  target: SyntaxNode,
  value: Value,
  to: {place: SourceLine; scope: Scope; source: PythonSource; key?: Value},
): void {
  const {key, place, scope, source} = to
  if (target.name === 'VariableName') {
    scope.names.set(textOf(target, source), {...place, value})
    return
  }

  if (target.name !== 'MemberExpression') {
    // A tuple or a list of names.
    for (const inner of childrenOf(target)) if (inner.name !== 'Ellipsis') assign(inner, UNKNOWN, to)
    return
  }

  const name = rootName(target, source)
  const known = name === undefined ? undefined : scope.names.get(name)
  if (!known) return
  const isDirect = target.firstChild?.name === 'VariableName' && key?.kind === 'string'
  if (isDirect && known.value.kind === 'dictionary') {
    scope.names.set(name!, {...place, value: withEntry(known.value, key.value, value)})
  } else if (known.value.kind !== 'imported') scope.names.set(name!, {...known, value: UNKNOWN})
}

/** A dictionary with one more key; one that is full has others that aren't kept. */
function withEntry(known: Extract<Value, {kind: 'dictionary'}>, key: string, value: Value): Value {
  if (known.entries.size >= ITEMS && !known.entries.has(key)) return {...known, open: true}
  return {...known, entries: new Map([...known.entries, [key, value]])}
}

/** `a += value` */
export function augment(
  target: SyntaxNode,
  value: Value,
  operator: string,
  to: {place: SourceLine; scope: Scope; source: PythonSource},
): void {
  const known = target.name === 'VariableName' ? to.scope.names.get(textOf(target, to.source)) : undefined
  const result = known && operator === '+=' ? add(known.value, value) : UNKNOWN
  assign(target, result, to)
}

/** Methods that add to a list. */
const ADDS = new Set(['append', 'extend', 'insert'])

/** `a.append(value)` and the like: what a method may do to the name that it is called on. */
export function mutate(call: SyntaxNode, args: readonly Value[], to: {scope: Scope; source: PythonSource}): void {
  const {scope, source} = to
  const callee = call.firstChild
  if (callee?.name !== 'MemberExpression') return
  const name = rootName(callee, source)
  const known = name === undefined ? undefined : scope.names.get(name)
  if (!known || known.value.kind === 'imported' || known.value.kind === 'instance') return
  const property = callee.getChild('PropertyName')
  const method = property ? textOf(property, source) : ''
  const isDirect = callee.firstChild?.name === 'VariableName'
  if (!isDirect || !ADDS.has(method) || known.value.kind !== 'list') {
    scope.names.set(name!, {...known, value: UNKNOWN})
    return
  }

  const added = args.at(-1) ?? UNKNOWN
  const items: Value = method === 'extend' ? added : {items: [added], kind: 'list', open: false}
  scope.names.set(name!, {...known, value: add(known.value, items)})
}

/** The name that members and subscripts start from: `a` in `a['x'].y`. */
function rootName(node: SyntaxNode, source: PythonSource): string | undefined {
  let root: SyntaxNode | null = node
  while (root?.name === 'MemberExpression') root = root.firstChild
  return root?.name === 'VariableName' ? textOf(root, source) : undefined
}

/** The names that a block assigns, however deep, and no function of it does. */
export function assignedNames(block: SyntaxNode, source: PythonSource): string[] {
  const names: string[] = []
  block.cursor().iterate(({name, node}) => {
    if (name === 'FunctionDefinition' || name === 'LambdaExpression') return false
    if (name !== 'VariableName') return true
    names.push(textOf(node, source))
    return true
  })
  return names
}
