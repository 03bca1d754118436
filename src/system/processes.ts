import {execa} from 'execa'

export interface RunOptions {
  cwd: string
  /** Added to this process's environment; undefined removes a variable. */
  env?: Record<string, string | undefined>
  input?: string
  /** Output beyond this many bytes ends the child; what came before it is kept. Default: 512 MB. */
  limit?: number
  timeoutMs?: number
}

export interface Finished {
  /** undefined if it was ended by a signal, the limit or the time-out. */
  exitCode: number | undefined
  stdout: Uint8Array
  stderr: string
}

/** The program isn't there, or can't be run. */
export class CannotStart extends Error {}

export interface Processes {
  /**
   * Runs a program without a shell and waits for its end. A failing exit code is no error.
   *
   * @throws CannotStart
   */
  run(program: string, args: readonly string[], options: RunOptions): Promise<Finished>
}

export const realProcesses: Processes = {
  async run(program, args, {cwd, env = {}, input = '', limit = 512 * 1024 * 1024, timeoutMs}) {
    const result = await execa(program, [...args], {
      buffer: true,
      cwd,
      encoding: 'buffer',
      env,
      extendEnv: true,
      input,
      maxBuffer: {stderr: 1024 * 1024, stdout: limit},
      reject: false,
      stripFinalNewline: false,
      ...(timeoutMs === undefined ? {} : {timeout: timeoutMs}),
    })
    if (result.exitCode === undefined && !result.isTerminated && !result.isMaxBuffer && !result.timedOut) {
      throw new CannotStart(result.shortMessage)
    }

    return {exitCode: result.exitCode, stderr: Buffer.from(result.stderr).toString('utf8'), stdout: result.stdout}
  },
}
