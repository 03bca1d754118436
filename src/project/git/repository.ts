import path from 'node:path'

import type {Finished} from '../../system/processes.js'
import type {System} from '../../system/system.js'

import {ProblemError} from '../../common/problem.js'
import {isInside} from '../../system/file-system.js'
import {decodeName, encodeName} from '../../system/names.js'
import {readBlobs} from './blobs.js'
import {changedOnDisk} from './changes.js'
import {isTrue} from './config-file.js'
import {type Discovered} from './discover.js'
import {gitFailed} from './failed.js'
import {readHead} from './head.js'
import {type Blob, type DiskListing, type GitTreeEntry, parseDiskListing, parseEntries, parseIgnored} from './output.js'
import {type Borrowed, OwnFolder, readPart} from './own-folder.js'
import {type GitCall, OWN_SETTINGS, runGit} from './run-git.js'
import {mayLeadOut, requireSafe} from './safe-names.js'
import {discoverIn, settingsAround} from './settings-around.js'
import type {Settings} from './settings.js'
import {requireNoSpecial, specialBelow} from './special-files.js'

export interface IgnoreRule {
  file: string
  line: number
  pattern: string
}

/** A revision that takes a process of its own: after a colon, `^{commit}` would be part of a file's name. */
const isSpecial = (ref: string) => /[:\0]/.test(ref)

/** The little of the system that reading a repository needs. */
export type GitSystem = Pick<System, 'files' | 'processes'>

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
    return await work(await Repository.open(folder, own, system))
  } finally {
    await own.remove()
  }
}

/**
 * Reads a git repository through the git program, from a git folder of ours: nothing of the repository's can run, nothing is
 * fetched, no lock is taken. Revisions are passed so that they can't be taken for options.
 */
export class Repository {
  /** The top folder of the working tree, or the bare repository itself. */
  readonly root: string
  private revisions: Promise<Record<string, string>> | undefined

  private constructor(
    private readonly found: Discovered,
    private readonly own: OwnFolder,
    private readonly system: GitSystem,
    private readonly borrowed: Borrowed,
    private readonly settings: Settings,
    /** There is no working tree to compare with, or to read. */
    readonly bare: boolean,
  ) {
    this.root = found.root ?? found.gitDir
  }

  static async open(folder: string, own: OwnFolder, system: GitSystem): Promise<Repository | undefined> {
    const {files} = system
    const [found, settingsOf] = await Promise.all([discoverIn(folder, own, system), settingsAround(folder, own, system)])
    if (!found) return undefined
    await requireNoSpecial(found, files)
    const settings = await settingsOf(found)
    const saysBare = settings.own('core.bare')
    if (found.isInsideGitFolder && saysBare !== undefined && !isTrue(saysBare))
      throw new ProblemError({id: 'source-inside-git-folder', path: folder})
    const isBare = found.isInsideGitFolder || isTrue(saysBare)
    const place = isBare ? {...found, prefix: '', root: null} : found
    const part = async (name: string) => readPart(files, found.commonDir, name)
    const [attributes, exclude, head] = await Promise.all([part('info/attributes'), part('info/exclude'), readHead(found, files)])
    const config = settings.carriedOver(await ownPatterns(place, settings, files))
    const borrowed = {attributes, config, exclude, head}
    const isElsewhere = !isBare && (await hasOtherTree(found, settings, system))
    const repository = new Repository(place, own, system, borrowed, settings, isBare || isElsewhere)
    const commit = head ?? (await repository.object('HEAD'))
    await own.borrow({...borrowed, head: commit}, place)
    repository.borrowed.head = commit
    return repository
  }

  /** The folder that was asked for, relative to the root: `''` or `backend/`. */
  get prefix(): string {
    return this.found.prefix
  }

  /** The kind of hash that it uses, its folder of objects, and that of what its working trees share. */
  get layout(): {common: string; format: string; objects: string} {
    const {commonDir, objects} = this.found
    return {common: commonDir, format: this.settings.own('extensions.objectformat') ?? 'sha1', objects}
  }

  get remotes(): {name: string; url: string}[] {
    return this.settings.remotes()
  }

  /** The commit that a revision names; undefined if it names none. */
  async commit(ref: string): Promise<string | undefined> {
    if (ref === 'HEAD' && this.borrowed.head !== undefined) return this.borrowed.head
    const object = isSpecial(ref) ? await this.object(ref) : ref
    return object === undefined ? undefined : this.object(`${object}^{commit}`)
  }

  private async object(name: string): Promise<string | undefined> {
    // No argument of a program can hold it.
    if (name.includes('\0')) return undefined
    this.revisions ??= this.own.withNames(this.settings.forRevisions(), this.found)
    const env = await this.revisions
    const result = await this.run(['rev-parse', '--verify', '--quiet', '--end-of-options', name], {env})
    const answer = decodeName(result.stdout).trim()
    return result.exitCode === 0 && /^[\da-f]{40,64}$/.test(answer) ? answer : undefined
  }

