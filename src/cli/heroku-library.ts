import {importRunningCopy} from './running-copy.js'

/** What the commands are made of, in the copies of the Heroku CLI that runs them. */

type Library = typeof import('@heroku-cli/command')

const [library, command, flags, args, terminal] = await Promise.all([
  importRunningCopy<Library>('@heroku-cli/command', 13),
  importRunningCopy<typeof import('@oclif/core/command')>('@oclif/core/command', 4),
  importRunningCopy<typeof import('@oclif/core/flags')>('@oclif/core/flags', 4),
  importRunningCopy<typeof import('@oclif/core/args')>('@oclif/core/args', 4),
  importRunningCopy<typeof import('@oclif/core/ux')>('@oclif/core/ux', 4),
])

export const {Command: HerokuCommand, vars} = library
export const {Command: OclifCommand} = command
export const ux: (typeof terminal)['ux'] = terminal.ux
export {args as Args, flags as Flags}
