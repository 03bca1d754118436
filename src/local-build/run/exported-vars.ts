import type {ConfigVarReach} from '../plan/build-plan.js'
import type {BuildRequest} from './build-request.js'

import {refusedByShell} from '../../buildpack/config-vars.js'
import {MASK} from '../../platform/secret.js'
import {reachingNames} from '../plan/config-var-reach.js'

type Vars = Pick<BuildRequest, 'configVars' | 'kind'>

/** The config vars that reach a step, with their values. Only for the environment of a program. */
export function exportedVars({configVars, kind}: Vars, reach: ConfigVarReach): Record<string, string> {
  const entries = reachingNames(configVars.keys(), reach).map((name) => {
    const value = configVars.get(name)!.reveal()
    // The classic buildpack reads each from a file, in a way that drops the line ends at its end.
    return [name, kind === 'classic' ? value.replace(/\n+$/, '') : value]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

/** Config vars that bash can't export, with what it says of them; the values that are part of it are masked. */
export function refusedVars({configVars}: Vars): {name: string; text: string}[] {
  return [...configVars.keys()].sort().flatMap((name) => {
    const refused = refusedByShell(name)
    if (refused === undefined) return []
    return [
      {name, text: refused === 'invalid' ? `export: \`${name}=${MASK}': not a valid identifier` : `${name}: readonly variable`},
    ]
  })
}
