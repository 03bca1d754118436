import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {Import} from './imports.js'

import {type Bindings, bindingsIn, bindingsOf, type Bound} from './bindings.js'
import {definesCall, parametersOf, returned} from './definitions.js'
import {isOwn, moduleFile, relativeFile} from './modules.js'
import {childrenOf, pythonFile, type PythonSource, type SyntaxNode, textOf} from './parse.js'

/** What a name of a module stands for, as far as the source tells. */
export type ModuleObject =
  /** The module surely has no such name when it is imported. `mainOnly`: it gets it where it is run as a script. */
  | {kind: 'absent'; mainOnly: boolean}
  | {kind: 'class'; file: string; makes: ModuleObject}
  /** `makes`: what it returns. */
  | {
      kind: 'function'
      file: string
      parameters: readonly string[]
      required: readonly string[]
      isAsync: boolean
      makes: ModuleObject
    }
  /** Of a foreign package, as it is got at: `flask.Flask` is the class, `flask.Flask()` what it makes, `dash.Dash().server` a part. */
  | {kind: 'foreign'; path: string}
  /** A text, a number, None … */
  | {kind: 'literal'}
  | {kind: 'unknown'}

const UNKNOWN: ModuleObject = {kind: 'unknown'}

/** Names that lead to names that lead to names … are followed this far. */
const DEPTH = 25

/** Resolves names of an app's own modules. */
export class Objects {
  /** @param folders where Python looks for the app's own modules, relative to the tree's root */
  constructor(
    private readonly tree: FileTree,
    private readonly folders: readonly string[],
    /** A file that is run as a script: what it does under `__main__` counts. */
    private readonly script?: string,
  ) {}

  /** A name of a file that is imported as a module. */
  inFile(file: string, name: string, depth = 0): ModuleObject {
    const source = pythonFile(this.tree, file)
    if (!source || depth > DEPTH || name.startsWith('__')) return UNKNOWN
    const bindings = bindingsOf(source)
    const bound = this.reached(file, bindings.names.get(name) ?? [])
    if (bound.length > 0) return this.oneOf(bound, {bindings, depth, file, source})
    if (bindings.open) return UNKNOWN
    const starred = this.throughStars(bindings.stars, file, name, depth)
    if (starred.kind !== 'absent' || this.isSubmodule(file, name, bindings)) return starred.kind === 'absent' ? UNKNOWN : starred
    return {kind: 'absent', mainOnly: bindings.names.has(name)}
  }

  /** An expression of a file. @param local the names of the function that it is in */
  ofExpression(file: string, node: SyntaxNode, local?: Bindings): ModuleObject {
    const source = pythonFile(this.tree, file)
    return source ? this.expression(node, {bindings: local ?? bindingsOf(source), depth: 0, file, source}) : UNKNOWN
  }

  private reached(file: string, bound: readonly Bound[]): readonly Bound[] {
    return file === this.script ? bound : bound.filter(({where}) => where !== 'main')
  }

  /** What a name is that is bound more than once: the last, if nothing between hangs on a condition. */
  private oneOf(bound: readonly Bound[], at: Place): ModuleObject {
    const isSure = bound.length === 1 || bound.every(({where}) => where !== 'maybe')
    return isSure ? this.bound(bound.at(-1)!, at) : UNKNOWN
  }

  private bound(bound: Bound, at: Place): ModuleObject {
    switch (bound.form) {
      case 'class':
        return {file: at.file, kind: 'class', makes: this.instance(bound.node, {...at, depth: at.depth + 1})}

      case 'function':
        return {
          file: at.file,
          isAsync: bound.node.getChild('async') !== null,
          kind: 'function',
          makes: this.result(bound.node, {...at, depth: at.depth + 1}),
          ...parametersOf(bound.node, at.source),
        }

      case 'import':
        return this.imported(bound.from, bound.name, at)

      case 'other':
        return UNKNOWN

      case 'value':
        return this.expression(bound.node, at)
    }
  }

  private imported({as, module}: Import, name: string | undefined, {depth, file}: Place): ModuleObject {
    if (name === undefined) {
      const own = isOwn(this.tree, module, this.folders)
      const first = module.split('.')[0]!
      return own ? UNKNOWN : {kind: 'foreign', path: as === first ? first : module}
    }

    const found = module.startsWith('.') ? relativeFile(this.tree, module, file) : moduleFile(this.tree, module, this.folders)
    if (found !== undefined) {
      const object = this.inFile(found, name, depth + 1)
      return object.kind === 'absent' ? UNKNOWN : object
    }

    return module.startsWith('.') || isOwn(this.tree, module, this.folders)
      ? UNKNOWN
      : {kind: 'foreign', path: `${module}.${name}`}
  }

