import {tmpdir} from 'node:os'
import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'

import {ProblemError} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'

/**
 * Switched off for every file: what would change a file's contents by a program, or by a list of encodings. Line ends stay
 * as the repository has them: git itself compares those. The last line of this file counts before all other attributes.
 */
const ATTRIBUTES_OFF = '\n* -filter -ident -working-tree-encoding -diff -merge\n'

const NO_REF = 'ref: refs/heads/none\n'
const MINIMAL = '[core]\n\trepositoryformatversion = 0\n'

/** Where the repository that is read has its parts. */
export interface Parts {
  /** The top of the working tree; null in a bare repository. */
  root: null | string
  gitDir: string
  /** What the working trees of a repository share. */
  commonDir: string
  objects: string
}

/** What of the repository counts, as data. */
export interface Borrowed {
  /** The commit HEAD names; undefined before the first one. */
  head: string | undefined
  config: Uint8Array
  attributes: Uint8Array | undefined
  exclude: Uint8Array | undefined
}

/**
 * A git folder of ours, in which git reads a stranger's repository: its settings, hooks and attributes are ours, and only
 * objects and the index are borrowed. So there is nothing that could name a program, in whatever form a repository writes it.
 */
export class OwnFolder {
  private constructor(
    private readonly folder: string,
    private readonly files: FileSystem,
  ) {}

  /** @throws ProblemError system-error, of the temporary folder */
  static async make(files: FileSystem): Promise<OwnFolder> {
    let own: OwnFolder | undefined
    try {
      own = new OwnFolder(await files.makeTemporaryFolder('heroku-python-git-'), files)
      await own.makeGitFolder(own.gitDir, MINIMAL, ['info', 'objects', 'refs'])
      await files.writeNew(path.join(own.gitDir, 'HEAD'), NO_REF)
      return own
    } catch (error) {
      // On a full disk, each run would leave another one.
      await own?.remove().catch(() => {})
      const code = errorCode(error)
      if (code === '') throw error
      throw new ProblemError({code, id: 'system-error', path: tmpdir()})
    }
  }

  private async makeGitFolder(folder: string, config: string | Uint8Array, below: readonly string[]): Promise<void> {
    // One after the other: once one fails, none is made any more in a folder that is deleted.
    for (const name of below) await this.files.makeFolder(path.join(folder, name))
    await this.files.writeNew(path.join(folder, 'config'), config)
  }

  get gitDir(): string {
    return path.join(this.folder, 'git')
  }

  /** Where a rule that git quotes comes from, if it is from the copy of the repository's `info/exclude`. */
  get excludeFile(): string {
    return path.join(this.gitDir, 'info/exclude')
  }

  /** For finding out which repository is around a folder: none of its settings is read. */
  get discovering(): Record<string, string> {
    return {GIT_COMMON_DIR: this.gitDir}
  }

  async borrow({attributes, config, exclude, head}: Borrowed, {gitDir}: Parts): Promise<void> {
    const write = async (name: string, contents: Uint8Array | string) =>
      this.files.writeNew(path.join(this.gitDir, name), contents)
    await Promise.all([
      write('config', config),
      write('HEAD', head === undefined ? NO_REF : `${head}\n`),
      write('info/attributes', Buffer.concat([attributes ?? new Uint8Array(), Buffer.from(ATTRIBUTES_OFF)])),
      ...(exclude ? [write('info/exclude', exclude)] : []),
      this.borrowSharedIndex(gitDir),
    ])
  }

  /** The larger half of a split index: git looks for it in its own folder. Source: git-update-index(1), "Split index". */
  private async borrowSharedIndex(gitDir: string): Promise<void> {
    const entries = await this.files.list(gitDir)
    const shared = entries.filter(({kind, name}) => kind === 'file' && /^sharedindex\.[\da-f]+$/.test(name))
    for (const {name} of shared) {
      const contents = await readPart(this.files, gitDir, name)
      if (contents) await this.files.writeNew(path.join(this.gitDir, name), contents)
    }
  }

  environment({gitDir, objects, root}: Parts): Record<string, string> {
    return {
      GIT_DIR: this.gitDir,
      GIT_INDEX_FILE: path.join(gitDir, 'index'),
      GIT_OBJECT_DIRECTORY: objects,
      ...(root !== null && {GIT_WORK_TREE: root}),
    }
  }

  /** As `environment`, but with all of the repository's attributes: for a command that only tells them. */
  async withAttributes({attributes, config}: Borrowed, parts: Parts): Promise<Record<string, string>> {
    const folder = path.join(this.folder, 'told')
    await this.makeGitFolder(folder, config, ['info', 'refs'])
    await this.files.writeNew(path.join(folder, 'info/attributes'), attributes ?? '')
    return {...this.environment(parts), GIT_COMMON_DIR: folder}
  }

  /** For finding a revision: names and their history are the repository's, settings are ours. */
  async withNames(config: Uint8Array, {commonDir, gitDir, objects}: Parts): Promise<Record<string, string>> {
    const {files} = this
    const folder = path.join(this.folder, 'names')
    await this.makeGitFolder(folder, config, [''])
    for (const name of ['refs', 'logs', 'reftable']) {
      const place = path.join(commonDir, name)
      if ((await files.realKind(place)) === 'directory') await files.linkFolder(place, path.join(folder, name))
    }

    for (const name of ['packed-refs', 'shallow']) {
      const contents = await readPart(files, commonDir, name)
      if (contents) await files.writeNew(path.join(folder, name), contents)
    }

    return {GIT_COMMON_DIR: folder, GIT_DIR: gitDir, GIT_OBJECT_DIRECTORY: objects}
  }

  async remove(): Promise<void> {
    await this.files.removeFolder(this.folder)
  }
}

/** The longest file of a repository that is read whole: the names of a million branches. */
const LARGEST_PART = 256 * 1024 * 1024

/**
 * A file of a repository's git folder.
 *
 * @returns undefined if it is not there, no file, or a link that leads out of the folder
 */
export async function readPart(files: FileSystem, folder: string, name: string): Promise<Uint8Array | undefined> {
  try {
    const place = path.join(folder, name)
    return (await files.realKind(place)) === 'file' ? await files.read(place, LARGEST_PART, folder) : undefined
  } catch {
    return undefined
  }
}
