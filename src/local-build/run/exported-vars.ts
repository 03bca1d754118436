import type {ConfigVarReach} from '../plan/build-plan.js'
import type {BuildRequest} from './build-request.js'

import {HIDDEN_FROM_STEPS} from '../../buildpack/config-vars.js'
import {type Shell, shellExport, shellLevelBelow, VALUE} from '../../buildpack/emulation/shell-export.js'
import {MASK} from '../../platform/secret.js'
import {reachingNames} from '../plan/config-var-reach.js'

type Vars = Pick<BuildRequest, 'configVars' | 'kind'>

/** The config vars that reach a step, with their values. Only for the environment of a program. */
export function exportedVars(vars: Vars, reach: ConfigVarReach): Record<string, string> {
  const names = reachingNames(vars.configVars.keys(), reach)
  return Object.fromEntries(names.map((name) => [name, valueOf(vars, name)]))
}

function valueOf({configVars, kind}: Vars, name: string): string {
  const value = configVars.get(name)!.reveal()
  // The classic buildpack reads each from a file, in a way that drops the line ends at its end.
  return kind === 'classic' ? value.replace(/\n+$/, '') : value
}

/** The shell that runs a step of the classic buildpack. */
export interface StepShell extends Omit<Shell, 'variable'> {
  /** What it has already. */
  env: Readonly<Record<string, string>>
  /** A subshell that becomes the program, and goes on after a command that fails. False: the script of collectstatic. */
  isSubshell: boolean
}

export interface ShellVars {
  /** Only for the environment of a program. */
  env: Record<string, string>
  /** What bash says, without values. */
  says: readonly string[]
  /** The config var at which the shell ends; null: it doesn't. */
  endsAt: string | null
}

/** In the order in which the buildpack exports them: that of `ls` in Heroku's locale. */
const {compare: inOrder} = new Intl.Collator('en-US')

/**
 * The config vars as the shell of a step exports them: some names are its own, and some values end it.
 * Source: vendor/buildpack-stdlib_v8.sh, `export_env`.
 */
export function varsOfShell(vars: Vars, shell: StepShell): ShellVars {
  const {isSubshell} = shell
  const env: Record<string, string> = {}
  const says: string[] = []
  const variable = (name: string) => env[name] ?? shell.env[name]
  for (const name of [...vars.configVars.keys()].sort(inOrder)) {
    if (HIDDEN_FROM_STEPS.has(name)) continue
    const exported = shellExport(name, valueOf(vars, name), {...shell, variable})
    if ('says' in exported && exported.says !== undefined) says.push(exported.says.replace(VALUE, MASK))
    if (exported.is === 'value') env[name] = exported.value
    if (
      exported.is === 'shell-ends' ||
      (exported.is === 'fails' && !isSubshell) ||
      (exported.is === 'function-ends' && isSubshell)
    )
      return {endsAt: name, env, says}
    if (exported.is === 'function-ends') break
  }

  if (isSubshell && env.SHLVL !== undefined) env.SHLVL = shellLevelBelow(env.SHLVL)
  return {endsAt: null, env, says}
}
