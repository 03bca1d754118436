import type {CheckContext} from '../check.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {packageManager} from '../facts.js'
import {type HookScript, isShellScript} from './hook-lines.js'
import {withoutPython} from './hook-program.js'

interface MissingCommand {
  name: 'pip' | 'python'
  line: number
  /** The build stops at it, whatever the rest of the script does. */
  stops: boolean
}

/** Each as an expression of its call. */
const CALLS: Record<MissingCommand['name'], string> = {
  pip: String.raw`(?:pip3?|python3?\s+-m\s+pip)\s+\w`,
  python: String.raw`python\s+[\w./-]`,
}

/** Ways to get either where there is none. */
const BRINGS_IT = /\bensurepip\b|get-pip\.py|\bapt(?:-get)?\s+install\b|\bpyenv\b|\buv\s+python\b|\bPATH=/

/**
 * Where a hook runs pip or Python though it isn't installed: before the build installs it, or, for pip, beside another
 * package manager.
 *
 * Source: lib/pipenv.sh, lib/poetry.sh and lib/uv.sh of the classic buildpack, none of which leaves a pip behind, and
 * heroku/base-images, none of which has one.
 */
export function missingCommand(script: HookScript, context: CheckContext): MissingCommand | undefined {
  if (!isShellScript(script) || BRINGS_IT.test(script.text)) return undefined
  const isFirst = script.hook === 'bin/pre_compile'
  const manager = packageManager(context)
  const pip =
    isFirst || (manager !== null && PACKAGE_MANAGERS[manager].classic.tool !== undefined) ? findCall(script, 'pip') : undefined
  if (pip || !isFirst) return pip
  const lacks = withoutPython(context)
  const python = lacks === undefined ? undefined : findCall(script, 'python')
  return python && {...python, stops: python.stops && lacks === 'yes'}
}

function findCall(script: HookScript, name: MissingCommand['name']): MissingCommand | undefined {
  const call = CALLS[name]
  const atACommand = new RegExp(String.raw`(?:^|[;&|(]|\b(?:do|else|exec|then)\b)\s*${call}`)
  const lines = script.text.split(/\r?\n/)
  const at = lines.findIndex((line) => atACommand.test(line.replace(/^\s*#.*$/, '')))
  if (at === -1) return undefined
  const isWholeLine = new RegExp(`^${call}[^|;&]*$`).test(lines[at]!)
  const isLast = lines.slice(at + 1).every((line) => /^\s*(?:#|$)/.test(line))
  return {line: at + 1, name, stops: isWholeLine && (isLast || stopsAtFailures(script, lines.slice(0, at)))}
}

function stopsAtFailures({shebang}: HookScript, before: readonly string[]): boolean {
  return /^-\w*e/.test(shebang?.options ?? '') || before.some((line) => /^set\s+(?:-\w*e|-o\s+errexit)/.test(line))
}
