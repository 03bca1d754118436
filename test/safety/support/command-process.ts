import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'

import {PROJECT} from '../../support/heroku-cli.js'
import type {CommandResult} from '../../support/run-command.js'

export type Command = 'build-local' | 'doctor' | 'migrate-buildpack' | 'pin'

export interface HostRequest {
  command: Command
  argv: string[]
  cwd: string
  env: Record<string, string | undefined>
}

export type HostAnswer = {crash: string} | {result: CommandResult}

const HOST = fileURLToPath(new URL('command-host.ts', import.meta.url))

/**
 * A process in which the commands run, one after the other: so that a home folder and DEBUG are there from its start, and
 * it is not begun anew for each.
 */
export class CommandProcess {
  /** What was printed past the commands, by whatever library. */
  output = ''
  readonly #child: ChildProcess

  /** @param env the whole environment, but for PATH and the like */
  constructor(env: NodeJS.ProcessEnv) {
    this.#child = fork(HOST, {cwd: PROJECT, env, execArgv: ['--import', 'tsx'], stdio: ['ignore', 'pipe', 'pipe', 'ipc']})
    for (const stream of [this.#child.stdout!, this.#child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString()
      })
  }

  /** With the user's folders in one home, and no newer buildpack data to be had. */
  static inHome(home: string, env: NodeJS.ProcessEnv): CommandProcess {
    return new CommandProcess({
      ...process.env,
      ...env,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      HOME: home,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_DATA_HOME: `${home}/data`,
    })
  }

  get pid(): number {
    return this.#child.pid!
  }

  async run(
    command: Command,
    argv: string[],
    {cwd = PROJECT, env = {}}: Partial<Pick<HostRequest, 'cwd' | 'env'>> = {},
  ): Promise<CommandResult> {
    const done = new AbortController()
    const {signal} = done
    const ended = once(this.#child, 'exit', {signal}).then(() => {
      throw new Error(`the process ended: ${this.output}`)
    })
    const answered = once(this.#child, 'message', {signal})
    this.#child.send({argv, command, cwd, env} satisfies HostRequest)
    const [answer] = (await Promise.race([answered, ended]).finally(() => {
      ended.catch(() => {})
      done.abort()
    })) as [HostAnswer]
    if ('crash' in answer) throw new Error(answer.crash)
    return answer.result
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill()
    await exit
  }
}
