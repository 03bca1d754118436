import path from 'node:path'

import type {System} from '../../system/system.js'

import {decodeNames} from '../../system/names.js'
import {BadConfig, isTrue, parseConfig, type Setting} from './config-file.js'
import {discover, type Discovered} from './discover.js'
import {gitFailed} from './failed.js'
import {OwnFolder, readPart} from './own-folder.js'
import {runGit} from './run-git.js'
import {Settings} from './settings.js'
import {specialAbove} from './special-files.js'

type GitSystem = Pick<System, 'files' | 'processes'>

/** The repository around a folder, of which no setting is read. */
export async function discoverIn(folder: string, own: OwnFolder, system: GitSystem): Promise<Discovered | undefined> {
  const {files, processes} = system
  const stuckOn = async () => specialAbove(folder, files)
  return discover(folder, async (cwd, args) => runGit(processes, args, {cwd, env: own.discovering, stuckOn}), files)
}

/**
 * The settings that count in a folder: git tells those of the user and of the system, for these may depend on the folder.
 *
 * @returns adds those of the repository there
 */
export async function settingsAround(
  folder: string,
  own: OwnFolder,
  {files, processes}: GitSystem,
): Promise<(repository: Discovered | undefined) => Promise<Settings>> {
  const stuckOn = async () => specialAbove(folder, files)
  const {exitCode, stdout} = await runGit(processes, ['config', '-z', '--list'], {cwd: folder, env: own.discovering, stuckOn})
  const users: Setting[] = exitCode === 0 ? decodeNames(stdout).map((record) => parseRecord(record)) : []
  return async (repository) => new Settings(users, repository ? await settingsOf(repository, {files}) : [])
}

/** `config -z --list`: name, line end, value; a setting without a value has no line end. */
function parseRecord(record: string): Setting {
  const end = record.indexOf('\n')
  return end === -1 ? [record, null] : [record.slice(0, end), record.slice(end + 1)]
}

async function settingsOf({commonDir, gitDir}: Discovered, {files}: Pick<System, 'files'>): Promise<Setting[]> {
  const shared = await readSettings(commonDir, 'config', files)
  if (!isTrue(new Settings([], shared).own('extensions.worktreeconfig'))) return shared
  return [...shared, ...(await readSettings(gitDir, 'config.worktree', files))]
}

async function readSettings(folder: string, name: string, files: System['files']): Promise<Setting[]> {
  try {
    return parseConfig((await readPart(files, folder, name)) ?? new Uint8Array())
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    throw gitFailed('config', {stderr: `${path.join(folder, name)}: ${error.message}`})
  }
}
