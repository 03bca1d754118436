import path from 'node:path'

import type {System} from '../system/system.js'
import type {Loaded} from './contents.js'
import type {Project, SourceNote, SourceOrigin, Worktree} from './project.js'

import {createFileTree} from '../packaging/file-tree.js'
import {ProblemError, type RefFlag} from '../common/problem.js'
import {settled} from '../common/settled.js'
import {errorCode} from '../system/file-system.js'
import {withRepository} from './git/open-repository.js'
import type {Repository} from './git/repository.js'
import {listFolder, readFolder, readListed} from './read-disk.js'
import {readCommit, readIndex} from './read-git.js'
import {complexPatterns, slugignored} from './slugignore.js'

export interface ReadOptions {
  /** The app's folder. Default: the root of the repository around `cwd`, else `cwd`. */
  source?: string | undefined
  /** The revision to read. Default: HEAD. */
  ref?: string | undefined
  /** The revision is one to compare with (`--baseline`): when it was made counts, and the files on disk don't. */
  baseline?: boolean
  /** Read the files on disk, as a commit of everything would hold them. */
  dirty?: boolean | undefined
  /** Read the index, as a commit of it would hold the files. `index`: the file that git names to its hooks, if it does. */
  staged?: {index: string | undefined} | undefined
  /** Read every file in the folder, whatever git says of it. */
  wholeFolder?: boolean
  cwd: string
  /** Files whose absence from the commit a check explains: whether git ignores them is asked along with the rest. */
  askIgnored?: readonly string[]
}

/**
 * Reads an app's source once, as Heroku would build it.
 *
 * @throws ProblemError when there is nothing to read
 */
export async function readProject(options: ReadOptions, system: Pick<System, 'files' | 'processes'>): Promise<Project> {
  const asked = path.resolve(options.cwd, options.source ?? '.')
  await requireFolder(asked, system)
  if (options.wholeFolder) return readPlainFolder(asked, options, system)
  try {
    return await withRepository(asked, system, async (repository) => {
      if (!repository) return readPlainFolder(asked, options, system, {id: 'not-a-repository'})
      // Without --source the app is the repository; with it, the folder asked for.
      const prefix = options.source === undefined ? '' : repository.prefix
      const folder = options.source === undefined ? path.resolve(repository.root) : asked
      return readRepository({folder, prefix, repository}, options, system)
    })
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.id === 'git-missing') || options.ref !== undefined || options.staged)
      throw error
    return readPlainFolder(asked, options, system, {id: 'no-git'})
  }
}

interface RepositoryFolder {
  folder: string
  prefix: string
  repository: Repository
}

async function readRepository(
  place: RepositoryFolder,
  options: ReadOptions,
  system: Pick<System, 'files' | 'processes'>,
): Promise<Project> {
  const {folder, prefix, repository} = place
  const notes: SourceNote[] = prefix === '' ? [] : [{folder: prefix.replace(/\/$/, ''), id: 'subfolder'}]
  if (options.dirty) {
    if (repository.bare) throw new ProblemError({id: 'no-worktree', path: folder})
    return fromDisk(place, notes, system)
  }

  if (options.staged) {
    if (repository.bare) throw new ProblemError({flag: '--staged', id: 'no-worktree', path: folder})
    const {submodules, ...loaded} = await readIndex(repository, prefix, options.staged.index)
    const source = {
      commit: null,
      dirty: false,
      notes,
      path: folder,
      ref: null,
      repository: repository.root,
      staged: true as const,
    }
    return assemble(loaded, {source, submodules, worktree: null})
  }

  const ref = options.ref ?? 'HEAD'
  const commit = await repository.commit(ref)
  if (commit === undefined) {
    const empty = (await repository.commit('HEAD')) === undefined
    if (empty && options.ref === undefined && !repository.bare) return fromDisk(place, [...notes, {id: 'no-commits'}], system)
    const shallow = !empty && (await repository.isShallow())
    throw new ProblemError({empty, id: 'unknown-ref', ref, ...flagOf(options), ...(shallow && {shallow})})
  }

  const worktree = repository.bare || options.baseline ? null : readWorktree(place, system)
  // The two are read side by side; should the first fail, the other's failure must not go unheard, nor its folder vanish.
  const [committed, beside] = await Promise.allSettled([readCommit(repository, commit, prefix), worktree])
  const {submodules, ...loaded} = settled(committed)
  const tree = settled(beside)
  const madeAt = options.baseline && {madeAt: await repository.madeAt(commit)}
  const absent = (options.askIgnored ?? []).filter((name) => tree?.names.has(name) && !loaded.entries.has(name))
  const ignored = absent.length > 0 ? await repository.ignored(folder, absent) : new Map<string, never>()
  return assemble(loaded, {
    source: {commit, dirty: false, notes, origin: originOf(place), path: folder, ref, repository: repository.root, ...madeAt},
    submodules,
    worktree: tree && {...tree, ignored},
  })
}

