import type {PackageManager} from '../../buildpack/release.js'
import {type HookScript, isShellScript} from './hook-lines.js'

interface PipCall {
  line: number
  /** The build stops at it, whatever the rest of the script does. */
  stops: boolean
}

const PIP = String.raw`(?:pip3?|python3?\s+-m\s+pip)\s+\w`
const AT_A_COMMAND = new RegExp(String.raw`(?:^|[;&|(]|\b(?:do|else|exec|then)\b)\s*${PIP}`)
const WHOLE_LINE = new RegExp(`^${PIP}[^|;&]*$`)

/** Ways to get pip where there is none. */
const BRINGS_PIP = /\bensurepip\b|get-pip\.py|\bapt(?:-get)?\s+install\b/

/**
 * Where a hook runs pip though it isn't installed: before Python is, or beside another package manager.
 *
 * Source: lib/pipenv.sh, lib/poetry.sh and lib/uv.sh of the classic buildpack, none of which leaves a pip behind, and
 * heroku/base-images, none of which has one.
 */
export function pipCall(script: HookScript, manager: PackageManager | null): PipCall | undefined {
  const isThere = script.hook === 'bin/post_compile' && (manager === 'pip' || manager === null)
  if (isThere || !isShellScript(script) || BRINGS_PIP.test(script.text)) return undefined
  const lines = script.text.split(/\r?\n/)
  const at = lines.findIndex((line) => AT_A_COMMAND.test(line.replace(/^\s*#.*$/, '')))
  if (at === -1) return undefined
  const isLast = lines.slice(at + 1).every((line) => /^\s*(?:#|$)/.test(line))
  return {line: at + 1, stops: WHOLE_LINE.test(lines[at]!) && (isLast || stopsAtFailures(script, lines.slice(0, at)))}
}

function stopsAtFailures({shebang}: HookScript, before: readonly string[]): boolean {
  return /^-\w*e/.test(shebang?.options ?? '') || before.some((line) => /^set\s+(?:-\w*e|-o\s+errexit)/.test(line))
}