  /** Every file of a commit below a folder. A folder that the commit lacks has none. */
  async tree(commit: string, prefix: string): Promise<GitTreeEntry[]> {
    const tree = prefix === '' ? commit : `${commit}:${prefix.replace(/\/$/, '')}`
    const result = await this.run(['ls-tree', '-r', '-z', '--full-tree', tree])
    if (result.exitCode !== 0) {
      if (prefix !== '' && /not a (tree|valid object)/i.test(result.stderr)) return []
      throw gitFailed('ls-tree', result)
    }

    const entries = parseEntries(result.stdout)
    requireSafe(namesOf(entries), 'ls-tree')
    return entries
  }

  /** What `git add --all` would leave in the index below a folder: tracked, and untracked but not ignored. */
  async filesOnDisk(folder: string): Promise<DiskListing> {
    const [staged, untracked] = await Promise.all([
      this.must(['ls-files', '-z', '--stage'], {cwd: folder}),
      this.must(['ls-files', '-z', '--others', '--exclude-standard'], {cwd: folder}),
    ])
    const listing = parseDiskListing(staged.stdout, untracked.stdout)
    requireSafe(listing.files, 'ls-files')
    requireSafe(listing.repositories, 'ls-files')
    return listing
  }

  /**
   * The contents of blobs, of each no more than `limit` bytes.
   *
   * @returns oid → contents
   */
  async blobs(oids: readonly string[], limit: number): Promise<Map<string, Blob>> {
    return readBlobs(async (args, options) => this.run(args, options), oids, limit)
  }

  /** Paths (relative to the root) that differ between the commit HEAD and the working tree, untracked ones too. */
  async changes(): Promise<string[]> {
    const index = await readPart(this.system.files, this.found.gitDir, 'index')
    if (index && mayLeadOut(index)) requireSafe(namesOf(await this.staged()), 'ls-files')
    return changedOnDisk({
      attributesOf: async (paths) => {
        const env = {...OWN_SETTINGS, ...(await this.own.withAttributes(this.borrowed, this.found))}
        const input = Buffer.concat(paths.flatMap((name) => [Buffer.from(encodeName(name)), Buffer.of(0)]))
        return this.must(['check-attr', '-z', '--stdin', 'filter', 'ident', 'working-tree-encoding'], {
          cwd: this.root,
          env,
          input,
        })
      },
      blobs: async (oids, limit) => this.blobs(oids, limit),
      files: this.system.files,
      root: this.root,
      staged: async () => this.staged(),
      status: async () => {
        const flags = ['--porcelain=v1', '-z', '--untracked-files=normal', '--no-renames', '--ignore-submodules=dirty']
        return this.must(['status', ...flags], {cwd: this.root})
      },
    })
  }

  private async staged(): Promise<GitTreeEntry[]> {
    return parseEntries((await this.must(['ls-files', '-z', '--stage'], {cwd: this.root})).stdout)
  }

  /** Of the paths given, relative to the folder, the ones that git ignores, each with the file, line and pattern that says so. */
  async ignored(folder: string, paths: readonly string[]): Promise<Map<string, IgnoreRule>> {
    const input = Buffer.concat(paths.flatMap((name) => [Buffer.from(encodeName(name)), Buffer.of(0)]))
    const result = await this.run(['check-ignore', '-v', '-z', '--stdin'], {cwd: folder, input})
    if (result.exitCode !== 0 && result.exitCode !== 1) throw gitFailed('check-ignore', result)
    const known = path.relative(this.root, path.join(this.found.commonDir, 'info/exclude'))
    return new Map(
      [...parseIgnored(result.stdout)].map(([name, rule]) => [
        name,
        rule.file === this.own.excludeFile ? {...rule, file: known} : rule,
      ]),
    )
  }

  /** Takes paths, relative to a folder, out of the index and leaves them on disk. */
  async untrack(folder: string, paths: readonly string[]): Promise<void> {
    const literal = paths.map((name) => `:(literal)${name}`)
    const {stdout} = await this.must(['ls-files', '-z', '--', ...literal], {cwd: folder})
    if (stdout.length === 0) return
    // `git rm` would look at the files' contents.
    await this.must(['update-index', '-z', '--force-remove', '--stdin'], {cwd: folder, input: stdout})
  }

  private async must(args: readonly string[], options: Partial<GitCall> = {}): Promise<Finished> {
    const result = await this.run(args, options)
    if (result.exitCode !== 0) throw gitFailed(args[0]!, result)
    return result
  }

  private async run(args: readonly string[], options: Partial<GitCall> = {}): Promise<Finished> {
    const env = {...OWN_SETTINGS, ...(options.env ?? this.own.environment(this.found))}
    const stuckOn = async () => specialBelow(this.found, this.system.files)
    return runGit(this.system.processes, args, {cwd: this.own.gitDir, stuckOn, ...options, env})
  }
}

function* namesOf(entries: readonly GitTreeEntry[]): Generator<string> {
  for (const entry of entries) yield entry.path
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