function originOf({prefix, repository: {layout, remotes}}: RepositoryFolder): SourceOrigin {
  return {...layout, prefix, url: remotes.find(({name}) => name === 'origin')?.url}
}

function flagOf({baseline, staged}: ReadOptions): {flag?: RefFlag} {
  return baseline ? {flag: '--baseline'} : staged ? {flag: '--staged'} : {}
}

async function fromDisk(
  {folder, repository}: RepositoryFolder,
  notes: SourceNote[],
  system: Pick<System, 'files'>,
): Promise<Project> {
  const {submodules, ...loaded} = await readListed(system.files, folder, await repository.filesOnDisk(folder))
  const source = {commit: null, dirty: true, notes, path: folder, ref: null, repository: repository.root}
  return assemble(loaded, {source, submodules, worktree: null})
}

async function readPlainFolder(
  folder: string,
  options: ReadOptions,
  system: Pick<System, 'files'>,
  note?: SourceNote,
): Promise<Project> {
  if (options.ref !== undefined || options.staged)
    throw new ProblemError({id: 'not-a-git-repository', path: folder, ...flagOf(options)})
  const source = {commit: null, dirty: true, notes: note ? [note] : [], path: folder, ref: null, repository: null}
  return assemble(await readFolder(system.files, folder), {source, submodules: [], worktree: null})
}

async function readWorktree(
  {folder, prefix, repository}: RepositoryFolder,
  system: Pick<System, 'files'>,
): Promise<Omit<Worktree, 'ignored'>> {
  const [changes, entries] = await Promise.all([repository.changes(), listFolder(system.files, folder)])
  const names = new Set(entries.map((entry) => entry.name))
  return {
    changes: changes.flatMap((file) => {
      // An untracked folder is one change: here perhaps one that the app's folder is, or lies in.
      if (file.endsWith('/') && prefix.startsWith(file)) return ['./']
      return file.startsWith(prefix) ? [file.slice(prefix.length)] : []
    }),
    names,
  }
}

/** Applies .slugignore, as Heroku does before the classic buildpacks run. */
function assemble(loaded: Loaded, rest: Pick<Project, 'source' | 'submodules' | 'worktree'>): Project {
  const {entries, pythonFiles, truncated} = loaded
  const notes = [...rest.source.notes]
  if (pythonFiles.read < pythonFiles.total) notes.push({id: 'python-files-skipped', ...pythonFiles})
  const rules = entries.get('.slugignore')
  const patterns = rules?.kind === 'file' && rules.contents ? new TextDecoder().decode(rules.contents) : ''
  const deleted = patterns === '' ? new Set<string>() : slugignored(patterns, entries)
  const skipped = complexPatterns(patterns)
  if (skipped.length > 0) notes.push({id: 'slugignore-patterns-skipped', patterns: skipped})
  const before = createFileTree(deleted.size === 0 ? entries : new Map(entries))
  for (const file of deleted) entries.delete(file)
  const tree = deleted.size === 0 ? before : createFileTree(entries)
  return {...rest, beforeSlugignore: before, slugignored: deleted, source: {...rest.source, notes}, tree, truncated}
}

async function requireFolder(folder: string, {files}: Pick<System, 'files'>): Promise<void> {
  let kind
  try {
    kind = await files.realKind(folder)
  } catch (error) {
    throw new ProblemError({code: errorCode(error) || 'unknown', id: 'unreadable', path: folder})
  }

  if (kind === undefined) throw new ProblemError({id: 'source-not-found', path: folder})
  if (kind !== 'directory') throw new ProblemError({id: 'source-not-a-folder', path: folder})
}
