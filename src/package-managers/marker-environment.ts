import type {Architecture} from '../packaging/architecture.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {BuildpackKind} from './names.js'

import {majorOf} from '../packaging/python-version.js'

/**
 * What PEP 508's variables are on Heroku. A dyno's kernel can't be known.
 *
 * @param python `N.N.N`; null: not known
 * @param architecture of the app's machines; left out: on Fir it isn't known
 */
export function markerEnvironment(kind: BuildpackKind, python: string | null, architecture?: Architecture): MarkerEnvironment {
  return {
    extra: '',
    implementation_name: 'cpython',
    implementation_version: python ?? undefined,
    os_name: 'posix',
    platform_machine: kind === 'classic' ? 'x86_64' : architecture,
    platform_python_implementation: 'CPython',
    platform_system: 'Linux',
    python_full_version: python ?? undefined,
    python_version: python === null ? undefined : majorOf(python),
    sys_platform: 'linux',
  }
}
