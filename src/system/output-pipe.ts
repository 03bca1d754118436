import {closeSync, constants, openSync} from 'node:fs'
import fs from 'node:fs/promises'
import {Socket} from 'node:net'
import os from 'node:os'
import path from 'node:path'

import {runProcess} from './run-process.js'

export interface OutputPipe {
  /** What a program writes into. Closed by `closeInput`, once the program has it. */
  input: number
  output: Socket
  closeInput(): void
  /** Both ends. */
  close(): void
}

/**
 * A pipe as a shell makes it. Node gives a program a socket, and no program can open that one by its name: `echo x > /dev/stderr` and
 * `tee /dev/stderr` would fail. Elsewhere than on Linux, such a name is what is open already.
 *
 * @returns undefined where there is no such pipe
 */
export async function openPipe(): Promise<OutputPipe | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'heroku-python-output-'))
    try {
      return await pipeIn(folder)
    } finally {
      await fs.rm(folder, {force: true, recursive: true})
    }
  } catch {
    return undefined
  }
}

/** Its name isn't needed once both ends are open. */
async function pipeIn(folder: string): Promise<OutputPipe | undefined> {
  const name = path.join(folder, 'output')
  const made = await runProcess('mkfifo', ['-m', '600', name], {cwd: folder})
  if (typeof made === 'string' || made.exitCode !== 0) return undefined
  // Without waiting for the other end.
  const reads = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK)
  let input: number
  try {
    input = openSync(name, constants.O_WRONLY)
  } catch (error) {
    closeSync(reads)
    throw error
  }

  const output = new Socket({fd: reads, readable: true, writable: false})
  const closeInput = () => closeSync(input)
  const close = () => {
    closeInput()
    output.destroy()
  }

  return {close, closeInput, input, output}
}
