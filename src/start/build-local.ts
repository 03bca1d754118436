import {withBootType} from '../cli/boot-flags.js'
import {BUILD_FLAGS} from '../cli/build-flags.js'
import {runLight} from './light-run.js'

export async function run(argv: readonly string[]): Promise<boolean> {
  const load = async () => import('../commands/python/build-local.js')
  return runLight({args: {}, flags: BUILD_FLAGS, id: 'python:build-local', load, prepare: withBootType}, argv)
}
