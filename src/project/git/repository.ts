import path from 'node:path'

import type {Finished} from '../../system/processes.js'
import type {Opened} from './open-repository.js'

import {decodeName, encodeName} from '../../system/names.js'
import {readBlobs, readSmallBlobs} from './blobs.js'
import {changedOnDisk} from './changes.js'
import {isTrue} from './config-file.js'
import {gitFailed} from './failed.js'
import {indexOfCommit} from './index-file.js'
import {
  type Blob,
  type DiskListing,
  type GitTreeEntry,
  parseAdded,
  parseDiskListing,
  parseEntries,
  parseIgnored,
} from './output.js'
import {readPart} from './own-folder.js'
import {type GitCall, OWN_SETTINGS, runGit} from './run-git.js'
import {mayLeadOut, requireSafe} from './safe-names.js'
import {specialBelow} from './special-files.js'

export interface IgnoreRule {
  file: string
  line: number
  pattern: string
}

/** The tree without an entry, which git knows without having it. Source: git's object-file.c, `empty_tree`. */
const EMPTY_TREES = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
}

/**
 * Reads a git repository through the git program, from a git folder of ours: nothing of the repository's can run, nothing is
 * fetched, no lock is taken. Revisions are passed so that they can't be taken for options.
 */
export class Repository {
  /** The top folder of the working tree, or the bare repository itself. */
  readonly root: string

  constructor(private readonly opened: Opened) {
    this.root = opened.found.root ?? opened.found.gitDir
  }

  /** The folder that was asked for, relative to the root: `''` or `backend/`. */
  get prefix(): string {
    return this.opened.found.prefix
  }

  /** The kind of hash that it uses, its folder of objects, and that of what its working trees share. */
  get layout(): {common: string; format: string; objects: string} {
    const {commonDir, objects} = this.opened.found
    return {common: commonDir, format: this.opened.settings.own('extensions.objectformat') ?? 'sha1', objects}
  }

  get remotes(): {name: string; url: string}[] {
    return this.opened.settings.remotes()
  }

  /** There is no working tree to compare with, or to read. */
  get bare(): boolean {
    return this.opened.bare
  }

  /** The commit that a revision names; undefined if it names none. */
  async commit(ref: string): Promise<string | undefined> {
    const {borrowed, revisions} = this.opened
    return ref === 'HEAD' && borrowed.head !== undefined ? borrowed.head : revisions.commit(ref)
  }

  /** When a commit was made. */
  async madeAt(commit: string): Promise<Date> {
    const {stdout} = await this.must(['cat-file', 'commit', commit])
    const seconds = /^committer .*> (-?\d+) [-+]\d+$/m.exec(decodeName(stdout))?.[1]
    return new Date(Number(seconds ?? 0) * 1000)
  }

  /** It has a part of its history only. Source: git-clone(1), `--depth`. */
  async isShallow(): Promise<boolean> {
    return (await readPart(this.opened.system.files, this.opened.found.commonDir, 'shallow')) !== undefined
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

  /**
   * Every file of the index below a folder, as a commit would hold it: what `git add --intent-to-add` named is left out.
   *
   * @param named the file that git names to its hooks, in GIT_INDEX_FILE
   */
  async index(prefix: string, named: string | undefined): Promise<GitTreeEntry[]> {
    const {found, own, system} = this.opened
    const file = await indexOfCommit(named, found, system.files)
    const env = {...own.environment(found), ...(file !== undefined && {GIT_INDEX_FILE: file})}
    const emptyTree = EMPTY_TREES[this.layout.format === 'sha256' ? 'sha256' : 'sha1']
    const {stdout} = await this.must(
      ['diff-index', '--cached', '-z', '--raw', '--no-renames', '--ita-invisible-in-index', emptyTree],
      {env},
    )
    const entries = parseAdded(stdout)
    requireSafe(namesOf(entries), 'diff-index')
    return entries.flatMap((entry) => (entry.path.startsWith(prefix) ? [{...entry, path: entry.path.slice(prefix.length)}] : []))
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

  /** The contents of the blobs that are smaller than a size: oid → contents. */
  async smallBlobs(oids: readonly string[], size: number): Promise<Map<string, Blob>> {
    return readSmallBlobs(async (args, options) => this.run(args, options), oids, size)
  }

  /** Paths (relative to the root) that differ between the commit HEAD and the working tree, untracked ones too. */
  async changes(): Promise<string[]> {
    const index = await readPart(this.opened.system.files, this.opened.found.gitDir, 'index')
    const hashLength = this.layout.format === 'sha256' ? 32 : 20
    if (index && mayLeadOut(index, hashLength)) requireSafe(namesOf(await this.staged()), 'ls-files')
    const {borrowed, found, own, settings, system} = this.opened
    return changedOnDisk({
      attributesOf: async (paths, names) => {
        const env = await own.withAttributes(borrowed, found)
        return this.must(['check-attr', '-z', '--stdin', ...names], {cwd: this.root, env, input: listed(paths)})
      },
      blobs: async (oids, limit) => this.blobs(oids, limit),
      convertsText: /^input$/i.test(settings.get('core.autocrlf') ?? '') || isTrue(settings.get('core.autocrlf')),
      files: system.files,
      root: this.root,
      status: async () => {
        const flags = ['--porcelain=v2', '-z', '--untracked-files=normal', '--no-renames', '--ignore-submodules=dirty']
        return this.must(['status', ...flags], {cwd: this.root})
      },
    })
  }

  private async staged(): Promise<GitTreeEntry[]> {
    return parseEntries((await this.must(['ls-files', '-z', '--stage'], {cwd: this.root})).stdout)
  }

  /** Of the paths given, relative to the folder, the ones that git ignores, each with the file, line and pattern that says so. */
  async ignored(folder: string, paths: readonly string[]): Promise<Map<string, IgnoreRule>> {
    const result = await this.run(['check-ignore', '-v', '-z', '--stdin'], {cwd: folder, input: listed(paths)})
    if (result.exitCode !== 0 && result.exitCode !== 1) throw gitFailed('check-ignore', result)
    const known = path.relative(this.root, path.join(this.opened.found.commonDir, 'info/exclude'))
    return new Map(
      [...parseIgnored(result.stdout)].map(([name, rule]) => [
        name,
        rule.file === this.opened.own.excludeFile ? {...rule, file: known} : rule,
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
    const env = {...OWN_SETTINGS, ...(options.env ?? this.opened.own.environment(this.opened.found))}
    const stuckOn = async () => specialBelow(this.opened.found, this.opened.system.files)
    return runGit(this.opened.system.processes, args, {cwd: this.opened.own.gitDir, stuckOn, ...options, env})
  }
}

function* namesOf(entries: readonly GitTreeEntry[]): Generator<string> {
  for (const entry of entries) yield entry.path
}

/** Each ends with NUL. */
function listed(paths: readonly string[]): Uint8Array {
  return Buffer.concat(paths.flatMap((name) => [Buffer.from(encodeName(name)), Buffer.of(0)]))
}
