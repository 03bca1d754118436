import path from 'node:path'

import type {System} from '../../system/system.js'
import type {Discovered} from './discover.js'
import type {Settings} from './settings.js'

import {ProblemError} from '../../common/problem.js'
import {isInside} from '../../system/file-system.js'
import {isTrue} from './config-file.js'
import {readHead} from './head.js'
import {type Borrowed, OwnFolder, readPart} from './own-folder.js'
import {Repository} from './repository.js'
import {Revisions} from './revisions.js'
import {discoverIn, settingsAround} from './settings-around.js'
import {requireNoSpecial} from './special-files.js'

/** The little of the system that reading a repository needs. */
export type GitSystem = Pick<System, 'files' | 'processes'>

/** A repository that git can be asked about. */
export interface Opened {
  found: Discovered
  own: OwnFolder
  system: GitSystem
  settings: Settings
  revisions: Revisions
  borrowed: Borrowed
  /** There is no working tree to compare with, or to read. */
  bare: boolean
}

/**
 * Opens the repository around a folder for as long as some work takes.
 *
 * @param work gets undefined if there is no repository
 * @throws ProblemError git-missing, git-failed, source-inside-git-folder
 */
export async function withRepository<Answer>(
  folder: string,
  system: GitSystem,
  work: (repository: Repository | undefined) => Promise<Answer>,
): Promise<Answer> {
  const own = await OwnFolder.make(system.files)
  try {
    const opened = await open(folder, own, system)
    return await work(opened && new Repository(opened))
  } finally {
    await own.remove()
  }
}

async function open(folder: string, own: OwnFolder, system: GitSystem): Promise<Opened | undefined> {
  const [around, settingsOf] = await Promise.all([discoverIn(folder, own, system), settingsAround(folder, own, system)])
  if (!around) return undefined
  await requireNoSpecial(around, system.files)
  const settings = await settingsOf(around)
  const saysBare = settings.own('core.bare')
  if (around.isInsideGitFolder && saysBare !== undefined && !isTrue(saysBare))
    throw new ProblemError({id: 'source-inside-git-folder', path: folder})
  const isBare = around.isInsideGitFolder || isTrue(saysBare)
  const found = isBare ? {...around, prefix: '', root: null} : around
  const revisions = new Revisions(found, settings, own, system)
  const borrowed = await borrow(found, {revisions, settings}, system)
  await own.borrow(borrowed, found)
  const bare = isBare || (await hasOtherTree(found, settings, system))
  return {bare, borrowed, found, own, revisions, settings, system}
}

async function borrow(
  found: Discovered,
  {revisions, settings}: Pick<Opened, 'revisions' | 'settings'>,
  {files}: GitSystem,
): Promise<Borrowed> {
  const part = async (name: string) => readPart(files, found.commonDir, name)
  const [attributes, exclude, named, patterns] = await Promise.all([
    part('info/attributes'),
    part('info/exclude'),
    readHead(found, files),
    ownPatterns(found, settings, files),
  ])
  const head = named ?? (await revisions.object('HEAD'))
  return {attributes, config: settings.carriedOver(patterns), exclude, head}
}

/** Settings can say that the working tree is elsewhere. That is no part of the source, and is left alone. */
async function hasOtherTree({gitDir, root}: Discovered, settings: Settings, {files}: GitSystem): Promise<boolean> {
  const other = settings.own('core.worktree')
  if (root === null || other === undefined || other === null) return false
  const place = path.resolve(gitDir, other)
  return (await files.realKind(place)) === undefined || (await files.realPath(place)) !== (await files.realPath(root))
}

/** A file of patterns that the repository's settings name; undefined if it is elsewhere than in its working tree. */
async function ownPatterns({root}: Discovered, settings: Settings, files: GitSystem['files']): Promise<string | undefined> {
  const named = settings.own('core.excludesfile')
  if (root === null || !named || !isInside(path.resolve(root, named), root)) return undefined
  const place = path.resolve(root, named)
  if ((await files.kind(place)) !== 'file') return undefined
  return isInside(await files.realPath(place), await files.realPath(root)) ? place : undefined
}
