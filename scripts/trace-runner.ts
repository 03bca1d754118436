/** Runs one command of the source, for scripts/trace-reads.ts: `python:` and what is in dist/ are left aside. */
import {Config} from '@oclif/core'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import BuildLocal from '../src/commands/python/build-local.js'
import Doctor from '../src/commands/python/doctor.js'
import MigrateBuildpack from '../src/commands/python/migrate-buildpack.js'
import Pin from '../src/commands/python/pin.js'

interface CommandClass {
  run(argv: string[], config: Config): Promise<unknown>
}

const COMMANDS: Record<string, CommandClass> = {
  'build-local': BuildLocal,
  doctor: Doctor,
  'migrate-buildpack': MigrateBuildpack,
  pin: Pin,
}

const [name, ...argv] = process.argv.slice(2)
const command = COMMANDS[name!]
if (!command) throw new Error(`There is no command ${name}.`)
const config = await Config.load({root: path.dirname(path.dirname(fileURLToPath(import.meta.url)))})
try {
  await command.run(argv, config)
} catch (error) {
  // oclif's way to end with a code.
  if (!(error instanceof Error && 'oclif' in error)) throw error
}
