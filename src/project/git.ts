import type {Finished, Processes} from '../system/processes.js'

import {ProblemError} from '../problem.js'
import {CannotStart} from '../system/processes.js'

/**
 * Reads a git repository through the git program. Nothing of the repository's runs: hooks and the file system monitor
 * are off, nothing is fetched, no lock is taken. Revisions are passed so that they can't be taken for options.
 */
export interface Repository {
  /** The top folder of the working tree, or the bare repository itself. */
  root: string
  bare: boolean
  /** The folder that was asked for, relative to the root: `''` or `backend/`. */
  prefix: string
}

export interface GitTreeEntry {
  path: string
  mode: string
  oid: string
}

const SAFE = ['--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']

/** Set by git when it runs a hook (from which the doctor may be called); they would point every call at that repository. */
const INHERITED = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR']

const ENV: Record<string, string | undefined> = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  ...Object.fromEntries(INHERITED.map((name) => [name, undefined])),
}

export class Git {
  constructor(
    private readonly processes: Processes,
    private readonly folder: string,
  ) {}

  /**
   * The repository around the folder.
   *
   * @returns undefined if there is none
   * @throws ProblemError git-missing, git-failed, source-inside-git-folder
   */
  async repository(): Promise<Repository | undefined> {
    const questions = ['--is-bare-repository', '--is-inside-git-dir', '--show-prefix', '--absolute-git-dir', '--show-toplevel']
    const result = await this.run(['rev-parse', ...questions])
    const lines = text(result.stdout).split('\n')
    const [bare, insideGitFolder, prefix, gitFolder, root] = lines
    if (bare === 'true') return {bare: true, prefix: '', root: gitFolder!}
    if (insideGitFolder === 'true') throw new ProblemError({id: 'source-inside-git-folder', path: this.folder})
    if (result.exitCode === 0) return {bare: false, prefix: prefix!, root: root!}
    if (/not a git repository/i.test(result.stderr)) return undefined
    throw this.failed('rev-parse', result)
  }

  /** The commit that a revision names; undefined if it names none. */
  async commit(ref: string): Promise<string | undefined> {
    const result = await this.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    const oid = text(result.stdout).trim()
    return result.exitCode === 0 && /^[\da-f]{40,64}$/.test(oid) ? oid : undefined
  }

  /** Every file of a commit below a folder. A folder that the commit lacks has none. */
  async tree(commit: string, prefix: string): Promise<GitTreeEntry[]> {
    const result = await this.run([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      prefix === '' ? commit : `${commit}:${prefix.replace(/\/$/, '')}`,
    ])
    if (result.exitCode !== 0) {
      if (prefix !== '' && /not a (tree|valid object)/i.test(result.stderr)) return []
      throw this.failed('ls-tree', result)
    }

    return text(result.stdout)
      .split('\0')
      .filter((record) => record !== '')
      .map((record) => {
        const tab = record.indexOf('\t')
        const [mode, , oid] = record.slice(0, tab).split(' ')
        return {mode: mode!, oid: oid!, path: record.slice(tab + 1)}
      })
  }

  /** The paths that `git add --all` would leave in the index, relative to the folder: tracked, and untracked but not ignored. */
  async filesOnDisk(): Promise<string[]> {
    const result = await this.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'])
    if (result.exitCode !== 0) throw this.failed('ls-files', result)
    return text(result.stdout).split('\0').filter(Boolean)
  }

  /**
   * The contents of blobs, in as many calls as it takes to read no more than `limit` bytes of each.
   *
   * @returns oid → contents
   */
  async blobs(oids: readonly string[], limit: number): Promise<Map<string, {contents: Uint8Array; size: number}>> {
    const wanted = [...new Set(oids)]
    const blobs = new Map<string, {contents: Uint8Array; size: number}>()
    if (wanted.length === 0) return blobs
    const sizes = parseSizes(await this.catFile('--batch-check', wanted))
    const small = wanted.filter((oid) => (sizes.get(oid) ?? 0) <= limit)
    for (const [oid, contents] of parseBatch(await this.catFile('--batch', small)))
      blobs.set(oid, {contents, size: contents.length})
    for (const oid of wanted) {
      if (blobs.has(oid) || !sizes.has(oid)) continue
      const {stdout} = await this.run(['cat-file', 'blob', oid], {limit})
      blobs.set(oid, {contents: stdout.subarray(0, limit), size: sizes.get(oid)!})
    }

    return blobs
  }

