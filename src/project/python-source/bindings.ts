import {assignedNames} from './assign.js'
import {type Import, readImport} from './imports.js'
import {ANY_NAME} from './interpret.js'
import {childrenOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'

/** What gives names to things in a module, or in a function's body: without running it. */

/** `main`: only where the file is run as a script. `maybe`: under a condition, or in a `try`. */
export type Where = 'always' | 'main' | 'maybe'

export type Bound = {where: Where} & (
  | {form: 'class' | 'function'; node: SyntaxNode}
  | {form: 'import'; from: Import; name: string | undefined}
  /** A loop's name, `with … as`, a tuple's part: something, and it can't be said what. */
  | {form: 'other'}
  | {form: 'value'; node: SyntaxNode}
)

export interface Bindings {
  names: ReadonlyMap<string, readonly Bound[]>
  /** The modules of `from module import *`. */
  stars: readonly Import[]
  /** Any name may be there. */
  open: boolean
}

const known = new WeakMap<PythonSource, Bindings>()

/** The names of a module. */
export function bindingsOf(source: PythonSource): Bindings {
  const answer = known.get(source) ?? moduleBindings(source)
  known.set(source, answer)
  return answer
}

function moduleBindings(source: PythonSource): Bindings {
  const found = bindingsIn(source.root, source)
  const names = new Map(found.names)
  for (const name of globalsOf(source)) names.set(name, [...(names.get(name) ?? []), {form: 'other', where: 'maybe'}])
  const open =
    found.open || source.broken || names.has('__getattr__') || ANY_NAME.test(source.text) || SETS_NAMES.test(source.text)
  return {...found, names, open}
}

const SETS_NAMES = /\bsetattr\s*\(|\b__import__\s*\(/

/** The names of a block: a module's, or a function's body. */
export function bindingsIn(block: SyntaxNode, source: PythonSource): Bindings {
  const collector = new Collector(source)
  collector.block(block, 'always')
  return {names: collector.names, open: false, stars: collector.stars}
}

/** Names that functions set for the module: `global app`. */
function globalsOf(source: PythonSource): string[] {
  if (!/\bglobal\b/.test(source.text)) return []
  const found: string[] = []
  source.root.cursor().iterate(({name, node}) => {
    if (name !== 'ScopeStatement' || !node.getChild('global')) return
    for (const one of node.getChildren('VariableName')) found.push(textOf(one, source))
  })
  return found
}

const MAY_BIND = new Set(['DeleteStatement', 'ForStatement', 'MatchStatement', 'UpdateStatement', 'WhileStatement'])

class Collector {
  readonly names = new Map<string, Bound[]>()
  readonly stars: Import[] = []

  constructor(private readonly source: PythonSource) {}

  block(block: SyntaxNode, where: Where): void {
    for (const statement of childrenOf(block)) this.statement(statement, where)
  }

  private statement(statement: SyntaxNode, where: Where): void {
    switch (statement.name) {
      case 'AssignStatement':
        return this.assignment(statement, where)

      case 'ClassDefinition':
      case 'FunctionDefinition':
        return this.definition(statement, where)

      case 'DecoratedStatement':
        return this.decorated(statement, where)

      case 'ExpressionStatement':
        return this.named(statement, where)

      case 'IfStatement':
        return this.branches(statement, where)

      case 'ImportStatement':
        return this.imports(statement, where)

      case 'StatementGroup':
        return this.block(statement, where)

      case 'TryStatement':
        return this.blocks(statement, statement.getChild('except') ? unsure(where) : where)

      case 'WithStatement':
        return this.blocks(statement, where)

      default:
        // What they name is there, if they ever run.
        if (MAY_BIND.has(statement.name))
          for (const name of assignedNames(statement, this.source)) this.bind(name, {form: 'other', where: unsure(where)})
    }
  }

  private assignment(statement: SyntaxNode, where: Where): void {
    const children = childrenOf(statement)
    const operator = children.findIndex(({name}) => name === 'AssignOp')
    if (operator === -1) return
    const isTuple = children.at(-2)?.name === ',' || children.slice(0, operator).some(({name}) => name === ',')
    for (const target of children.slice(0, -1)) {
      if (target.name === 'VariableName')
        this.bind(textOf(target, this.source), isTuple ? {form: 'other', where} : {form: 'value', node: children.at(-1)!, where})
      else if (/^(?:Array|Parenthesized|Tuple)Expression$/.test(target.name))
        for (const name of assignedNames(target, this.source)) this.bind(name, {form: 'other', where})
    }

    this.named(statement, where)
  }

  private definition(statement: SyntaxNode, where: Where): void {
    const name = statement.getChild('VariableName')
    const form = statement.name === 'ClassDefinition' ? 'class' : 'function'
    if (name) this.bind(textOf(name, this.source), {form, node: statement, where})
  }

  /** What a decorator makes of a function isn't known. */
  private decorated(statement: SyntaxNode, where: Where): void {
    const inner = statement.getChild('ClassDefinition') ?? statement.getChild('FunctionDefinition')
    const name = inner?.getChild('VariableName')
    if (name) this.bind(textOf(name, this.source), {form: 'other', where})
  }

  private imports(statement: SyntaxNode, where: Where): void {
    for (const from of readImport(statement, this.source)) {
      if (from.as !== undefined) this.bind(from.as, {form: 'import', from, name: undefined, where})
      for (const {as, name} of from.names) {
        if (name === '*') this.stars.push(from)
        else this.bind(as, {form: 'import', from, name, where})
      }
    }
  }

  /** `if __name__ == '__main__'`, and every other condition. */
  private branches(statement: SyntaxNode, where: Where): void {
    const children = childrenOf(statement)
    for (const [index, body] of children.entries()) {
      const before = children[index - 1]
      if (body.name === 'Body') this.block(body, before && isMain(before, this.source) ? 'main' : unsure(where))
      else if (body.name !== 'VariableName') this.named(body, where)
    }
  }

  private blocks(statement: SyntaxNode, where: Where): void {
    const children = childrenOf(statement)
    for (const [index, child] of children.entries()) {
      if (child.name === 'Body') this.block(child, where)
      else if (children[index - 1]?.name === 'as' && child.name === 'VariableName')
        this.bind(textOf(child, this.source), {form: 'other', where: unsure(where)})
    }
  }

  /** `(name := value)` */
  private named(node: SyntaxNode, where: Where): void {
    if (!textOf(node, this.source).includes(':=')) return
    for (const name of assignedNames(node, this.source)) this.bind(name, {form: 'other', where: unsure(where)})
  }

  private bind(name: string, bound: Bound): void {
    const list = this.names.get(name)
    if (list) list.push(bound)
    else this.names.set(name, [bound])
  }
}

function unsure(where: Where): Where {
  return where === 'main' ? 'main' : 'maybe'
}

function isMain(condition: SyntaxNode, source: PythonSource): boolean {
  return /^\(?\s*(?:__name__\s*==\s*(['"])__main__\1|(['"])__main__\2\s*==\s*__name__)\s*\)?$/.test(textOf(condition, source))
}
