import {frameOf, placed, type Running} from './running.js'

import {assign, augment, mutate} from './assign.js'
import {forget, runIf, runTry} from './branches.js'
import {argumentsOf} from './collections.js'
import {evaluate} from './evaluate.js'
import {readImport} from './imports.js'
import {runImport} from './run-import.js'
import {childrenOf, type SyntaxNode, textOf} from './parse.js'
import {UNKNOWN, type Value} from './value.js'

/** Runs statements in order. @returns false if what follows isn't reached: an exception, an exit */
export function runBlock(block: SyntaxNode, running: Running): boolean {
  for (const statement of childrenOf(block)) if (!runStatement(statement, running)) return false
  return true
}

function runStatement(statement: SyntaxNode, running: Running): boolean {
  running.interpreter.work.spend(1)
  return FORMS[statement.name]?.(statement, running) ?? true
}

/** @returns false if what follows isn't reached; undefined: it is */
type Form = (statement: SyntaxNode, running: Running) => boolean | undefined | void

/** Those that are not here change no name. */
const FORMS: Readonly<Record<string, Form>> = {
  AssignStatement: runAssignment,
  ClassDefinition: runDefinition,
  DecoratedStatement: runDefinition,
  DeleteStatement: runDeletion,
  ExpressionStatement: runExpression,
  ForStatement: forget,
  FunctionDefinition: runDefinition,
  IfStatement: (statement, running) => runIf(statement, running, runBlock),
  ImportStatement: runImports,
  MatchStatement: forget,
  RaiseStatement: () => false,
  StatementGroup: runBlock,
  TryStatement: (statement, running) => runTry(statement, running, runBlock),
  UpdateStatement: runAssignment,
  WhileStatement: forget,
  WithStatement: runWith,
}

function runDefinition(statement: SyntaxNode, running: Running): void {
  const inner = statement.getChild('ClassDefinition') ?? statement.getChild('FunctionDefinition') ?? statement
  const name = inner.getChild('VariableName')
  if (name) assign(name, UNKNOWN, placed(running, statement))
}

function runDeletion(statement: SyntaxNode, {scope, source}: Running): void {
  for (const name of statement.getChildren('VariableName')) scope.names.delete(textOf(name, source))
}

function runImports(statement: SyntaxNode, running: Running): void {
  for (const one of readImport(statement, running.source)) runImport(one, running)
}

function runAssignment(statement: SyntaxNode, running: Running): void {
  const children = childrenOf(statement)
  const operator = children.findIndex(({name}) => name === 'AssignOp' || name === 'UpdateOp')
  // An annotation alone.
  if (operator === -1) return
  // `a = 1, 2` is written without brackets, and so is `a, b = …`.
  const isTuple = children.at(-2)?.name === ','
  const isUnpacked = children.slice(0, operator).some(({name}) => name === ',')
  const value = isTuple ? UNKNOWN : evaluate(children.at(-1)!, frameOf(running))
  const to = placed(running, statement)
  if (statement.name === 'UpdateStatement') augment(children[0]!, value, textOf(children[operator]!, running.source), to)
  else
    for (const target of children.slice(0, -1))
      if (TARGET.test(target.name)) assign(target, isUnpacked ? UNKNOWN : value, {...to, ...keyOf(target, running)})
}

const TARGET = /^(?:VariableName|MemberExpression|TupleExpression|ArrayExpression|ParenthesizedExpression)$/

/** The key of a target `a[key]`. A key of os.environ is a variable that is set from here on. */
function keyOf(target: SyntaxNode, running: Running): {key?: Value} {
  const [object, bracket, inner] = childrenOf(target)
  if (target.name !== 'MemberExpression' || bracket?.name !== '[' || !inner) return {}
  const key = evaluate(inner, frameOf(running))
  const of = evaluate(object!, {...frameOf(running), onRead() {}})
  if (of.kind === 'imported' && of.path === 'os.environ' && key.kind === 'string') running.interpreter.onSet(key.value)
  return {key}
}

function runExpression(statement: SyntaxNode, running: Running): boolean {
  const expression = statement.firstChild
  if (!expression) return true
  const frame = frameOf(running)
  evaluate(expression, frame)
  if (expression.name !== 'CallExpression') return true
  const quiet = {...frame, onRead() {}}
  const {positional} = argumentsOf(expression, running.source, (child) => evaluate(child, quiet))
  mutate(expression, positional, running)
  return !/^(?:sys\.)?exit$/.test(textOf(expression.firstChild!, running.source))
}

/** `with a as b:` */
function runWith(statement: SyntaxNode, running: Running): boolean {
  const body = statement.getChild('Body')
  const [, ...parts] = childrenOf(statement)
  for (const [index, part] of parts.entries()) {
    if (parts[index - 1]?.name === 'as') assign(part, UNKNOWN, placed(running, statement))
    else if (part.name !== 'Body') evaluate(part, frameOf(running))
  }

  // environs' `with env.prefixed("APP_")` changes the names that are read.
  const renames = parts.some((part) => /\bprefixed\b/.test(part.name === 'Body' ? '' : textOf(part, running.source)))
  if (renames && body) forget(body, running)
  return renames || !body ? true : runBlock(body, running)
}