  private async catFile(mode: string, oids: readonly string[]): Promise<Uint8Array> {
    if (oids.length === 0) return new Uint8Array()
    const result = await this.run(['cat-file', mode], {input: `${oids.join('\n')}\n`})
    if (result.exitCode !== 0) throw this.failed('cat-file', result)
    return result.stdout
  }

  /** Paths (relative to the root) that differ between the commit HEAD and the working tree, untracked ones too. */
  async changes(): Promise<string[]> {
    const result = await this.run([
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=normal',
      '--no-renames',
      '--ignore-submodules=dirty',
    ])
    if (result.exitCode !== 0) throw this.failed('status', result)
    return text(result.stdout)
      .split('\0')
      .filter((record) => record !== '')
      .map((record) => record.slice(3))
  }

  /** Of the paths given, the ones that git ignores, each with the file, line and pattern that says so. */
  async ignored(paths: readonly string[]): Promise<Map<string, {file: string; line: number; pattern: string}>> {
    const result = await this.run(['check-ignore', '-v', '-z', '--stdin'], {input: `${paths.join('\0')}\0`})
    if (result.exitCode !== 0 && result.exitCode !== 1) throw this.failed('check-ignore', result)
    const fields = text(result.stdout).split('\0')
    const ignored = new Map<string, {file: string; line: number; pattern: string}>()
    for (let index = 0; index + 3 < fields.length; index += 4) {
      const [file, line, pattern, path] = fields.slice(index, index + 4)
      ignored.set(path!, {file: file!, line: Number(line), pattern: pattern!})
    }

    return ignored
  }

  /** The repository's remotes: name and URL. None outside of a repository. */
  async remotes(): Promise<{name: string; url: string}[]> {
    const result = await this.run(['config', '-z', '--get-regexp', String.raw`^remote\..*\.url$`])
    return text(result.stdout)
      .split('\0')
      .filter(Boolean)
      .map((record) => {
        const end = record.indexOf('\n')
        return {name: record.slice('remote.'.length, end - '.url'.length), url: record.slice(end + 1)}
      })
  }

  /** A setting's value; undefined if it isn't set. */
  async setting(name: string): Promise<string | undefined> {
    const result = await this.run(['config', '--get', name])
    return result.exitCode === 0 ? text(result.stdout).trim() : undefined
  }

  /** Takes paths out of the index and leaves them on disk. */
  async untrack(paths: readonly string[]): Promise<void> {
    const result = await this.run([
      'rm',
      '-r',
      '--cached',
      '--quiet',
      '--ignore-unmatch',
      '--',
      ...paths.map((path) => `:(literal)${path}`),
    ])
    if (result.exitCode !== 0) throw this.failed('rm', result)
  }

  private async run(args: readonly string[], options: {input?: string; limit?: number} = {}): Promise<Finished> {
    try {
      return await this.processes.run('git', [...SAFE, ...args], {cwd: this.folder, env: ENV, ...options})
    } catch (error) {
      if (error instanceof CannotStart) throw new ProblemError({id: 'git-missing'})
      throw error
    }
  }

  private failed(command: string, {stderr}: Finished): ProblemError {
    return new ProblemError({command: `git ${command}`, id: 'git-failed', message: stderr.trim()})
  }
}

const utf8 = new TextDecoder('utf-8', {ignoreBOM: true})

function text(bytes: Uint8Array): string {
  return utf8.decode(bytes)
}

function parseSizes(output: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const line of text(output).split('\n')) {
    const [oid, type, size] = line.split(' ')
    if (type === 'blob') sizes.set(oid!, Number(size))
  }

  return sizes
}

/** Parses `cat-file --batch`: a header line, the contents, a line end; `<oid> missing` for an object that isn't there. */
function* parseBatch(output: Uint8Array): Generator<[oid: string, contents: Uint8Array]> {
  let at = 0
  while (at < output.length) {
    const end = output.indexOf(0x0a, at)
    const [oid, type, size] = text(output.subarray(at, end)).split(' ')
    at = end + 1
    if (type !== 'blob') continue
    yield [oid!, output.subarray(at, at + Number(size))]
    at += Number(size) + 1
  }
}
