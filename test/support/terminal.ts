import {type ChildProcess, spawn} from 'node:child_process'
import path from 'node:path'
import {stripVTControlCharacters} from 'node:util'

import {PROJECT} from './heroku-cli.js'
import {until} from './until.js'

export interface TerminalOptions {
  columns?: number
  rows?: number
  cwd?: string
  env?: Record<string, string | undefined>
}

/** A program on a terminal of its own, with a person who reads and types. */
export class Terminal {
  private output = ''
  private answered = 0
  private readonly ended: Promise<number>

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString()
      })
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => resolve(code ?? -1))
    })
  }

  /** A command of ours, from its source, in this process's environment without CI and NO_COLOR. */
  static command(name: string, argv: readonly string[], {columns = 80, rows = 24, cwd, env}: TerminalOptions = {}): Terminal {
    const file = path.join(PROJECT, `src/commands/python/${name}.ts`)
    const script = `const {default: Command} = await import(${JSON.stringify(file)}); await Command.run(${JSON.stringify(argv)}, {root: ${JSON.stringify(PROJECT)}})`
    const tsx = path.join(PROJECT, 'node_modules/tsx/dist/loader.mjs')
    const program = [process.execPath, '--import', tsx, '--input-type=module', '-e', script]
    const all: NodeJS.ProcessEnv = {
      ...process.env,
      CI: undefined,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      LANG: 'C.UTF-8',
      NO_COLOR: undefined,
      TERM: 'xterm-256color',
      ...env,
    }
    const onTerminal = path.join(PROJECT, 'test/support/on-terminal.py')
    return new Terminal(spawn('python3', [onTerminal, String(columns), String(rows), ...program], {cwd, env: all}))
  }

  /** All that was shown, without what colours it and moves the cursor. */
  get shown(): string {
    return stripVTControlCharacters(this.output).replaceAll('\r', '')
  }

  /** As it was written. */
  get raw(): string {
    return this.output
  }

  /** Types once the screen shows something new that the keys are the answer to. */
  async answer(question: RegExp, keys: string): Promise<void> {
    let failed = false
    this.ended
      .then(() => {
        failed = true
      })
      .catch(() => {})
    await until(() => failed || question.test(this.shown.slice(this.answered)))
    if (!question.test(this.shown.slice(this.answered))) throw new Error(`it ended without ${String(question)}:\n${this.shown}`)
    this.answered = this.shown.length
    this.type(keys)
  }

  type(keys: string): void {
    this.child.stdin!.write(keys)
  }

  /** Its exit code, once it is over. */
  async exit(): Promise<number> {
    return this.ended
  }
}
