import type {FileTree} from '../../packaging/file-tree.js'
import type {Read} from './environment.js'

import {leaveOut} from '../../packaging/left-out.js'
import {isOwn, moduleFile, relativeFile} from './modules.js'
import {pythonFile} from './parse.js'
import {type Binding, Scope} from './scope.js'
import {runBlock} from './statements.js'
import {TooMuchWork, Work} from './work.js'

/** A read of an environment variable while a module is imported. */
export interface ModuleRead extends Read {
  file: string
  line: number
  /** It happens whenever the module is imported: not under an `if` that isn't known, nor where its failure is caught. */
  certain: boolean
}

/** What importing a module does, as far as the source tells. */
export interface ModuleRun {
  /** The files that ran, the module's own first. */
  files: string[]
  names: ReadonlyMap<string, Binding>
  /** Names may be set, or changed, that the source doesn't show. */
  open: boolean
  reads: readonly ModuleRead[]
}

/** Modules that import each other are followed this far. */
const DEPTH = 40

/** One import of a module, with all that it imports of the app's own. */
export class Interpreter {
  readonly reads: ModuleRead[] = []
  /** The variables that the code sets itself. */
  private readonly provided = new Set<string>()
  private readonly scopes = new Map<string, Scope>()
  readonly work = new Work()
  private depth = 0

  /** @param folders where Python looks for the app's own modules, relative to the tree's root */
  constructor(
    readonly tree: FileTree,
    readonly folders: readonly string[],
  ) {}

  get files(): string[] {
    return [...this.scopes.keys()]
  }

  /** The names of a file once it ran; of one that is running, those so far. An unread file may hold anything. */
  run(file: string, certain: boolean): Scope {
    const known = this.scopes.get(file)
    if (known) return known
    const source = pythonFile(this.tree, file)
    const scope = new Scope(undefined, undefined, this.work)
    this.scopes.set(file, scope)
    if (!source || this.depth >= DEPTH) {
      scope.open = true
      return scope
    }

    this.depth++
    scope.open = source.broken || ANY_NAME.test(source.text)
    runBlock(source.root, {certain, file, interpreter: this, scope, source})
    this.depth--
    return scope
  }

  /** Takes down a read, unless the code has set the variable before. */
  onRead(read: ModuleRead): void {
    if (!this.provided.has(read.name)) this.reads.push(read)
    if (read.sets) this.provided.add(read.name)
  }

  onSet(name: string): void {
    this.provided.add(name)
  }

  /** The file of a module that is imported in another; `'foreign'` for what isn't the app's own. */
  locate(module: string, from: string): 'foreign' | string | undefined {
    if (module.startsWith('.')) return relativeFile(this.tree, module, from)
    const file = moduleFile(this.tree, module, this.folders)
    return file ?? (isOwn(this.tree, module, this.folders) ? undefined : 'foreign')
  }
}

/** Ways to set names that no assignment shows. */
export const ANY_NAME =
  /\b(?:globals|locals|vars)\s*\(\s*\)|\bexec\s*\(|\b__dict__\b|\bsys\.modules\b|\b(?:dynaconf|split_settings|django_heroku|django_on_heroku|prettyconf)\b|\bimport\s+Configuration\b/

/** Imports a module of the app's. @returns undefined if there is no such file */
export function interpretModule(tree: FileTree, module: string, folders: readonly string[]): ModuleRun | undefined {
  const file = moduleFile(tree, module, folders)
  return file === undefined ? undefined : interpretFile(tree, file, folders)
}

/** Runs a file as a module, whatever its name. One that wasn't read may hold anything. */
export function interpretFile(tree: FileTree, file: string, folders: readonly string[]): ModuleRun {
  const interpreter = new Interpreter(tree, folders)
  try {
    const {names, open} = interpreter.run(file, true)
    return {files: interpreter.files, names, open, reads: interpreter.reads}
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error
    leaveOut(tree, {file, why: 'too-much-work'})
    return {files: interpreter.files, names: new Map(), open: true, reads: []}
  }
}
