import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {format} from 'node:util'

import {describe} from '../running-copy.js'
import {BIN, cliFolders} from './folders.js'
import {type Parsed, parseLight} from './parse.js'

/** What the commands read of oclif's Config. */
export interface LightConfig {
  bin: string
  cacheDir: string
  dataDir: string
  version: string
}

/** What of a command's class its runs are made by. */
interface LightClass {
  args: Readonly<Record<string, object>>
  baseFlags: Readonly<Record<string, object>>
  flags: Readonly<Record<string, object>>
  enableJsonFlag: boolean
  id: string
}

export function lightConfig(): LightConfig {
  return {
    bin: BIN,
    ...cliFolders(process.env, process.platform),
    get version() {
      return String(describe(fileURLToPath(import.meta.url), 'heroku-python')?.version)
    },
  }
}

/** oclif's own `--json`. */
const JSON_FLAG = {json: {allowNo: false, parse: async (input: unknown) => input, type: 'boolean'}}

/** Every flag of a command. */
export function allFlags({baseFlags, enableJsonFlag, flags}: Pick<LightClass, 'baseFlags' | 'enableJsonFlag' | 'flags'>) {
  return {...(enableJsonFlag && JSON_FLAG), ...baseFlags, ...flags}
}

/**
 * The base of the commands in a run without oclif: what they use of oclif's Command, with the same behavior. Such a run was
 * parsed once already (src/start/), so nothing is refused here.
 */
export class LightCommand {
  static args = {}
  static baseFlags = {}
  static enableJsonFlag = false
  static flags = {}
  static id = ''

  constructor(
    public argv: string[],
    readonly config: LightConfig,
  ) {}

  get ctor(): LightClass {
    return this.constructor as unknown as LightClass
  }

  get id(): string {
    return this.ctor.id
  }

  async init(): Promise<void> {}

  async run(): Promise<unknown> {
    return undefined
  }

  protected async catch(error: Error): Promise<void> {
    throw error
  }

  async parse(): Promise<Parsed> {
    const parsed = await parseLight(this.argv, {args: this.ctor.args, flags: allFlags(this.ctor)})
    if (parsed === undefined) throw new Error('only what was parsed already is run without oclif')
    return parsed
  }

  jsonEnabled(): boolean {
    return this.ctor.enableJsonFlag && this.argv.includes('--json')
  }

  log(message = '', ...args: unknown[]): void {
    if (!this.jsonEnabled()) lightUx.stdout(message, ...args)
  }

  logToStderr(message = '', ...args: unknown[]): void {
    if (!this.jsonEnabled()) lightUx.stderr(message, ...args)
  }

  logJson(json: unknown): void {
    lightUx.stdout(JSON.stringify(json))
  }

  warn(input: Error | string): Error | string {
    // A warning is drawn by oclif itself: rare enough to load that for it.
    if (!this.jsonEnabled()) requireErrors().warn(input)
    return input
  }

  exit(code = 0): never {
    throw Object.assign(new Error(`EEXIT: ${code}`), {code: 'EEXIT', oclif: {exit: code}})
  }

  /** As oclif's `_run`. */
  async runLight(): Promise<void> {
    let result: unknown
    try {
      await this.init()
      result = await this.run()
    } catch (error) {
      await this.catch(error as Error)
    }

    if (result && this.jsonEnabled()) this.logJson(result)
  }
}

/** oclif's `ux`, as far as the commands use it in such a run. */
export const lightUx = {
  stderr: (text: string, ...args: unknown[]) => console.error(format(text, ...args)),
  stdout: (text: string, ...args: unknown[]) => console.log(format(text, ...args)),
}

function requireErrors(): {warn(input: Error | string): void} {
  return createRequire(import.meta.url)('@oclif/core/errors') as {warn(input: Error | string): void}
}
