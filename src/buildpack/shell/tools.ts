import type {OwnFunction, Shell} from './shell.js'

import {describeEncoding} from '../emulation/file-command.js'
import {decode} from '../emulation/text.js'
import {BuildStops} from '../failure.js'
import {PIPFILE_LOCK_FILTER, queryPipfileLock} from '../pipfile-lock.js'
import {toolVersion} from '../release.js'
import {NotUnderstood} from '../not-understood.js'
import {extended, inUnits, regularExpression} from './patterns.js'

/** The stack image's version of a tool. */
function versionOf(tool: 'file' | 'jq', shell: Shell): string {
  return toolVersion(tool, shell.variables.text('STACK') ?? '')
}

/** `file --brief [--dereference] [--exclude NAME] FILE` */
export const file: OwnFunction = (args, shell) => {
  const names = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--exclude')
  const excluded = args.filter((_, index) => args[index - 1] === '--exclude')
  const others = args.filter((arg) => arg.startsWith('--') && !['--brief', '--dereference', '--exclude'].includes(arg))
  const bytes = names.length === 1 && others.length === 0 ? shell.files.bytes(shell.path(names[0]!)) : undefined
  // What else it would find in a text, its emulation doesn't know.
  const isPlain = bytes && !/^\s*["[{]/.test(decode(bytes))
  if (!bytes || (excluded.join(' ') !== 'json soft' && !isPlain)) throw new NotUnderstood(`file ${args.join(' ')}`)
  shell.streams.output.push(`${describeEncoding(bytes, versionOf('file', shell))}\n`)
  return 0
}

/** Of a Pipfile.lock, the version that it asks for. */
export const jq: OwnFunction = (args, shell) => {
  const [option, filter, name] = args
  if (args.length !== 3 || option !== '--raw-output' || filter !== PIPFILE_LOCK_FILTER)
    throw new NotUnderstood(`jq ${args.join(' ')}`)
  try {
    shell.streams.output.push(`${queryPipfileLock(shell.files.bytes(shell.path(name!)), versionOf('jq', shell))}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BuildStops)) throw error
    shell.streams.error.push(`${error.detail}\n`)
    return 5
  }
}

/** `find . -maxdepth 1 -type f -iregex PATTERN -printf '%P\n'` */
export const find: OwnFunction = (args, shell) => {
  const at = args.indexOf('-iregex')
  const pattern = args[at + 1] ?? ''
  const others = args.filter((_, index) => index !== at && index !== at + 1).join(' ')
  if (at === -1 || others !== String.raw`. -maxdepth 1 -type f -printf %P\n` || /[^\w\\./?*]/.test(pattern))
    throw new NotUnderstood(`find ${args.join(' ')}`)
  const expression = new RegExp(`^(?:${pattern})$`, 'i')
  for (const name of shell.files.rootFiles()) if (expression.test(`./${name}`)) shell.streams.output.push(`${name}\n`)
  return 0
}

interface SedCommand {
  pattern: string
  /** undefined: the line is deleted. */
  replacement?: string
  all: boolean
}

const SED_OPTIONS = new Set(['--regexp-extended', '--unbuffered', '-E'])

/** `sed --regexp-extended --expression 's/PATTERN/TEXT/g' --expression '/PATTERN/d' FILE` */
export const sed: OwnFunction = (args, shell) => {
  const scripts: SedCommand[] = []
  const names: string[] = []
  for (const [index, arg] of args.entries()) {
    if (args[index - 1] === '--expression' || args[index - 1] === '-e') scripts.push(sedCommand(arg))
    else if (!arg.startsWith('-')) names.push(arg)
    else if (!SED_OPTIONS.has(arg) && arg !== '--expression' && arg !== '-e') throw new NotUnderstood(`sed ${arg}`)
  }

  const isExtended = args.includes('--regexp-extended') || args.includes('-E')
  if (names.length !== 1 || !isExtended) throw new NotUnderstood(`sed ${args.join(' ')}`)
  const text = shell.files.read(shell.path(names[0]!))
  const ends = text.endsWith('\n')
  const lines = text === '' ? [] : text.slice(0, ends ? -1 : undefined).split('\n')
  const kept = lines.flatMap((line, index) => {
    const changed = edited(line, scripts, shell)
    return changed === undefined ? [] : [`${changed}${index === lines.length - 1 && !ends ? '' : '\n'}`]
  })
  shell.streams.output.push(kept.join(''))
  return 0
}

function sedCommand(text: string): SedCommand {
  const deleted = /^\/([^/]+)\/d$/.exec(text)
  if (deleted) return {all: false, pattern: deleted[1]!}
  const [, pattern, replacement, flag] = /^s\/([^/]+)\/([^/&\\]*)\/(g?)$/.exec(text) ?? []
  if (pattern === undefined || replacement === undefined) throw new NotUnderstood(`sed ${text}`)
  return {all: flag === 'g', pattern, replacement}
}

/** @returns undefined: it is deleted */
function edited(line: string, scripts: readonly SedCommand[], shell: Shell): string | undefined {
  const locale = shell.locale()
  let isDeleted = false
  const changed = inUnits(locale, line, (units, write) => {
    let text = units
    for (const {all, pattern, replacement} of scripts) {
      const expression = regularExpression(extended([{quoted: false, text: pattern}], locale, text), all ? 'g' : '')
      if (replacement !== undefined) text = text.replace(expression, () => write(replacement))
      else if (expression.test(text)) isDeleted = true
    }

    return text
  })
  return isDeleted ? undefined : changed
}
