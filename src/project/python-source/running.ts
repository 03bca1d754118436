import type {Frame} from './evaluate.js'
import type {Interpreter} from './interpret.js'
import type {Binding, Scope} from './scope.js'

import {lineOf, type PythonSource, type SyntaxNode} from './parse.js'

/** A module, or a branch of it, while it runs. */
export interface Running {
  interpreter: Interpreter
  scope: Scope
  source: PythonSource
  file: string
  certain: boolean
}

const BUILTINS = new Set(['bool', 'dict', 'float', 'int', 'list', 'open', 'print', 'set', 'str', 'tuple'])

export function frameOf({certain, file, interpreter, scope, source}: Running): Frame {
  return {
    certain,
    lookUp: (name) =>
      scope.names.get(name)?.value ?? (BUILTINS.has(name) ? {kind: 'imported', path: `builtins.${name}`} : undefined),
    onRead: (read, place) => interpreter.onRead({file, ...read, ...place}),
    source,
    spend: (steps) => interpreter.work.spend(steps),
  }
}

export function placed(
  {file, scope, source}: Running,
  node: SyntaxNode,
): {place: Omit<Binding, 'value'>; scope: Scope; source: PythonSource} {
  return {place: {file, line: lineOf(node, source)}, scope, source}
}
