import type {DynoSize} from '../../platform/dyno-sizes.js'
import type {Secret} from '../../platform/secret.js'

import {machineEnvironment} from '../run/environment.js'
import {DYNO_CORES, DYNO_MEMORY} from '../run/profile-text.js'

export interface DynoOptions {
  /** The machine's own environment, of which a dyno sees the network's settings alone. */
  env: NodeJS.ProcessEnv
  configVars: ReadonlyMap<string, Secret>
  /** The built app's. */
  folder: string
  port: number
  size: DynoSize
  /** For temporary files. */
  temporary: string
  type: string
}

/** What a dyno sets itself, whatever the config vars say. Source: devcenter.heroku.com/articles/dynos */
export const DYNO_VARIABLES = ['DYNO', 'HOME', 'PORT']

/** The environment in which a process type starts, before the profile scripts are read. Values are for a process alone. */
export function dynoEnvironment({configVars, env, folder, port, size, temporary, type}: DynoOptions): Record<string, string> {
  const values = [...configVars].map(([name, value]): [string, string] => [name, value.reveal()])
  return {
    ...machineEnvironment(env, 'linux'),
    TMPDIR: temporary,
    ...Object.fromEntries(values),
    DYNO: `${type}.1`,
    HOME: folder,
    PORT: String(port),
    PWD: folder,
    [DYNO_CORES]: String(size.cores),
    [DYNO_MEMORY]: String(size.memoryMegabytes),
  }
}
