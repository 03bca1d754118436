import {isAvailable} from '../../platform/app.js'
import type {CheckContext} from '../check.js'
import type {HookScript} from './hook-lines.js'

/**
 * What every stack's build image has in /bin and /usr/bin, which are one folder.
 * Source: installed-packages-*.txt of heroku/base-images for heroku-22-build, heroku-24-build and heroku-26-build.
 */
const ON_THE_STACK: ReadonlySet<string> = new Set(['awk', 'bash', 'dash', 'make', 'mawk', 'perl', 'python3', 'rbash', 'sh'])

/** Programs that people name in a first line, and that only another buildpack brings. */
const NOT_ON_THE_STACK: ReadonlySet<string> = new Set([
  'bun',
  'csh',
  'deno',
  'fish',
  'ksh',
  'lua',
  'node',
  'nodejs',
  'php',
  'ruby',
  'tcsh',
  'zsh',
])

/** Where nothing of a stack image or a buildpack is, but much on a Mac. */
const ELSEWHERE = /^\/(?:home|opt|Users|usr\/local)\//

/** Whether the program that a hook's first line names is missing in the build: for sure, or where no buildpack brings it. */
export function missingProgram(script: HookScript, context: CheckContext): 'maybe' | 'yes' | undefined {
  const {shebang} = script
  if (!shebang) return undefined
  const name = shebang.program.split('/').at(-1)!
  if (!shebang.inPath && ELSEWHERE.test(shebang.program)) return 'yes'
  if (ON_THE_STACK.has(name)) return undefined
  if (name === 'python') return isFromTheBuild(script) ? undefined : withoutPython(context)
  if (!NOT_ON_THE_STACK.has(name)) return undefined
  return shebang.inPath && othersMayRun(context) ? 'maybe' : 'yes'
}

/**
 * Whether the stack lacks a program named `python`: heroku-22 has the package python-is-python3, later ones python3 alone.
 */
export function withoutPython({stack, stackIsKnown}: CheckContext): 'maybe' | 'yes' | undefined {
  if (!stackIsKnown) return 'maybe'
  return stack === 'heroku-22' ? undefined : 'yes'
}

/** Python is installed between the two hooks. */
function isFromTheBuild({hook, shebang}: HookScript): boolean {
  return hook === 'bin/post_compile' && (shebang!.inPath || shebang!.program.startsWith('/app/'))
}

function othersMayRun({app}: CheckContext): boolean {
  return !app || !isAvailable(app.buildpacks) || app.buildpacks.length > 1
}
