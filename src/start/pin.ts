import {PIN_ARGS, PIN_FLAGS} from '../cli/pin-flags.js'
import {runLight} from './light-run.js'

export async function run(argv: readonly string[]): Promise<boolean> {
  const load = async () => import('../commands/python/pin.js')
  return runLight({args: PIN_ARGS, flags: PIN_FLAGS, id: 'python:pin', load}, argv)
}
