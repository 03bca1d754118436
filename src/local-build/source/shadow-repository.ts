import path from 'node:path'

import type {Finished} from '../../system/processes.js'
import type {SnapshotMachine} from './snapshot.js'

import {ProblemError} from '../../common/problem.js'
import {gitFailed} from '../../project/git/failed.js'
import {OWN_SETTINGS, runGit, streamGit} from '../../project/git/run-git.js'
import {encodeName} from '../../system/names.js'

export interface ObjectStore {
  /** git's name of its kind of hash: `sha1`, `sha256`. */
  format: string
  /** Folders with objects: those of the user's repository. */
  objects: readonly string[]
}

/** No line ends are changed, no filter runs (Git LFS too), nothing is re-encoded: a file is the bytes that git stores. */
const ATTRIBUTES = '* -text -eol -filter -ident -working-tree-encoding\n'

/**
 * A git folder of ours that sees the objects of the user's: what it checks out depends on no setting and no attribute of
 * theirs, and it can fetch without a trace in theirs.
 */
export class ShadowRepository {
  private constructor(
    readonly folder: string,
    private readonly machine: SnapshotMachine,
    readonly remove: () => Promise<void>,
  ) {}

  /** @param beside a folder on whose disk it may be */
  static async make({format, objects}: ObjectStore, beside: string, machine: SnapshotMachine): Promise<ShadowRepository> {
    const workspace = await machine.workspaces.make(beside)
    const write = async (name: string, text: string | Uint8Array) => {
      const file = path.join(workspace.path, name)
      await machine.files.makeFolder(path.dirname(file))
      await machine.files.writeNew(file, text)
    }

    const extension = format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`
    await write('HEAD', 'ref: refs/heads/none\n')
    await write(
      'config',
      `[core]\n\trepositoryformatversion = ${format === 'sha1' ? 0 : 1}\n\tbare = false\n[checkout]\n\tworkers = 0\n${extension}`,
    )
    await write('objects/info/alternates', Buffer.concat(objects.map((place) => Buffer.from(encodeName(`${quoted(place)}\n`)))))
    await write('info/attributes', ATTRIBUTES)
    await machine.files.makeFolder(path.join(workspace.path, 'refs'))
    return new ShadowRepository(workspace.path, machine, async () => workspace.remove())
  }

  /** @param folder the working tree */
  async run(
    args: readonly string[],
    {folder = this.folder, input = ''}: {folder?: string; input?: Uint8Array | string} = {},
  ): Promise<Finished> {
    const env = {...OWN_SETTINGS, GIT_ATTR_NOSYSTEM: '1', GIT_DIR: this.folder, GIT_WORK_TREE: folder}
    const {processes, signal} = this.machine
    const finished = await runGit(processes, args, {cwd: folder, env, input, signal})
    if (signal.aborted) throw new ProblemError({id: 'interrupted'})
    return finished
  }

  /** @throws ProblemError git-failed */
  async must(args: readonly string[], options: {folder?: string; input?: Uint8Array | string} = {}): Promise<Finished> {
    const finished = await this.run(args, options)
    if (finished.exitCode !== 0) throw gitFailed(args[0]!, finished)
    return finished
  }

  async has(commit: string): Promise<boolean> {
    return (await this.run(['cat-file', '-e', `${commit}^{commit}`])).exitCode === 0
  }

  /**
   * Fetches with the user's own settings and credentials, but nobody is asked for any.
   *
   * @param options of `git fetch`
   * @returns what git said, undefined if it succeeded
   */
  async fetch(url: string, refs: readonly string[], options: readonly string[] = []): Promise<string | undefined> {
    const {env, processes, signal} = this.machine
    const lines: string[] = []
    const {exitCode} = await streamGit(processes, [...FETCH, ...options, '--end-of-options', url, ...refs], {
      cwd: this.folder,
      env,
      gitDir: this.folder,
      onLine(line) {
        lines.push(line)
        if (lines.length > MESSAGE_LINES) lines.shift()
      },
      signal,
    })
    if (signal.aborted) throw new ProblemError({id: 'interrupted'})
    return exitCode === 0 ? undefined : lines.join('\n')
  }
}

const MESSAGE_LINES = 8
const FETCH = ['fetch', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules']

/** Git unquotes a line that begins with a quote. */
function quoted(place: string): string {
  return place.startsWith('"') || place.includes('\n') ? JSON.stringify(place) : place
}
