import {posix} from 'node:path'

import type {CheckContext} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {type FileImport, fileImports, pythonFile} from '../../project/python-source/index.js'
import {moduleFolders} from '../shared/module-folders.js'
import {ownFilesOf} from '../shared/own-files.js'

/** Python scripts that a command runs, and what they import. */

export interface Script {
  file: string
  /** Where Python looks for the app's modules: the script's own folder comes first. */
  folders: readonly string[]
}

/** `python app.py`, `python -m app`; undefined for anything else. */
export function scriptOf(context: CheckContext, start: StartCommand): Script | undefined {
  const {tree} = context.project
  const {args, folder, isModule, program} = start
  const folders = moduleFolders(context, start)
  if (folder === undefined || folders === undefined) return undefined
  if (isModule) {
    const base = posix.join(folder, program.replaceAll('.', '/'))
    const file = [`${base}/__main__.py`, `${base}.py`].find((one) => tree.isFile(one))
    return file === undefined ? undefined : {file, folders}
  }

  const written = program === 'python' ? args[0] : program
  if (!written?.endsWith('.py') || written.includes('$')) return undefined
  const file = written.startsWith('/app/') ? written.slice('/app/'.length) : posix.join(folder, written)
  return tree.isFile(file) ? {file, folders: [...new Set([posix.dirname(file).replace(/^\.$/, ''), ...folders])]} : undefined
}

/** More files than a script of a small app imports. Of a large one nothing is said. */
const FILES = 80

export interface Reached {
  files: readonly string[]
  /** Of what isn't the app's own, or isn't there. */
  foreign: readonly FileImport[]
  /** Every file that it leads to was read. */
  complete: boolean
}

/** A script's own imports, those in functions too, and theirs. */
export function reachedFrom({project: {tree}}: CheckContext, {file, folders}: Script): Reached {
  const files = new Set([file])
  const foreign: FileImport[] = []
  let complete = true
  for (const from of files) {
    const source = files.size > FILES ? undefined : pythonFile(tree, from)
    if (!source) {
      complete = false
      continue
    }

    for (const one of fileImports(source)) {
      const own = ownFilesOf(tree, one, from, folders)
      for (const path of own) files.add(path)
      if (own.length === 0) foreign.push({file: from, ...one})
    }
  }

  return {complete, files: [...files], foreign}
}
