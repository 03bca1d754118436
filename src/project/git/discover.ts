import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {Finished} from '../../system/processes.js'

import {decodeName} from '../../system/names.js'
import {gitFailed} from './failed.js'
import {type Parts, readPart} from './own-folder.js'

/** What git says of the repository around a folder. */
export interface Discovered extends Parts {
  /** The folder lies in the git folder itself, which may be a bare repository. */
  isInsideGitFolder: boolean
  /** The folder that was asked for, relative to the root: `''` or `backend/`. */
  prefix: string
}

/** Runs git in a folder. None of the settings of a repository there may be read. */
export type AskIn = (folder: string, args: readonly string[]) => Promise<Finished>

const QUESTIONS = ['--is-inside-git-dir', '--absolute-git-dir', '--show-prefix', '--show-toplevel']

/**
 * Which repository is around a folder. It is git that finds it, and that refuses one of another owner (`safe.directory`).
 *
 * @returns undefined if there is none
 * @throws ProblemError git-failed
 */
export async function discover(folder: string, ask: AskIn, files: FileSystem): Promise<Discovered | undefined> {
  for (let at = folder; ;) {
    const found = await discoverFrom(at, ask)
    if (!found) return undefined
    const commonDir = await commonFolder(found.gitDir, files)
    const objects = path.join(commonDir, 'objects')
    const kinds = await Promise.all([objects, path.join(commonDir, 'refs')].map(async (place) => files.realKind(place)))
    if (kinds.every((kind) => kind === 'directory')) {
      const prefix = at === folder || found.root === null ? found.prefix : await prefixOf(folder, found.root, files)
      return {...found, commonDir, objects, prefix}
    }

    // Without settings, git takes every folder with a file HEAD for a repository. One without objects is none.
    const next = path.dirname(found.root ?? found.gitDir)
    if (next === at) return undefined
    at = next
  }
}

async function discoverFrom(folder: string, ask: AskIn): Promise<Omit<Discovered, 'commonDir' | 'objects'> | undefined> {
  const result = await ask(folder, ['rev-parse', ...QUESTIONS])
  const lines = decodeName(result.stdout).replace(/\n$/, '').split('\n')
  if (lines[0] === 'true') {
    const gitDir = await answer('--absolute-git-dir', folder, ask)
    return {gitDir, isInsideGitFolder: true, prefix: '', root: null}
  }

  if (result.exitCode !== 0) {
    if (/not a git repository/i.test(result.stderr)) return undefined
    throw gitFailed('rev-parse', result)
  }

  const [, gitDir, prefix, root] = lines
  if (lines.length === QUESTIONS.length)
    return {gitDir: gitDir!, isInsideGitFolder: false, prefix: prefix!, root: path.resolve(root!)}
  // A line end in a folder's name.
  const [oddGitDir, oddPrefix, oddRoot] = await Promise.all(QUESTIONS.slice(1).map(async (one) => answer(one, folder, ask)))
  return {gitDir: oddGitDir!, isInsideGitFolder: false, prefix: oddPrefix!, root: path.resolve(oddRoot!)}
}

/** One answer of `rev-parse`, whatever characters it holds. */
async function answer(question: string, folder: string, ask: AskIn): Promise<string> {
  const result = await ask(folder, ['rev-parse', question])
  if (result.exitCode !== 0) throw gitFailed('rev-parse', result)
  return decodeName(result.stdout).replace(/\n$/, '')
}

/** What the working trees of a repository share: `commondir` says where. Source: gitrepository-layout(5). */
async function commonFolder(gitDir: string, files: FileSystem): Promise<string> {
  const written = await readPart(files, gitDir, 'commondir')
  return written ? path.resolve(gitDir, decodeName(written).replace(/\r?\n$/, '')) : gitDir
}

async function prefixOf(folder: string, root: string, files: FileSystem): Promise<string> {
  const way = path.relative(root, await files.realPath(folder))
  return way === '' ? '' : `${way.split(path.sep).join('/')}/`
}
