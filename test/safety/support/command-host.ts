import BuildLocal from '../../../src/commands/python/build-local.js'
import Doctor from '../../../src/commands/python/doctor.js'
import MigrateBuildpack from '../../../src/commands/python/migrate-buildpack.js'
import Pin from '../../../src/commands/python/pin.js'
import {runCommand} from '../../support/run-command.js'
import type {HostAnswer, HostRequest} from './command-process.js'

/** As the command, but a call that hangs is given up sooner. */
class Migrate extends MigrateBuildpack {
  protected override readonly timeLimit = 2000

  protected override async wait(): Promise<void> {}
}

const COMMANDS = {'build-local': BuildLocal, doctor: Doctor, 'migrate-buildpack': Migrate, pin: Pin}

/** Runs commands for another process, one after the other. */
process.on('message', ({argv, command, cwd, env}: HostRequest) => {
  process.chdir(cwd)
  runCommand(COMMANDS[command], argv, env)
    .then((result): HostAnswer => ({result}))
    .catch((error: unknown): HostAnswer => ({crash: error instanceof Error ? (error.stack ?? error.message) : String(error)}))
    .then((answer) => process.send!(answer))
    .catch(() => process.exit(1))
})
