import {type Outcome, withNames} from '../outcome.js'
import {neutral, plain} from '../log-lines.js'

/** A log's parts. The text of errors and warnings is in our own words, so only what one is about is compared. */
export interface FirLog {
  /** The buildpack's own lines in their order: headings, versions, what becomes of each layer. */
  steps: string[]
  /** All that tools print. */
  output: string[]
  warnings: number
}

const HEADING = /^\[(.*)]$/
/** What a layer's line begins with. Tools indent theirs, or say more. */
const STEP =
  /^(?: - The |(?:Using|Installing|Discarding) (?:cached )?(?:Python|pip|Poetry|uv|virtual environment)\b|Creating virtual environment$|Running '|Skipping automatic|script \(or|application\.|feature isn't enabled|No Python version specified)/

/** The advice after the line of a default version, in the buildpack's words and in ours. */
const ADVICE =
  /^(?:We recommend setting an explicit version|a '\.python-version' file, containing|A \.python-version file in the root|that stays the same when this default)/

export function readFirLog(outcome: Outcome, env: Readonly<Record<string, string>>): FirLog {
  const found: FirLog = {output: [], steps: [], warnings: 0}
  let block: Block = null
  for (const line of maskedLog(outcome, env).split('\n')) {
    const heading = HEADING.exec(line)?.[1]
    block = nextBlock(block, line, heading)
    if (heading?.startsWith('Warning:')) found.warnings++
    if (line.trim() === '' || ADVICE.test(line) || line === 'Details:' || (block !== null && block !== 'details')) continue
    if (heading !== undefined || STEP.test(line)) found.steps.push(line)
    else if (!NOT_COMPARED.test(line)) found.output.push(neutral(line))
  }

  return found
}

/** A log without folders and values of config vars. */
function maskedLog({log, places}: Outcome, env: Readonly<Record<string, string>>): string {
  let text = withNames(plain(log), places)
  for (const [name, value] of Object.entries(env)) {
    text = text.replaceAll(new RegExp(`\\b${name}=.*`, 'g'), `${name}=****`)
    for (const line of value.split('\n')) if (line.trim().length > 2) text = text.replaceAll(line.trim(), '****')
  }

  return text
}

/** `details`: what a program printed, within an error. */
type Block = 'details' | 'error' | 'warning' | null

function nextBlock(block: Block, line: string, heading: string | undefined): Block {
  if (heading !== undefined) return blockOf(heading)
  if (block === 'error' && line === 'Details:') return 'details'
  return block === 'details' && line.startsWith('This indicates ') ? 'error' : block
}

function blockOf(heading: string): 'error' | 'warning' | null {
  if (heading.startsWith('Error:')) return 'error'
  return heading.startsWith('Warning:') ? 'warning' : null
}

/**
 * What pip says to root, which the comparison needs to be; the line before the platform's own error, where no buildpack takes the
 * app; and of what `env` shows, the variables that one of the two builds has alone: the lifecycle's, and where our tools are.
 */
const NOT_COMPARED =
  /WARNING: Running pip as the 'root' user|^No supported Python package manager files found|^\s+'?(?:CNB_\w+|GIT_SSH_COMMAND|GIT_TERMINAL_PROMPT|HEROKU_PYTHON_BUILD|LOCPATH|PIP_CONFIG_FILE|TMPDIR)'?[:=]|^\s+'IdentityFile=/
