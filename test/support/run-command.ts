import {Config} from '@oclif/core'
import {captureOutput} from '@oclif/test'

import {PythonCommand} from '../../src/cli/base-command.js'
import {PROJECT} from './heroku-cli.js'
import {assertPrinted} from './json-schema.js'

export interface CommandResult {
  exitCode: number
  stdout: string
  stderr: string
}

interface CommandClass {
  name: string
  run(argv: string[], config: Config): Promise<unknown>
}

let loaded: Promise<Config> | undefined

/**
 * Runs a command's class in this process, with what it prints and the exit code that it leaves. The environment of the
 * process is put back afterwards. What it prints as JSON must be of the promised form.
 *
 * @param env variables to set; undefined removes one
 */
export async function runCommand(
  command: CommandClass,
  argv: string[],
  env: Record<string, string | undefined> = {},
): Promise<CommandResult> {
  const config = await (loaded ??= Config.load({root: PROJECT}))
  const before = {...process.env}
  const exitCode = process.exitCode
  process.exitCode = undefined
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }

  try {
    const {error, stderr, stdout} = await captureOutput(async () => command.run(argv, config), {print: false, stripAnsi: false})
    const code = (error as {oclif?: {exit?: number}} | undefined)?.oclif?.exit
    if (error && code === undefined) throw error
    const result = {exitCode: code ?? Number(process.exitCode ?? 0), stderr, stdout}
    assertPrinted(nameOf(command), argv, result)
    return result
  } finally {
    process.exitCode = exitCode
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** `build-local` of the class BuildLocal, or of one that a test derives from it. */
function nameOf(command: CommandClass): string {
  const parent = Object.getPrototypeOf(command) as CommandClass
  if (parent === PythonCommand) return command.name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  return nameOf(parent)
}
