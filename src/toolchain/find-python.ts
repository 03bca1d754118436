import type {FileSystem} from '../system/file-system.js'
import type {Processes} from '../system/processes.js'

import type {Interpreter} from './interpreters/interpreter.js'

import {findInterpreters} from './interpreters/find.js'
import {ownPythons} from './interpreters/places.js'
import {majorOf} from '../buildpack/version-number.js'

/** A Python that runs a tool: of no matter where it comes from. */
export type ToolPython = Pick<Interpreter, 'program' | 'version'>

interface Search {
  env: NodeJS.ProcessEnv
  files: FileSystem
  platform: NodeJS.Platform
  processes: Processes
  /** Where programs are started: a folder of ours, so that nothing of the app's is taken for a module. */
  cwd: string
  /** That of the plugin, where interpreters of our own may be. */
  cacheFolder?: string
}

/** The oldest that the tools themselves run on. */
const OLDEST_MINOR = 9

/**
 * A CPython 3 of this machine that can make virtual environments: the newest of the wanted version (`N.N`) if there is one.
 *
 * @param strict no other version will do; else it is the newest of all
 */
export async function findPython(wanted: string, strict: boolean, search: Search): Promise<ToolPython | undefined> {
  const machine = {...search, ownFolder: search.cacheFolder === undefined ? null : ownPythons(search.cacheFolder)}
  const find = async (version?: string) => {
    const able = (await findInterpreters(machine, version)).filter(({bundledPip, hasVenv}) => hasVenv && bundledPip !== null)
    return newest(
      able.filter((found) => isNewEnough(found.version) && (version === undefined || majorOf(found.version) === version)),
    )
  }

  return (await find(wanted)) ?? (strict ? undefined : find())
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number)
  return major === 3 && minor! >= OLDEST_MINOR
}

/** The first of equal ones. */
function newest(interpreters: readonly ToolPython[]): ToolPython | undefined {
  let best: ToolPython | undefined
  for (const one of interpreters) if (!best || one.version.localeCompare(best.version, 'en', {numeric: true}) > 0) best = one
  return best
}
