import type {Definitions} from '../cli/light/parse.js'
import type {LightCommand, LightConfig} from '../cli/light/command.js'

import {BASE_FLAGS} from '../cli/app-flags.js'
import {allFlags, lightConfig} from '../cli/light/command.js'
import {goLight} from '../cli/light/mode.js'
import {parseLight} from '../cli/light/parse.js'

/** A command that can do without oclif. Its flags and its class are loaded only when it is meant. */
interface LightEntry {
  definitions(): Promise<Definitions>
  load(): Promise<{default: unknown}>
  /** What the command makes of its words before they are parsed. */
  prepare?(argv: readonly string[]): Promise<string[]>
}

const LIGHT: Readonly<Record<string, LightEntry>> = {
  'build-local': {
    definitions: async () => ({args: {}, flags: (await import('../cli/build-flags.js')).BUILD_FLAGS}),
    load: async () => import('../commands/python/build-local.js'),
    prepare: async (argv) => (await import('../cli/boot-flags.js')).withBootType(argv),
  },
  doctor: {
    definitions: async () => ({args: {}, flags: (await import('../cli/doctor-flags.js')).DOCTOR_FLAGS}),
    load: async () => import('../commands/python/doctor.js'),
  },
  pin: {
    async definitions() {
      const {PIN_ARGS, PIN_FLAGS} = await import('../cli/pin-flags.js')
      return {args: PIN_ARGS, flags: PIN_FLAGS}
    },
    load: async () => import('../commands/python/pin.js'),
  },
}

/** The plugin's commands, of which each is also meant by its name alone: `heroku-python doctor`. */
const COMMANDS = new Set([...Object.keys(LIGHT), 'migrate-buildpack'])

/** Flags that name an app: it takes the Heroku CLI's library anyway. */
const OF_APPS = ['all', 'app', 'remote', 'team'] as const

/** Variables with which oclif does something that a run without it wouldn't. */
const OF_OCLIF = ['DEBUG', 'HEROKU_CONTENT_TYPE'] as const

/**
 * Runs a command without oclif and the Heroku CLI's library, which take most of a start, if it can be run so.
 *
 * @returns the words for oclif, where it can't: it needs an app, help is asked for, or there is an error to tell
 */
export async function start(argv: readonly string[]): Promise<string[] | undefined> {
  const [word = '', ...rest] = argv
  const name = word.replace(/^python:/, '')
  if (!COMMANDS.has(name)) return [...argv]
  const whole = [`python:${name}`, ...rest]
  const entry = Object.hasOwn(LIGHT, name) ? LIGHT[name] : undefined
  if (!entry || OF_OCLIF.some((variable) => process.env[variable])) return whole
  const {args, flags} = await entry.definitions()
  const words = (await entry.prepare?.(rest)) ?? rest
  const parsed = await parseLight(words, {args, flags: allFlags({baseFlags: BASE_FLAGS, enableJsonFlag: true, flags})})
  if (parsed === undefined || needsApp(parsed.flags)) return whole
  goLight()
  await run(whole[0]!, rest, entry)
  return undefined
}

function needsApp(flags: Readonly<Record<string, unknown>>): boolean {
  return OF_APPS.some((name) => flags[name] !== undefined) || (Boolean(process.env.HEROKU_APP) && flags.offline !== true)
}

type LightClass = {id: string} & (new (argv: string[], config: LightConfig) => LightCommand)

async function run(id: string, argv: string[], {load}: LightEntry): Promise<void> {
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
