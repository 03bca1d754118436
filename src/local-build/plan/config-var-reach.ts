import type {PackageManager} from '../../buildpack/release.js'
import type {ConfigVarReach} from './build-plan.js'

import {HIDDEN_FROM_STEPS} from '../../buildpack/config-vars.js'
import {isKeptByShell} from '../../buildpack/emulation/shell-export.js'
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
      return !HIDDEN_FROM_STEPS.has(name) && !isKeptByShell(name) && /^[A-Za-z_]\w*$/.test(name)

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
