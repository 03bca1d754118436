import {posix} from 'node:path'

import type {CheckContext} from '../check.js'

import {type Import, isOwnModule, moduleFile, moduleImports, relativeFile} from '../../project/python-source/index.js'
import {type EntryPoint, entryPoints} from './entry-points.js'
import {alongTheWay, ownFilesOf} from './own-files.js'
import {settingReferences} from './setting-references.js'

/** An import that is made whenever a process starts: at a module's own level, under no condition. */
export interface BootImport {
  /** Absolute, as Python looks it up: `rest_framework.views`. */
  module: string
  /** What `from module import` names. */
  names: readonly string[]
  file: string
  line: number
  /** The process type whose start imports it first, or `build`. */
  process: string
  /** Written as a text in a setting: `INSTALLED_APPS`. */
  setting?: string
  /** `foreign`: not the app's own. `missing`: of a package of the app's own, which has no such module. `case`: only with other letters. */
  found: {file: string; is: 'own'} | {is: 'case'; path: string} | {is: 'foreign'} | {is: 'missing'; path: string}
}

/** More files than this are not followed. */
const FILES = 2000

interface Boot {
  imports: readonly BootImport[]
  /** The app's own files that run, with the process type whose start runs them first, or `build`. */
  files: ReadonlyMap<string, string>
}

const answers = new WeakMap<CheckContext, Boot>()

/** What is imported when the app starts, followed from its entry points through its own modules. */
export function bootImports(context: CheckContext): readonly BootImport[] {
  return bootOf(context).imports
}

/** The app's own files that run when it starts, with the process type that runs them first, or `build`. */
export function bootFiles(context: CheckContext): ReadonlyMap<string, string> {
  return bootOf(context).files
}

function bootOf(context: CheckContext): Boot {
  const known = answers.get(context) ?? new Walk(context).run()
  answers.set(context, known)
  return known
}

class Walk {
  private readonly found: BootImport[] = []
  private readonly visited = new Map<string, string>()
  private readonly pending: {file: string; entry: EntryPoint}[] = []
  private lowerCase: ReadonlyMap<string, string> | undefined

  constructor(private readonly context: CheckContext) {}

  run(): Boot {
    for (const entry of entryPoints(this.context)) {
      const {start} = entry
      if ('file' in start) this.pending.push({entry, file: start.file})
      else
        for (const file of alongTheWay(this.context.project.tree, start.module, entry.folders)) this.pending.push({entry, file})
      this.follow()
    }

    for (const {entry, file, line, module, setting} of settingReferences(this.context)) {
      const one = {file, line, module, names: [], process: entry.process, setting}
      // A class of Django's, or an app of another package, is foreign as any import is.
      const found = this.locate(module, entry.folders)
      this.found.push({...one, found})
      if (found.is === 'own') this.pending.push({entry, file: found.file})
      this.follow()
    }

    return {files: this.visited, imports: this.found}
  }

  private follow(): void {
    for (let next = this.pending.pop(); next; next = this.pending.pop()) {
      if (this.visited.has(next.file) || this.visited.size >= FILES) continue
      this.visited.set(next.file, next.entry.process)
      const contents = this.context.project.tree.read(next.file)
      if (contents) for (const one of moduleImports(contents)) this.take(one, next.file, next.entry)
    }
  }

  /** Conditional imports may be missing: that the code then goes on without them is what the condition is for. */
  private take(one: Import, file: string, entry: EntryPoint): void {
    if (one.conditional || one.module === '__future__') return
    const names = one.names.map(({name}) => name)
    const place = {file, line: one.line, names, process: entry.process}
    if (one.module.startsWith('.')) {
      this.takeRelative(one, place, entry)
      return
    }

    const found = this.locate(one.module, entry.folders)
    this.found.push({...place, found, module: one.module})
    this.follows(one, file, entry)
  }

  private takeRelative(one: Import, place: Omit<BootImport, 'found' | 'module'>, entry: EntryPoint): void {
    const {tree} = this.context.project
    const {module} = one
    this.follows(one, place.file, entry)
    if (/^\.+$/.test(module) || relativeFile(tree, module, place.file) !== undefined) return
    const path = pathOf(module, place.file)
    if (path === undefined || tree.isDirectory(path)) return
    this.found.push({...place, found: this.nearOr(path, {is: 'missing', path: `${path}.py`}), module})
  }

  private follows(one: Pick<Import, 'module' | 'names'>, from: string, entry: EntryPoint): void {
    for (const file of ownFilesOf(this.context.project.tree, one, from, entry.folders)) this.pending.push({entry, file})
  }

  private locate(module: string, folders: readonly string[]): BootImport['found'] {
    const {tree} = this.context.project
    const file = moduleFile(tree, module, folders)
    if (file !== undefined) return {file, is: 'own'}
    const path = module.replaceAll('.', '/')
    if (folders.some((folder) => tree.isDirectory(posix.join(folder, path)))) return {is: 'foreign'}
    for (const folder of folders) {
      const near = this.nearOr(posix.join(folder, path), {is: 'foreign'})
      if (near.is === 'case') return near
    }

    const [top] = module.split('.')
    if (!isOwnModule(tree, top!, folders)) return {is: 'foreign'}
    // A folder that is no package is hidden by an installed package of its name.
    const own = folders.find((folder) => tree.isFile(posix.join(folder, top!, '__init__.py')))
    return own === undefined ? {is: 'foreign'} : {is: 'missing', path: posix.join(own, `${path}.py`)}
  }

  /** A module whose path differs in upper and lower case only, which macOS and Windows find. */
  private nearOr(path: string, otherwise: BootImport['found']): BootImport['found'] {
    this.lowerCase ??= pythonPaths(this.context)
    const near = this.lowerCase.get(path.toLowerCase())
    return near === undefined || near === path ? otherwise : {is: 'case', path: near}
  }
}

/** Modules of the tree, by their path in lower case and without `.py` and `/__init__.py`. */
function pythonPaths({project: {tree}}: CheckContext): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const file of tree.files()) {
    if (!file.endsWith('.py')) continue
    const path = file.replace(/(?:\/__init__)?\.py$/, '')
    paths.set(path.toLowerCase(), path)
  }

  return paths
}

/** Where a relative import looks: `..settings` in `shop/api/views.py` is `shop/settings`. */
function pathOf(module: string, from: string): string | undefined {
  const dots = /^\.+/.exec(module)![0].length
  const up = Array.from({length: dots - 1}, () => '..')
  const path = posix.join(posix.dirname(from), ...up, module.slice(dots).replaceAll('.', '/'))
  return path.startsWith('..') ? undefined : path
}
