import {fileURLToPath} from 'node:url'

import {keepCompiled, requireKept} from './kept-code.js'

/** A command that our own bin runs itself, where it can. */
interface Runner {
  /** @returns false: it can't, and nothing was done */
  run(argv: readonly string[]): Promise<boolean>
}

/** The plugin's commands, each meant by its name alone too: `heroku-python doctor`. null: oclif runs it. */
const COMMANDS: Readonly<Record<string, (() => Promise<Runner>) | null>> = {
  'build-local': async () => import('./build-local.js'),
  doctor: async () => requireKept(fileURLToPath(new URL('doctor.cjs', import.meta.url))) as Runner,
  mcp: async () => import('./mcp.js'),
  // It is always about an app.
  'migrate-buildpack': null,
  pin: async () => import('./pin.js'),
}

/** Runs a command without oclif, if it can be run so. @returns the words for oclif, where it can't */
export async function start(argv: readonly string[]): Promise<string[] | undefined> {
  keepCompiled()
  const [word = '', ...rest] = argv
  const name = word.replace(/^python:/, '')
  if (!Object.hasOwn(COMMANDS, name)) return [...argv]
  const runner = await COMMANDS[name]?.()
  return runner && (await runner.run(rest)) ? undefined : [`python:${name}`, ...rest]
}
