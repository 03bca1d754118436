import type {Glyphs} from './glyphs.js'

import {cut} from './width.js'

/** A sign of life while something is awaited: a line on stderr that is written over, with the seconds. */
export interface Spinner {
  /** What is being done now. */
  say(text: string): void
  /** Takes the line away, until it is drawn again: something else is about to be printed. */
  hide(): void
  /** Something else has the terminal for itself, such as a question. */
  pause<Result>(action: () => Promise<Result>): Promise<Result>
  end(): void
}

export interface SpinnerOptions {
  clock: {monotonic(): number; repeat(milliseconds: number, tick: () => void): () => void}
  dim(text: string): string
  glyphs: Pick<Glyphs, 'ellipsis' | 'spinner'>
}

const REDRAW_MS = 100
/** What is over sooner needs no sign of life. */
const DELAY_MS = 200
const CLEAR = '\r\u001B[K'

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '')
}

/** @param stream a terminal, or nothing may be written over */
export function showSpinner(
  text: string,
  stream: Pick<NodeJS.WriteStream, 'columns' | 'write'>,
  {clock, dim, glyphs}: SpinnerOptions,
): Spinner {
  let current = text
  let isDrawn = false
  let isPaused = false
  let frame = 0
  let start = clock.monotonic()
  const draw = () => {
    const elapsed = clock.monotonic() - start
    if (isPaused || elapsed < DELAY_MS) return
    const sign = glyphs.spinner[frame++ % glyphs.spinner.length]!
    const time = elapsed < 1000 ? '' : `  ${Math.floor(elapsed / 1000)} s`
    const room = Math.max(10, (stream.columns ?? 80) - 1) - time.length
    stream.write(`${CLEAR}${cut(`${sign} ${current}`, room, glyphs.ellipsis)}${dim(time)}`)
    isDrawn = true
  }

  const hide = () => {
    if (isDrawn) stream.write(CLEAR)
    isDrawn = false
  }

  const stop = clock.repeat(REDRAW_MS, draw)
  return {
    end() {
      stop()
      hide()
    },
    hide,
    async pause(action) {
      hide()
      isPaused = true
      try {
        return await action()
      } finally {
        isPaused = false
      }
    },
    say(next) {
      // Seconds are of what is told; a count that goes on is the same thing.
      const isSame = withoutNumbers(next) === withoutNumbers(current)
      if (!isSame && isDrawn) start = clock.monotonic() - DELAY_MS
      current = next
    },
  }
}
