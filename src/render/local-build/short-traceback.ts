/** `  File "/app/app.py", line 3, in <module>`, whatever a logger or a group of exceptions puts before it. */
const FRAME = /^(.*?)File "([^"]+)", line \d+/
/** Code that isn't the app's: of a package, of Python itself, or of its import system. */
const FOREIGN =
  /[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python3\.\d+[\\/]|[\\/](?:\.heroku[\\/]python|venv)[\\/]bin[\\/]|^<frozen /
const LEFT_OUT = '…'

interface Frame {
  isForeign: boolean
  lines: string[]
}

/**
 * A program's output whose tracebacks have the frames of the app, and the one where the exception came from. Those of packages between
 * them become a line with `…`: the app's own lines would be pushed out of the few that are shown.
 */
export function shortTracebacks(lines: readonly string[]): string[] {
  const short: string[] = []
  let frames: Frame[] = []
  const end = () => {
    short.push(...shortened(frames))
    frames = []
  }

  for (const line of lines) {
    const [, margin, file] = FRAME.exec(line) ?? []
    const last = frames.at(-1)
    if (margin !== undefined && file !== undefined) {
      // One of another depth is another traceback's.
      if (last && marginOf(last) !== margin) end()
      frames.push({isForeign: FOREIGN.test(file), lines: [line]})
    } else if (last && isPartOf(last, line)) last.lines.push(line)
    else {
      end()
      short.push(line)
    }
  }

  return [...short, ...shortened(frames)]
}

/** The code of a frame, and the marks under it, stand further to the right. */
function isPartOf(frame: Frame, line: string): boolean {
  const margin = marginOf(frame)
  return line.startsWith(margin) && /^\s/.test(line.slice(margin.length))
}

function marginOf({lines: [first = '']}: Frame): string {
  return FRAME.exec(first)?.[1] ?? ''
}

function shortened(frames: readonly Frame[]): string[] {
  return frames.flatMap(({isForeign, lines}, index) => {
    const isLeftOut = isForeign && index < frames.length - 1
    if (!isLeftOut) return lines
    const follows = index > 0 && frames[index - 1]!.isForeign
    return follows ? [] : [`${marginOf(frames[index]!)}${LEFT_OUT}`]
  })
}
