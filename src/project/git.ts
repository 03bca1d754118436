import {ProblemError} from '../common/problem.js'
import {OwnFolder} from './git/own-folder.js'
import {type GitSystem, withRepository} from './git/open-repository.js'
import type {IgnoreRule, Repository} from './git/repository.js'
import {discoverIn, settingsAround} from './git/settings-around.js'
import {Settings} from './git/settings.js'

/** Single questions about the repository around a folder. */
export class Git {
  private settings: Promise<Settings> | undefined

  constructor(
    private readonly system: GitSystem,
    private readonly folder: string,
  ) {}

  /** Of the paths given, the ones that git ignores, each with the rule that says so. */
  async ignored(paths: readonly string[]): Promise<Map<string, IgnoreRule>> {
    return this.inRepository(async (repository) => repository.ignored(this.folder, paths))
  }

  /** Takes paths out of the index and leaves them on disk. */
  async untrack(paths: readonly string[]): Promise<void> {
    return this.inRepository(async (repository) => repository.untrack(this.folder, paths))
  }

  /** The repository's remotes: name and URL. None outside of a repository, or without git. */
  async remotes(): Promise<{name: string; url: string}[]> {
    return (await this.readSettings()).remotes()
  }

  /** A setting's value; undefined if it isn't set, or without git. */
  async setting(name: string): Promise<string | undefined> {
    return (await this.readSettings()).get(name) ?? undefined
  }

  private async inRepository<Answer>(work: (repository: Repository) => Promise<Answer>): Promise<Answer> {
    return withRepository(this.folder, this.system, async (repository) => {
      if (!repository) throw new ProblemError({id: 'not-a-git-repository', path: this.folder})
      return work(repository)
    })
  }

  private async readSettings(): Promise<Settings> {
    this.settings ??= this.askForSettings()
    return this.settings
  }

  private async askForSettings(): Promise<Settings> {
    const own = await OwnFolder.make(this.system.files)
    try {
      const settingsOf = await settingsAround(this.folder, own, this.system)
      // Whoever reads the source is told why a repository can't be read.
      const found = await discoverIn(this.folder, own, this.system).catch(() => {})
      return await settingsOf(found ?? undefined)
    } catch (error) {
      if (error instanceof ProblemError && error.problem.id === 'git-missing') return new Settings([], [])
      throw error
    } finally {
      await own.remove()
    }
  }
}
