import {devNull} from 'node:os'

import type {Finished, Processes, RunOptions, StreamEnd, StreamOptions} from '../../system/processes.js'

import {ProblemError} from '../../common/problem.js'
import {CannotStart} from '../../system/processes.js'
import {gitFailed} from './failed.js'

/**
 * The only place that starts git: every call has the same safe options, the same environment and a deadline. Which folder
 * git takes its settings from is up to the caller, and it is never the one of the repository that is read: own-folder.ts.
 */

const SAFE_OPTIONS = ['--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']

/**
 * Set by git when it runs a hook, from which the doctor may be called, or by a user. They would point every call at
 * another repository, or change how its arguments are read.
 */
const INHERITED = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_ATTR_SOURCE',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DEFAULT_HASH',
  'GIT_DIR',
  'GIT_EXTERNAL_DIFF',
  'GIT_GLOB_PATHSPECS',
  'GIT_GRAFT_FILE',
  'GIT_ICASE_PATHSPECS',
  'GIT_INDEX_FILE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]

const ENVIRONMENT: Record<string, string | undefined> = {
  // A missing object of a partial clone is not fetched; before git 2.44 only a ban of every protocol says so.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  // A push sends the objects themselves, whatever stands in for them here.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  ...Object.fromEntries(INHERITED.map((name) => [name, undefined])),
}

/** No settings but those of the git folder that the call names: neither the user's nor the system's. */
export const OWN_SETTINGS: Record<string, string | undefined> = {
  GIT_CONFIG_COUNT: undefined,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_PARAMETERS: undefined,
}

/** No answer takes that long, even of a repository with a million files on a slow disk. */
const DEADLINE_MS = 5 * 60_000
/** A commit with its history comes over a network. */
const FETCH_DEADLINE_MS = 30 * 60_000
/** Most answers take milliseconds: after this time it is looked whether git waits for something that will never come. */
const LOOK_AFTER_MS = 3000

export interface GitCall extends Pick<RunOptions, 'cwd' | 'env' | 'input' | 'limit' | 'signal'> {
  /** Finds a file for which git would wait for ever: a named pipe in the place of a file that it reads. */
  stuckOn?: () => Promise<string | undefined>
}

/** @throws ProblemError git-missing; git-failed if there is no answer in time */
export async function runGit(processes: Processes, args: readonly string[], call: GitCall): Promise<Finished> {
  const {env, signal, stuckOn, ...options} = call
  const stop = new AbortController()
  let culprit: string | undefined
  const look = async () => {
    // What can't be looked at is no culprit.
    culprit = (await stuckOn?.().catch(() => {})) ?? undefined
    if (culprit !== undefined) stop.abort()
  }

  const timer = setTimeout(() => {
    // What fails is caught there.
    look().catch(() => {})
  }, LOOK_AFTER_MS)
  try {
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
    const all = {...options, env: {...ENVIRONMENT, ...env}, signal: either, timeoutMs: DEADLINE_MS}
    const finished = await orMissing(async () => processes.run('git', [...SAFE_OPTIONS, ...args], all))
    if (culprit !== undefined) throw specialFile(args[0]!, culprit)
    if (finished.timedOut) throw gitFailed(args[0]!, {stderr: `git didn't finish within ${DEADLINE_MS / 60_000} minutes`})
    return finished
  } finally {
    clearTimeout(timer)
  }
}

/** What git would wait for, or read without an end, is named instead. */
export function specialFile(command: string, file: string): ProblemError {
  const stderr = `${file} is a named pipe, socket or device, and git can't read it. Remove it, or replace it with a regular file.`
  return gitFailed(command, {stderr})
}

/** A submodule's address is anybody's: no programs (`ext::`), no files of this machine. */
const FETCHING = {GIT_ALLOW_PROTOCOL: 'git:http:https:ssh', GIT_ASKPASS: '', SSH_ASKPASS: ''}

/**
 * Runs a command that reaches out, with the user's own settings and credentials. Nobody is asked for any.
 *
 * @param call its environment is the whole one
 * @throws ProblemError git-missing
 */
export async function streamGit(
  processes: Processes,
  args: readonly string[],
  call: Omit<StreamOptions, 'env' | 'timeoutMs'> & {env: Record<string, string | undefined>; gitDir: string},
): Promise<StreamEnd> {
  const {env, gitDir, ...options} = call
  const whole = Object.entries({...env, ...ENVIRONMENT, ...FETCHING, GIT_DIR: gitDir})
  const known = Object.fromEntries(whole.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  const all = {...options, env: known, timeoutMs: FETCH_DEADLINE_MS}
  return orMissing(async () => processes.stream('git', [...SAFE_OPTIONS, ...args], all))
}

async function orMissing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CannotStart) throw new ProblemError({id: 'git-missing'})
    throw error
  }
}
