import type {Build} from './build.js'

import {errorCode} from '../../system/file-system.js'
import {BuildFailed} from '../plan/failure.js'

/** A file of the app, or a link to nothing, is where a folder has to be. */
const IN_THE_WAY = new Set(['EEXIST', 'ENOENT', 'ENOTDIR'])

/**
 * Makes a folder of the build folder.
 *
 * @param command of the buildpack, as bin/compile says it of one that fails without a reason (lib/utils.sh, `err_trap`)
 * @param wanted the folder that the command makes
 * @throws BuildFailed with the words of `mkdir`, as the buildpack ends there
 */
export async function makeFolder(build: Build, folder: string, command: string, wanted = folder): Promise<void> {
  try {
    await build.machine.system.files.makeFolder(build.at(folder))
  } catch (error) {
    if (!IN_THE_WAY.has(errorCode(error))) throw error
    await build.run({argv: ['mkdir', '-p', build.at(wanted)], env: {}}, {filter: (line) => build.line(withoutFolder(line))})
    const because = `The app has a file called ${folder}, where the build needs a folder. Rename or delete it.`
    throw new BuildFailed('internal-error::unhandled', command, [because])
  }
}

/** What a program says, as if it had been called by its name alone. */
export function withoutFolder(line: string): string {
  return line.replace(/^\/\S*\/(?=[\w.-]+: )/, '')
}
