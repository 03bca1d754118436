import type {Definitions} from '../cli/light/parse.js'
import type {LightCommand, LightConfig} from '../cli/light/command.js'

import {BASE_FLAGS} from '../cli/app-flags.js'
import {allFlags, lightConfig} from '../cli/light/command.js'
import {goLight} from '../cli/light/mode.js'
import {parseLight} from '../cli/light/parse.js'

/** A command that can do without oclif. Its class is loaded only when it is known that it can. */
export interface LightEntry extends Definitions {
  /** `python:doctor` */
  id: string
  load(): Promise<{default: unknown}>
  /** What the command makes of its words before they are parsed. */
  prepare?(argv: readonly string[]): readonly string[]
}

/** Flags that name an app: it takes the Heroku CLI's library anyway. */
const OF_APPS = ['all', 'app', 'remote', 'team'] as const

/** Variables with which oclif does something that a run without it wouldn't. */
const OF_OCLIF = ['DEBUG', 'HEROKU_CONTENT_TYPE'] as const

/**
 * Runs a command without oclif and the Heroku CLI's library, which take most of a start.
 *
 * @returns false, and nothing was done, where it can't: it needs an app, help is asked for, or there is an error to tell
 */
export async function runLight(entry: LightEntry, argv: readonly string[]): Promise<boolean> {
  if (OF_OCLIF.some((variable) => process.env[variable])) return false
  const {args, flags, prepare = same} = entry
  const parsed = await parseLight(prepare(argv), {
    args,
    flags: allFlags({baseFlags: BASE_FLAGS, enableJsonFlag: true, flags}),
  })
  if (parsed === undefined || needsApp(parsed.flags)) return false
  goLight()
  await run(entry, [...argv])
  return true
}

const same = (argv: readonly string[]) => argv

function needsApp(flags: Readonly<Record<string, unknown>>): boolean {
  return OF_APPS.some((name) => flags[name] !== undefined) || (Boolean(process.env.HEROKU_APP) && flags.offline !== true)
}

type LightClass = (new (argv: string[], config: LightConfig) => LightCommand) & {id: string}

async function run({id, load}: LightEntry, argv: string[]): Promise<void> {
  process.stdout.on('error', passOverClosedPipe)
  const Command = (await load()).default as LightClass
  Command.id = id
  try {
    await new Command(argv, lightConfig()).runLight()
  } catch (error) {
    const {code, oclif} = error as {code?: unknown; oclif?: {exit?: number}}
    if (code !== 'EEXIT') throw error
    process.exitCode = oclif?.exit ?? 0
  }
}

/** Whoever reads us may have read enough, as `head` has. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
