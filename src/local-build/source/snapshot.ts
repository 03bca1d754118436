import path from 'node:path'

import type {BuildProblem} from '../problem.js'
import type {Project, SourceOrigin} from '../../project/project.js'
import type {System} from '../../system/system.js'
import type {Workspaces} from '../../system/workspaces.js'

import {ProblemError} from '../../common/problem.js'
import {withRepository} from '../../project/git/open-repository.js'
import {slugignored} from '../../project/slugignore.js'
import {copyFiles} from '../../system/copy-files.js'
import {realFolders} from '../../system/real-folders.js'
import {errorCode} from '../../system/file-system.js'
import {listFolders, listTree, removeFiles} from '../../system/trees.js'
import {checkOut, type Origin} from './checkout.js'

export interface SnapshotMachine extends Pick<System, 'files' | 'processes'> {
  /** The machine's own environment: a submodule may need the user's credentials to be fetched. */
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  workspaces: Workspaces
}

/** More files than any app has in one. */
const SLUGIGNORE_LIMIT = 1024 * 1024

/**
 * Puts what Heroku would build from into an empty folder: the commit (or, with --dirty, what a commit of everything on disk
 * would hold) with its submodules, less what .slugignore names (not on Fir), and without `.git`. Files have the bytes that git stores: Heroku's
 * checkout has no filters and no setting of line ends. Nothing of the repository's runs.
 *
 * @throws ProblemError git-failed, submodule-not-fetched, source-not-copied, interrupted
 */
export async function takeSnapshot(project: Project, folder: string, machine: SnapshotMachine): Promise<void> {
  const {commit, origin, path: source} = project.source
  try {
    if (commit !== null && origin !== undefined) {
      const checkout = {commit, folder, prefix: origin.prefix, without: project.slugignored}
      const submodules = await checkOut(checkout, originOf(source, origin), machine)
      if (project.beforeSlugignore) await applySlugignore(folder, submodules, machine)
    } else await copyFromDisk(project, folder, machine)
  } catch (error) {
    const code = errorCode(error)
    if (error === machine.signal.reason) throw new ProblemError({id: 'interrupted'})
    if (code === '') throw error
    throw new ProblemError<BuildProblem>({code, id: 'source-not-copied', path: folder})
  }
}

/** Where the objects of a repository are, and its submodules. */
function originOf(source: string, {common, format, objects, url}: SourceOrigin): Origin {
  return {depth: 0, format, modules: path.join(common, 'modules'), objects: [objects], source, url: url ?? source}
}

/** What is in submodules wasn't looked at when the project was read. */
async function applySlugignore(folder: string, submodules: readonly string[], {files}: SnapshotMachine): Promise<void> {
  const rules = path.join(folder, '.slugignore')
  if (submodules.length === 0 || (await files.kind(rules)) !== 'file') return
  const patterns = new TextDecoder().decode(await files.read(rules, SLUGIGNORE_LIMIT))
  const listed = await Promise.all(
    submodules.map(async (below) => (await listTree(path.join(folder, below))).map((name) => path.posix.join(below, name))),
  )
  const entries = listed.flat().map((name) => [name, {kind: 'file'}] as [string, {kind: 'file'}])
  await removeFiles(folder, [...slugignored(patterns, entries)])
}

async function copyFromDisk(
  {beforeSlugignore, slugignored: ignored, source}: Project,
  folder: string,
  machine: SnapshotMachine,
): Promise<void> {
  const names = source.repository === null ? await listTree(source.path, isGit) : await listedFiles(source.path, machine)
  await copyFiles(
    source.path,
    folder,
    names.filter((name) => !ignored.has(name)),
    machine.signal,
  )
  // Those of submodules, and of folders whose insides nobody looks at.
  if (beforeSlugignore) await applySlugignore(folder, [''], machine)
  if (source.repository === null) await makeEmptyFolders(source.path, folder, {isWhole: !beforeSlugignore, machine})
}

/** Git keeps no empty folders, but they are part of a source without a repository. */
async function makeEmptyFolders(
  source: string,
  folder: string,
  {isWhole, machine: {files}}: {isWhole: boolean; machine: SnapshotMachine},
): Promise<void> {
  const rules = path.join(folder, '.slugignore')
  const patterns = !isWhole && (await files.kind(rules)) === 'file' ? await files.read(rules, SLUGIGNORE_LIMIT) : new Uint8Array()
  const empty: string[] = []
  for (const name of await listFolders(source, isGit))
    if ((await files.list(path.join(source, name))).length === 0) empty.push(name)
  const entries = empty.map((name) => [name, {kind: 'directory'}] as [string, {kind: 'directory'}])
  const ignored = slugignored(new TextDecoder().decode(patterns), entries)
  for (const name of empty) if (!ignored.has(name)) await files.makeFolder(path.join(folder, name))
}

function isGit(name: string): boolean {
  return name === '.git' || name.endsWith('/.git')
}

/** What a commit of everything would hold; of a submodule, what is in it now. */
async function listedFiles(folder: string, machine: SnapshotMachine, isNested = false): Promise<string[]> {
  const {files, repositories} = await withRepository(folder, machine, async (repository) => {
    // What is no repository after all would be taken for a folder of the one around it.
    if (!repository || (isNested && repository.prefix !== '')) return {files: [], repositories: []}
    return repository.filesOnDisk(folder)
  })
  const isReal = realFolders(async (below) => machine.files.kind(path.join(folder, below)))
  const below = await Promise.all(
    repositories.map(async (name) => {
      const place = path.join(folder, name)
      // One that was never fetched is an empty folder.
      if (!(await isReal(name)) || (await machine.files.kind(path.join(place, '.git'))) === undefined) return []
      return (await listedFiles(place, machine, true)).map((file) => `${name}/${file}`)
    }),
  )
  return [...files, ...below.flat()]
}
