import path from 'node:path'

import type {Finished, Processes, RunOptions} from '../system/processes.js'

import {ProblemError} from '../common/problem.js'
import {decodeName, decodeNames, encodeName} from '../system/names.js'
import {CannotStart} from '../system/processes.js'
import {readBlobs} from './git-blobs.js'
import {GIT_ENVIRONMENT, SAFE_OPTIONS, withoutFilters} from './git-environment.js'
import {gitFailed} from './git-failed.js'
import {
  type Blob,
  type DiskListing,
  type GitTreeEntry,
  parseDiskListing,
  parseEntries,
  parseIgnored,
  parseRemotes,
  parseRepositoryFilters,
} from './git-output.js'

export interface Repository {
  /** The top folder of the working tree, or the bare repository itself. */
  root: string
  bare: boolean
  /** The folder that was asked for, relative to the root: `''` or `backend/`. */
  prefix: string
}

export interface Located {
  repository: Repository
  /** The commit that was asked for; undefined if the revision names none. */
  commit: string | undefined
}

const QUESTIONS = ['--is-bare-repository', '--is-inside-git-dir', '--show-prefix', '--absolute-git-dir', '--show-toplevel']

/** A revision that takes a process of its own: after a colon, `^{commit}` would be part of a file's name. */
const isSpecial = (ref: string) => /[:\0]/.test(ref)

const verification = (name: string) => ['--verify', '--quiet', '--end-of-options', name]

function objectName(answer: string): string | undefined {
  const name = answer.trim()
  return /^[\da-f]{40,64}$/.test(name) ? name : undefined
}

/**
 * Reads a git repository through the git program. Nothing of the repository's runs: hooks, its filters and the file
 * system monitor are off, nothing is fetched, no lock is taken. Revisions are passed so that they can't be taken for options.
 */
export class Git {
  constructor(
    private readonly processes: Processes,
    private readonly folder: string,
  ) {}

  /**
   * The repository around the folder, and the commit that a revision names there: one process answers both.
   *
   * @param ref undefined: no commit is asked for
   * @returns undefined if there is no repository
   * @throws ProblemError git-missing, git-failed, source-inside-git-folder
   */
  async locate(ref: string | undefined): Promise<Located | undefined> {
    const asked = ref === undefined || isSpecial(ref) ? [] : verification(`${ref}^{commit}`)
    const result = await this.run(['rev-parse', ...QUESTIONS, ...asked])
    const lines = decodeName(result.stdout).replace(/\n$/, '').split('\n')
    const [bare, insideGitFolder, prefix] = lines
    if (bare === 'true') {
      const root = await this.answer('--absolute-git-dir')
      return {commit: ref === undefined ? undefined : await this.commit(ref), repository: {bare: true, prefix: '', root}}
    }

    if (insideGitFolder === 'true') throw new ProblemError({id: 'source-inside-git-folder', path: this.folder})
    // A revision that names nothing fails after the other answers.
    if (result.exitCode !== 0 && (asked.length === 0 || lines.length < QUESTIONS.length)) {
      if (/not a git repository/i.test(result.stderr)) return undefined
      throw gitFailed('rev-parse', result)
    }

    let commit = asked.length > 0 && result.exitCode === 0 ? objectName(lines.pop()!) : undefined
    if (ref !== undefined && asked.length === 0) commit = await this.commit(ref)
    if (lines.length === QUESTIONS.length) return {commit, repository: {bare: false, prefix: prefix!, root: lines.at(-1)!}}
    // A line end in a folder's name.
    const answers = {prefix: await this.answer('--show-prefix'), root: await this.answer('--show-toplevel')}
    return {commit, repository: {bare: false, ...answers}}
  }

  /** The kind of hash that it uses, its folder of objects, and the folder that was asked for, relative to the root. */
  async layout(): Promise<{format: string; objects: string; prefix: string}> {
    const [format, objects, prefix] = await Promise.all([
      this.answer('--show-object-format'),
      this.answer('--git-path', 'objects'),
      this.answer('--show-prefix'),
    ])
    return {format, objects: path.resolve(this.folder, objects), prefix}
  }

  /** The commit that a revision names; undefined if it names none. */
  async commit(ref: string): Promise<string | undefined> {
    const object = isSpecial(ref) ? await this.object(ref) : ref
    return object === undefined ? undefined : this.object(`${object}^{commit}`)
  }

