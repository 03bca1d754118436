import {DOCTOR_FLAGS} from '../cli/doctor-flags.js'
import {runLight} from './light-run.js'

/** With all that it needs, this is one file of dist/ (scripts/bundle.js): files are what a start consists of. */
export async function run(argv: readonly string[]): Promise<boolean> {
  const load = async () => import('../commands/python/doctor.js')
  return runLight({args: {}, flags: DOCTOR_FLAGS, id: 'python:doctor', load}, argv)
}
