import type {PackageManager} from '../../buildpack/release.js'
import type {ConfigVarReach} from './build-plan.js'

import {HANDED_TO_PIP, HIDDEN_FROM_STEPS} from '../../buildpack/config-vars.js'

/** The names that reach a step, by name. */
export function reachingNames(names: Iterable<string>, reach: ConfigVarReach): string[] {
  return [...names].filter((name) => reaches(name, reach)).sort()
}

function reaches(name: string, reach: ConfigVarReach): boolean {
  switch (reach) {
    case 'all':
      return true

    case 'all-but-blocked':
      return !HIDDEN_FROM_STEPS.has(name)

    case 'none':
      return false

    default:
      return reach.only.includes(name)
  }
}

const PIP_SEES: ConfigVarReach = {only: [HANDED_TO_PIP]}

/** What the package managers see of the config vars. Sources: lib/pip.sh and its siblings. */
export const DEPENDENCIES_SEE: Record<PackageManager, ConfigVarReach> = {
  pip: PIP_SEES,
  pipenv: PIP_SEES,
  poetry: 'none',
  uv: 'none',
}
