import type {System} from '../../system/system.js'
import type {Discovered} from './discover.js'
import type {OwnFolder} from './own-folder.js'
import type {Settings} from './settings.js'

import {decodeName} from '../../system/names.js'
import {OWN_SETTINGS, runGit} from './run-git.js'
import {specialBelow} from './special-files.js'

/** A revision that takes a process of its own: after a colon, `^{commit}` would be part of a file's name. */
const isSpecial = (ref: string) => /[:\0]/.test(ref)

/** Finds what revisions name: with the repository's names, and none of its settings that do more than name something. */
export class Revisions {
  private environment: Promise<Record<string, string>> | undefined

  constructor(
    private readonly found: Discovered,
    private readonly settings: Settings,
    private readonly own: OwnFolder,
    private readonly system: Pick<System, 'files' | 'processes'>,
  ) {}

  /** The commit that a revision names; undefined if it names none. */
  async commit(ref: string): Promise<string | undefined> {
    const object = isSpecial(ref) ? await this.object(ref) : ref
    return object === undefined ? undefined : this.object(`${object}^{commit}`)
  }

  async object(name: string): Promise<string | undefined> {
    // No argument of a program can hold it.
    if (name.includes('\0')) return undefined
    this.environment ??= this.own.withNames(this.settings.forRevisions(), this.found)
    const env = {...OWN_SETTINGS, ...(await this.environment)}
    const stuckOn = async () => specialBelow(this.found, this.system.files)
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', name]
    const result = await runGit(this.system.processes, args, {cwd: this.own.gitDir, env, stuckOn})
    const answer = decodeName(result.stdout).trim()
    return result.exitCode === 0 && /^[\da-f]{40,64}$/.test(answer) ? answer : undefined
  }
}
