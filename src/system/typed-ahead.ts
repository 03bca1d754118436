import {setImmediate as immediate} from 'node:timers/promises'

/** What of a stream a prompt reads its keys from. */
export interface KeySource extends NodeJS.ReadableStream {
  isTTY?: boolean
  setRawMode?(mode: boolean): unknown
}

const CTRL_C = 3
/** Turns of the event loop: what the terminal holds is read in the first after the stream began to flow. */
const TURNS = 3

/**
 * Throws away what was typed before a question was on the screen: it can't be its answer.
 *
 * @returns true if Ctrl-C was among it, which is an answer to every question
 */
export async function dropTypedAhead(input: KeySource): Promise<boolean> {
  if (!input.isTTY || !input.setRawMode) return false
  let isInterrupted = false
  const drop = (chunk: Buffer | string) => {
    isInterrupted ||= Buffer.from(chunk as string).includes(CTRL_C)
  }

  // Else the terminal would hand out whole lines only, and keep the rest for the question.
  input.setRawMode(true)
  input.on('data', drop)
  input.resume()
  for (let turn = 0; turn < TURNS; turn++) await immediate()
  input.pause()
  input.removeListener('data', drop)
  input.setRawMode(false)
  return isInterrupted
}
