import type {PackageManager} from '../../buildpack/release.js'
import type {ConfigVarReach} from './build-plan.js'

import {HIDDEN_FROM_STEPS, KEPT_BY_SHELL, refusedByShell} from '../../buildpack/config-vars.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'

/** The names that reach a step, by name. */
export function reachingNames(names: Iterable<string>, reach: ConfigVarReach): string[] {
  return [...names].filter((name) => reaches(name, reach)).sort()
}

function reaches(name: string, reach: ConfigVarReach): boolean {
  switch (reach) {
    case 'all':
      return true

    case 'all-but-blocked':
      return !HIDDEN_FROM_STEPS.has(name) && !KEPT_BY_SHELL.has(name) && refusedByShell(name) === undefined

    case 'none':
      return false

    default:
      return reach.only.includes(name)
  }
}

/** What a package manager sees of the config vars. */
export function dependenciesSee(manager: PackageManager): ConfigVarReach {
  const {sees} = PACKAGE_MANAGERS[manager].classic
  return sees.length === 0 ? 'none' : {only: sees}
}
