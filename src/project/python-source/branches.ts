import type {Scope} from './scope.js'

import {assignedNames} from './assign.js'
import {evaluate} from './evaluate.js'
import {childrenOf, type SyntaxNode, textOf} from './parse.js'
import {frameOf, placed, type Running} from './running.js'
import {truth, UNKNOWN, type Value} from './value.js'

/** Statements whose blocks may run or not. */

/** Runs a block. @returns false if what follows isn't reached */
type Run = (block: SyntaxNode, running: Running) => boolean

/** `if`, `elif` and `else`: where a condition is known, only what is run counts. */
export function runIf(statement: SyntaxNode, running: Running, run: Run): boolean {
  const ways: Scope[] = []
  let isOpen = false
  for (const {body, condition} of clausesOf(statement)) {
    const known = condition ? truth(decide(condition, {...running, certain: running.certain && !isOpen})) : true
    if (known === false) continue
    if (known === true && !isOpen) return run(body, running)
    ways.push(...branch(body, running.scope, running, run))
    isOpen = true
    if (known === true) return finish(ways, running)
  }

  return isOpen ? finish([...ways, running.scope.copy()], running) : true
}

function clausesOf(statement: SyntaxNode): {body: SyntaxNode; condition: SyntaxNode | undefined}[] {
  const children = childrenOf(statement)
  return children.flatMap((body, index) => {
    if (body.name !== 'Body') return []
    const before = children[index - 1]
    return [{body, condition: before?.name === 'else' ? undefined : before}]
  })
}

function decide(condition: SyntaxNode, running: Running): Value {
  // The module is imported, not run as a script.
  if (/^__name__\s*==/.test(textOf(condition, running.source))) return {kind: 'boolean', value: false}
  return evaluate(condition, frameOf(running))
}

/** Runs a block in a copy of a scope. @returns the copy, unless what follows isn't reached from there */
function branch(block: SyntaxNode, from: Scope, running: Running, run: Run): Scope[] {
  const scope = from.copy()
  return run(block, {...running, certain: false, scope}) ? [scope] : []
}

function finish(ways: readonly Scope[], {scope}: Running): boolean {
  if (ways.length > 0) scope.become(ways)
  return ways.length > 0
}

/** What is tried may end anywhere, for a handler to go on. */
export function runTry(statement: SyntaxNode, running: Running, run: Run): boolean {
  const {scope} = running
  const before = scope.copy()
  const blocks = blocksOf(statement)
  const handlers = blocks.filter(({keyword}) => keyword === 'except')
  const tried = {...running, certain: running.certain && handlers.length === 0}
  const goesOn = blocks.every(({body, keyword}) => (keyword === 'try' || keyword === 'else' ? run(body, tried) : true))
  const halfway = before.copy()
  halfway.become([before, scope])
  const ways = handlers.flatMap(({body}) => branch(body, halfway, running, run))
  if (!finish([...(goesOn ? [scope.copy()] : []), ...ways], running)) return false
  return blocks.every(({body, keyword}) => keyword !== 'finally' || run(body, running))
}

function blocksOf(statement: SyntaxNode): {body: SyntaxNode; keyword: string}[] {
  let keyword = 'try'
  return childrenOf(statement).flatMap((child) => {
    if (child.name === 'except' || child.name === 'else' || child.name === 'finally') keyword = child.name
    return child.name === 'Body' ? [{body: child, keyword}] : []
  })
}

/** What a loop assigns can't be told. */
export function forget(block: SyntaxNode, running: Running): void {
  const {place, scope, source} = placed(running, block)
  for (const name of assignedNames(block, source)) {
    const kind = scope.names.get(name)?.value.kind
    if (kind !== 'imported' && kind !== 'instance') scope.names.set(name, {...place, value: UNKNOWN})
  }

  if (/\bimport\s*\*/.test(textOf(block, source))) scope.open = true
}
