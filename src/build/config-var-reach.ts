import type {PackageManager} from '../buildpack/release.js'
import type {ConfigVarReach} from './build-plan.js'

/** Config vars that would break the build's own programs. Source: vendor/buildpack-stdlib_v8.sh, `_env_blacklist`. */
const BLOCKED = new Set(['CPATH', 'CPPATH', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'LIBRARY_PATH', 'PATH', 'PYTHONHOME'])

/** The names that reach a step, by name. */
export function reachingNames(names: Iterable<string>, reach: ConfigVarReach): string[] {
  return [...names].filter((name) => reaches(name, reach)).sort()
}

function reaches(name: string, reach: ConfigVarReach): boolean {
  switch (reach) {
    case 'all':
      return true

    case 'all-but-blocked':
      return !BLOCKED.has(name)

    case 'none':
      return false

    default:
      return reach.only.includes(name)
  }
}

const PIP_SEES: ConfigVarReach = {only: ['PIP_EXTRA_INDEX_URL']}

/** What the package managers see of the config vars. Sources: lib/pip.sh and its siblings. */
export const DEPENDENCIES_SEE: Record<PackageManager, ConfigVarReach> = {
  pip: PIP_SEES,
  pipenv: PIP_SEES,
  poetry: 'none',
  uv: 'none',
}