  private expression(node: SyntaxNode, at: Place): ModuleObject {
    if (at.depth > DEPTH) return UNKNOWN
    const next = {...at, depth: at.depth + 1}
    switch (node.name) {
      case 'ArrayExpression':
      case 'Boolean':
      case 'DictionaryExpression':
      case 'FormatString':
      case 'None':
      case 'Number':
      case 'String':
        return {kind: 'literal'}

      case 'CallExpression':
        return node.firstChild ? this.called(node.firstChild, next) : UNKNOWN

      case 'MemberExpression': {
        const [object, property] = [node.firstChild, node.getChild('PropertyName')]
        const of = object && property ? this.expression(object, next) : UNKNOWN
        return of.kind === 'foreign' ? {kind: 'foreign', path: `${of.path}.${textOf(property!, at.source)}`} : UNKNOWN
      }

      case 'ParenthesizedExpression':
        return node.firstChild?.nextSibling ? this.expression(node.firstChild.nextSibling, next) : UNKNOWN

      case 'VariableName':
        return this.variable(textOf(node, at.source), next)

      default:
        return UNKNOWN
    }
  }

  private variable(name: string, at: Place): ModuleObject {
    const local = at.bindings.names.get(name)
    if (local) return this.oneOf(this.reached(at.file, local), at)
    const object = this.inFile(at.file, name, at.depth)
    return object.kind === 'absent' ? UNKNOWN : object
  }

  /** What a call gives: an own function's result, an instance of an own class or of a foreign one. */
  private called(callee: SyntaxNode, at: Place): ModuleObject {
    const object = this.expression(callee, at)
    if (object.kind === 'foreign') return {kind: 'foreign', path: `${object.path}()`}
    if (object.kind === 'function') return object.makes
    return object.kind === 'class' ? object.makes : UNKNOWN
  }

  /** What an own class makes is taken for what its first base makes. */
  private instance(node: SyntaxNode, at: Place): ModuleObject {
    const bases = node.getChild('ArgList')
    const base = bases && childrenOf(bases).find(({name}) => name === 'VariableName' || name === 'MemberExpression')
    if (!base || at.depth > DEPTH || definesCall(node, at.source)) return UNKNOWN
    const object = this.expression(base, at)
    return object.kind === 'foreign' ? {kind: 'foreign', path: `${object.path}()`} : UNKNOWN
  }

  /** What a function returns, where all its ways return the same. */
  private result(node: SyntaxNode, at: Place): ModuleObject {
    const body = node.getChild('Body')
    if (!body || node.getChild('async') || at.depth > DEPTH) return UNKNOWN
    const parameters = new Set(parametersOf(node, at.source).parameters)
    const local: Bindings = bindingsIn(body, at.source)
    const objects = returned(body).map((value) => {
      const isParameter = value?.name === 'VariableName' && parameters.has(textOf(value, at.source))
      return value && !isParameter ? this.expression(value, {...at, bindings: local}) : UNKNOWN
    })
    const [first] = objects
    const isSame = first?.kind === 'foreign' && objects.every((one) => one.kind === 'foreign' && one.path === first.path)
    return isSame ? first : UNKNOWN
  }

  private throughStars(stars: readonly Import[], file: string, name: string, depth: number): ModuleObject {
    for (const {module} of stars) {
      const found = module.startsWith('.') ? relativeFile(this.tree, module, file) : moduleFile(this.tree, module, this.folders)
      if (found === undefined) return UNKNOWN
      const object = this.inFile(found, name, depth + 1)
      if (object.kind !== 'absent') return object
    }

    return {kind: 'absent', mainOnly: false}
  }

  /** A package has a submodule's name once anything imported it. */
  private isSubmodule(file: string, name: string, bindings: Bindings): boolean {
    if (posix.basename(file) !== '__init__.py') return false
    const place = posix.join(posix.dirname(file), name)
    const imports = [...bindings.names.values()].flat().some(({form}) => form === 'import')
    return imports && (this.tree.isFile(`${place}.py`) || this.tree.isDirectory(place))
  }
}

interface Place {
  bindings: Bindings
  depth: number
  file: string
  source: PythonSource
}