  private async object(name: string): Promise<string | undefined> {
    // No argument of a program can hold it.
    if (name.includes('\0')) return undefined
    const result = await this.run(['rev-parse', ...verification(name)])
    return result.exitCode === 0 ? objectName(decodeName(result.stdout)) : undefined
  }

  /** Every file of a commit below a folder. A folder that the commit lacks has none. */
  async tree(commit: string, prefix: string): Promise<GitTreeEntry[]> {
    const tree = prefix === '' ? commit : `${commit}:${prefix.replace(/\/$/, '')}`
    const result = await this.run(['ls-tree', '-r', '-z', '--full-tree', tree])
    if (result.exitCode === 0) return parseEntries(result.stdout)
    if (prefix !== '' && /not a (tree|valid object)/i.test(result.stderr)) return []
    throw gitFailed('ls-tree', result)
  }

  /** What `git add --all` would leave in the index below the folder: tracked, and untracked but not ignored. */
  async filesOnDisk(): Promise<DiskListing> {
    const [staged, untracked] = await Promise.all([
      this.run(['ls-files', '-z', '--stage']),
      this.run(['ls-files', '-z', '--others', '--exclude-standard']),
    ])
    for (const result of [staged, untracked]) if (result.exitCode !== 0) throw gitFailed('ls-files', result)
    return parseDiskListing(staged.stdout, untracked.stdout)
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
    const flags = ['--porcelain=v1', '-z', '--untracked-files=normal', '--no-renames', '--ignore-submodules=dirty']
    const result = await this.run([...(await this.filtersOff()), 'status', ...flags])
    if (result.exitCode !== 0) throw gitFailed('status', result)
    // A file that was taken out of the index but not off the disk is listed twice.
    return [...new Set(decodeNames(result.stdout).map((record) => record.slice(3)))]
  }

  private async filtersOff(): Promise<string[]> {
    const names = await this.run(['config', '-z', '--show-scope', '--name-only', '--get-regexp', String.raw`^filter\.`])
    return withoutFilters(parseRepositoryFilters(names.stdout))
  }

  /** Of the paths given, the ones that git ignores, each with the file, line and pattern that says so. */
  async ignored(paths: readonly string[]): Promise<Map<string, {file: string; line: number; pattern: string}>> {
    const input = Buffer.concat(paths.flatMap((path) => [Buffer.from(encodeName(path)), Buffer.of(0)]))
    const result = await this.run(['check-ignore', '-v', '-z', '--stdin'], {input})
    if (result.exitCode !== 0 && result.exitCode !== 1) throw gitFailed('check-ignore', result)
    return parseIgnored(result.stdout)
  }

  /** The repository's remotes: name and URL. None outside of a repository, or without git. */
  async remotes(): Promise<{name: string; url: string}[]> {
    const result = await this.runIfThere(['config', '-z', '--get-regexp', String.raw`^remote\..*\.url$`])
    return result ? parseRemotes(result.stdout) : []
  }

  /** A setting's value; undefined if it isn't set, or without git. */
  async setting(name: string): Promise<string | undefined> {
    const result = await this.runIfThere(['config', '--get', name])
    return result?.exitCode === 0 ? decodeName(result.stdout).trim() : undefined
  }

  /** Takes paths out of the index and leaves them on disk. */
  async untrack(paths: readonly string[]): Promise<void> {
    const literal = paths.map((path) => `:(literal)${path}`)
    const result = await this.run(['rm', '-r', '--cached', '--quiet', '--ignore-unmatch', '--', ...literal])
    if (result.exitCode !== 0) throw gitFailed('rm', result)
  }

  /** One answer of `rev-parse`, whatever characters it holds. */
  private async answer(...question: string[]): Promise<string> {
    const result = await this.run(['rev-parse', ...question])
    if (result.exitCode !== 0) throw gitFailed('rev-parse', result)
    return decodeName(result.stdout).replace(/\n$/, '')
  }

  private async runIfThere(args: readonly string[]): Promise<Finished | undefined> {
    try {
      return await this.run(args)
    } catch (error) {
      if (error instanceof ProblemError && error.problem.id === 'git-missing') return undefined
      throw error
    }
  }

  private async run(args: readonly string[], options: Pick<RunOptions, 'input' | 'limit'> = {}): Promise<Finished> {
    try {
      return await this.processes.run('git', [...SAFE_OPTIONS, ...args], {cwd: this.folder, env: GIT_ENVIRONMENT, ...options})
    } catch (error) {
      if (error instanceof CannotStart) throw new ProblemError({id: 'git-missing'})
      throw error
    }
  }
}
