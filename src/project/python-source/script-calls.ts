import type {FileTree} from '../../packaging/file-tree.js'
import type {Arguments} from './environment.js'

import {type Bindings, bindingsIn, bindingsOf} from './bindings.js'
import {argumentsOf} from './collections.js'
import {evaluate, type Frame} from './evaluate.js'
import {type ModuleObject, Objects} from './objects.js'
import {childrenOf, lineOf, pythonFile, type PythonSource, type SyntaxNode, textOf} from './parse.js'
import {UNKNOWN, type Value} from './value.js'

/** A call of something foreign, somewhere in a file. */
export interface ScriptCall extends Arguments {
  /** What is called: `flask.Flask().run`. */
  path: string
  /** As written. */
  written: string
  /** What the first argument stands for; undefined: there is none. */
  subject: ModuleObject | undefined
  line: number
}

/** Names of names of names are followed this far. */
const DEPTH = 6

/** The calls of foreign things in a file that is run as a script, whose paths have a form. What a name was given once, it is. */
export function scriptCalls(tree: FileTree, file: string, folders: readonly string[], path: RegExp): ScriptCall[] {
  const source = pythonFile(tree, file)
  if (!source) return []
  const objects = new Objects(tree, folders, file)
  const found: ScriptCall[] = []
  source.root.cursor().iterate(({name, node}) => {
    if (name !== 'CallExpression' || !node.firstChild) return
    const local = localBindings(node, source)
    const object = objects.ofExpression(file, node.firstChild, local)
    if (object.kind !== 'foreign' || !path.test(object.path)) return
    const frame = frameFor(source, local)
    const {named, positional} = argumentsOf(node, source, (child) => evaluate(child, frame))
    const first = firstArgument(node)
    const subject = first && objects.ofExpression(file, first, local)
    found.push({
      line: lineOf(node, source),
      named,
      path: object.path,
      positional,
      subject,
      written: textOf(node.firstChild, source),
    })
  })
  return found
}

function firstArgument(call: SyntaxNode): SyntaxNode | undefined {
  const list = call.getChild('ArgList')
  const [, first, next] = list ? childrenOf(list) : []
  return first && next?.name !== 'AssignOp' && first.name !== ')' ? first : undefined
}

/** The names of the function that an expression is in. */
function localBindings(node: SyntaxNode, source: PythonSource): Bindings | undefined {
  for (let parent = node.parent; parent; parent = parent.parent) {
    const body = parent.name === 'FunctionDefinition' ? parent.getChild('Body') : null
    if (body) return bindingsIn(body, source)
  }

  return undefined
}

const BUILTINS = new Set(['bool', 'float', 'int', 'str'])

function frameFor(source: PythonSource, local: Bindings | undefined, depth = 0): Frame {
  return {certain: false, lookUp: (name) => valueOf(name, source, local, depth), onRead() {}, source}
}

function valueOf(name: string, source: PythonSource, local: Bindings | undefined, depth: number): Value {
  const bound = local?.names.get(name) ?? bindingsOf(source).names.get(name)
  if (!bound) return BUILTINS.has(name) ? {kind: 'imported', path: `builtins.${name}`} : UNKNOWN
  const [only] = bound
  if (!only || bound.length > 1 || depth > DEPTH) return UNKNOWN
  if (only.form === 'value') return evaluate(only.node, frameFor(source, local, depth + 1))
  if (only.form !== 'import') return UNKNOWN
  const {as, module} = only.from
  const first = module.split('.')[0]!
  if (only.name !== undefined) return {kind: 'imported', path: `${module}.${only.name}`}
  return {kind: 'imported', path: as === first ? first : module}
}
