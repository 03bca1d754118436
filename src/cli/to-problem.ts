import {stripVTControlCharacters} from 'node:util'

import {ownReportAddress} from './report-address.js'
import {errorCode} from '../system/file-system.js'
import {nearest} from '../common/near.js'
import {knownProblem, type Problem} from '../render/problems.js'

/** An error of oclif's own, such as its parser's. */
function isCliError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error
}

/** What oclif's parser says, without its colors, its heading above several reasons, and its pointer to --help: ours is rendered. */
function usageText(message: string): string {
  const [text] = stripVTControlCharacters(message).split('\nSee more help with')
  return text!.replace(/^The following errors? occurred:\s+/, '').replace(/\.$/, '')
}

/** What this machine is to blame for: a disk that is full or read-only, a file that may not be used, too many that are open. */
const MACHINES = new Set(['EACCES', 'EDQUOT', 'EIO', 'EMFILE', 'ENFILE', 'ENOSPC', 'EPERM', 'EROFS'])

function isMachines(error: unknown): error is {code: string; path?: string} {
  return MACHINES.has(errorCode(error))
}

const INTERNAL_LIMIT = 300

/**
 * Whatever a command threw, as a problem that can be shown.
 *
 * @param flags the names of the command's flags
 */
export function toProblem(error: unknown, flags: readonly string[]): Problem {
  const problem = knownProblem(error)
  if (problem) return problem
  if (isMachines(error)) return {code: error.code, id: 'system-error', path: error.path ?? null}
  const message = error instanceof Error ? error.message : String(error)
  if (isCliError(error)) {
    const unknown = (error as {flags?: unknown}).flags
    const typed = Array.isArray(unknown) ? String(unknown[0]) : ''
    const near = typed.startsWith('--') ? nearest(typed, flags) : undefined
    const usage = usageText(message)
    return {id: 'usage', message: usage, ...(near !== undefined && {near: `--${near}`})}
  }

  // Whatever it is about may be in it: of a long one, the beginning tells enough.
  return {id: 'internal', message: message.slice(0, INTERNAL_LIMIT), reportTo: ownReportAddress()}
}
