import type {APIClient, Command, vars} from '@heroku-cli/command'
import type {Command as OclifCommandClass} from '@oclif/core/command'
import type {ux as Ux} from '@oclif/core/ux'

import {isLight} from './light/mode.js'
import {importRunningCopy} from './running-copy.js'

/** What the commands are made of, in the copies of the Heroku CLI that runs them. */
export interface Library {
  HerokuCommand: typeof Command
  OclifCommand: typeof OclifCommandClass
  ux: typeof Ux
  /** The API as the user of a command. */
  apiClientOf(command: Command): Promise<APIClient>
  /** Which hosts are Heroku's. */
  platformVars(): Promise<typeof vars>
}

/** Our own bin runs a command without any of it, where it can (src/start/). */
const library: Library = isLight() ? await import('./light/library.js') : await wholeLibrary()

export const {apiClientOf, HerokuCommand, OclifCommand, platformVars} = library
export const ux: Library['ux'] = library.ux

async function wholeLibrary(): Promise<Library> {
  const [heroku, command, terminal] = await Promise.all([
    importRunningCopy<typeof import('@heroku-cli/command')>('@heroku-cli/command', 13),
    importRunningCopy<typeof import('@oclif/core/command')>('@oclif/core/command', 4),
    importRunningCopy<typeof import('@oclif/core/ux')>('@oclif/core/ux', 4),
  ])
  return {
    // It is protected: a command's own.
    apiClientOf: async (owner) => (owner as unknown as {heroku: APIClient}).heroku,
    HerokuCommand: heroku.Command,
    OclifCommand: command.Command,
    platformVars: async () => heroku.vars,
    ux: terminal.ux,
  }
}
