import type {App} from '../platform/app.js'
import type {ToolPython} from './find-python.js'

import {ProblemError} from '../common/problem.js'
import {compileIndexes} from '../package-managers/pip/lock.js'
import {findPython} from './find-python.js'
import {installTool, type Tool, type ToolMachine} from './install-tool.js'
import {pipConfiguration} from './pip-configuration.js'
import {CLEAN_ENVIRONMENT, extraIndexOf} from './tool-environment.js'

/** uv, ready to ask the package index that pip uses on this machine. */
export interface Uv {
  tool: Tool
  /** That uv itself uses: it would look for one. */
  interpreter: ToolPython
  env: Record<string, string | undefined>
  /** The indexes that it is pointed at, as they are written. */
  indexes: readonly (string | undefined)[]
  /** What no message may show. */
  secrets: readonly (string | undefined)[]
}

/**
 * @param python the version (`N.N`) that its interpreter has, if this machine has that
 * @param version of uv
 * @throws ProblemError no-python, tool-not-installable, interrupted
 */
export async function openUv(
  {app, python, version}: {app: App | null; python: string; version: string},
  machine: ToolMachine,
): Promise<Uv> {
  await machine.files.makeFolder(machine.cacheFolder)
  const interpreter = await findPython(python, false, {...machine, cwd: machine.cacheFolder})
  if (!interpreter) throw new ProblemError({id: 'no-python', offline: machine.offline, tool: 'uv', version: null})
  const tool = await installTool('uv', version, interpreter, machine)
  const given = {...(await pipConfiguration(tool, machine)), ...machine.env}
  const extraIndex = extraIndexOf(app)
  const ofUv = compileIndexes(given, extraIndex)
  return {
    env: {...CLEAN_ENVIRONMENT, ...ofUv},
    indexes: [ofUv.UV_EXTRA_INDEX_URL, ofUv.UV_INDEX_URL, given.UV_DEFAULT_INDEX],
    interpreter,
    secrets: [extraIndex],
    tool,
  }
}
