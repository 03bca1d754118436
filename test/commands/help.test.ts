import {type Command, Config, Help} from '@oclif/core'
import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'

import {PROJECT} from '../support/heroku-cli.js'

const FOLDER = new URL('../../src/commands/python/', import.meta.url)

/** The help as a terminal of 80 columns shows it. */
async function helpOf(file: string): Promise<string> {
  const {default: command} = (await import(new URL(file, FOLDER).href)) as {default: typeof Command}
  const config = await Config.load({root: PROJECT})
  const {baseFlags, description, examples, summary, usage} = command
  const named = Object.entries({...baseFlags, ...command.flags}).map(([name, flag]) => [name, {...flag, name}])
  const flags = Object.fromEntries(named) as Command.Loadable['flags']
  const args = Object.fromEntries(Object.entries(command.args).map(([name, arg]) => [name, {...arg, name}]))
  const id = `python:${file.replace('.ts', '')}`
  const whole = {aliases: [], args, description, examples, flags, hiddenAliases: [], id, summary, usage}
  class Tested extends Help {
    text(): string {
      return this.formatCommand(whole as unknown as Command.Loadable)
    }
  }
  return new Tested(config, {maxWidth: 80, stripAnsi: true}).text()
}

describe('--help', () => {
  for (const file of readdirSync(FOLDER)) {
    it(`of ${file} reads right at 80 columns, and says what the exit codes mean`, async () => {
      const text = await helpOf(file)
      for (const line of text.split('\n')) assert.ok(line.length <= 80 || !line.trim().includes(' '), line)
      const usage = /USAGE\n([^]*?)\n\n/.exec(text)![1]!.split('\n')
      for (const line of usage) assert.match(line, /^ {2}\$ heroku python:/, `a line for each way to call it: ${line}`)
      assert.doesNotMatch(usage.join('\n'), /\s\]|\|\s*\||\[\s/)
      // A server has no result that could be bad.
      const bad = file === 'mcp.ts' ? '' : String.raw`[^]*\n\s+1 {2}\S`
      assert.match(text, new RegExp(String.raw`Exit codes:\n\s+0 {2}\S${bad}[^]*\n\s+2 {2}"Error:"`))
    })
  }
})
