import type {ListrContext, ListrRenderer, ListrRendererFactory, ListrTaskObject} from 'listr2'

import type {Glyphs} from '../terminal/glyphs.js'
import type {Style} from '../terminal/style.js'

import {duration, SHORTEST_TIME} from '../terminal/numbers.js'
import {printableLine} from '../terminal/printable.js'
import {cut, widthOf} from '../terminal/width.js'

/** What of a terminal the screen needs. */
export interface Terminal {
  columns?: number
  rows?: number
  write(text: string): unknown
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

export interface LiveOptions {
  glyphs: Glyphs
  /** That tells how long a step has taken, and when to draw again. */
  clock: {repeat(milliseconds: number, tick: () => void): () => void; monotonic(): number}
  style: Style
  terminal: Terminal
}

/** What the renderer is told by the tasks. */
export interface RendererOptions extends LiveOptions {
  /** How long a task took, by its id; undefined where it was interrupted. */
  secondsOf?(id: string): number | undefined
}

type Task = ListrTaskObject<ListrContext, ListrRendererFactory, ListrRendererFactory>

/** A line that is drawn: what is measured, and what marks it. */
interface Line {
  text: string
  mark(text: string): string
}

const REDRAW_MS = 100
/** How many of the running task's last lines are shown. */
const SHOWN_LINES = 5

/** Keeps a line of a task's output, fit for a terminal, and forgets those that are no longer shown. */
export function keepLine(lines: string[], line: string): void {
  lines.push(printableLine(line.replaceAll('\t', '    ')))
  lines.splice(0, lines.length - SHOWN_LINES)
}

const HIDE_CURSOR = '\u001B[?25l'
const SHOW_CURSOR = '\u001B[?25h'
const ERASE_LINE = '\u001B[K'
const ERASE_BELOW = '\u001B[J'

/**
 * listr2's tasks on a terminal. A task that ended is written once, and stays; only the running one, with its last lines of
 * output, is drawn over and over. So there are never more rows to go back than the screen has, and after a change of its
 * width no more than those are to be found again. (listr2's own renderer draws the whole list each time, at each line of
 * output.)
 */
export class LiveRenderer implements ListrRenderer {
  static nonTTY = true
  static rendererOptions: RendererOptions
  static rendererTaskOptions: never
  private ended = 0
  private drawn: readonly Line[] = []
  private frame = 0
  private readonly startedAt = new Map<string, number>()
  private stopTimer = () => {}

  constructor(
    private readonly tasks: Task[],
    private readonly options: RendererOptions,
  ) {}

  render(): void {
    const {clock, terminal} = this.options
    terminal.write(HIDE_CURSOR)
    process.once('exit', this.showCursor)
    terminal.on('resize', this.draw)
    this.stopTimer = clock.repeat(REDRAW_MS, () => {
      this.frame++
      this.draw()
    })
    this.draw()
  }

  end(): void {
    const {terminal} = this.options
    this.stopTimer()
    terminal.off('resize', this.draw)
    this.draw()
    // What still runs was interrupted: it stays on the screen as it is.
    this.showCursor()
    process.off('exit', this.showCursor)
  }

  private readonly showCursor = () => {
    this.options.terminal.write(SHOW_CURSOR)
  }
  private readonly draw = () => {
    const columns = this.columns()
    const above: Line[] = []
    while (this.tasks[this.ended]?.hasFinalized()) above.push(...this.endedLine(this.tasks[this.ended++]!))
    const running = this.tasks[this.ended]
    const below = running?.isStarted() ? this.runningLines(running) : []
    const lines = [...above, ...below].map((line) => ({...line, text: cut(line.text, columns, this.options.glyphs.ellipsis)}))
    const text = lines.map((line) => `${line.mark(line.text)}${ERASE_LINE}\n`).join('')
    this.options.terminal.write(`${this.goBack(columns)}${text}${ERASE_BELOW}`)
    this.drawn = lines.slice(above.length)
  }

  /** To the first row of what was drawn last. A terminal that became narrower has broken its lines meanwhile. */
  private goBack(columns: number): string {
    const rows = this.drawn.reduce((sum, {text}) => sum + Math.max(1, Math.ceil(widthOf(text) / (columns + 1))), 0)
    return rows === 0 ? '\r' : `\u001B[${rows}A\r`
  }

  /** One less than there are: some terminals break a line that fills them. */
  private columns(): number {
    return Math.max(10, (this.options.terminal.columns ?? 80) - 1)
  }

  private endedLine(task: Task): Line[] {
    const {glyphs, style} = this.options
    if (task.isSkipped()) {
      const reason = task.message.skip
      if (reason === undefined || reason === task.title) return []
      return [{mark: style.dim, text: `${glyphs.skipped} ${task.title}: ${reason}`}]
    }

    const seconds = this.options.secondsOf?.(task.id) ?? this.elapsed(task)
    const time = seconds < SHORTEST_TIME ? '' : `  ${duration(seconds)}`
    const [sign, colour] = task.hasFailed() ? [glyphs.failed, style.failure] : [glyphs.done, style.success]
    return [{mark: marking(sign, colour, time, style.dim), text: `${sign} ${task.title}${time}`}]
  }

  private runningLines(task: Task): Line[] {
    const {glyphs, style, terminal} = this.options
    const seconds = this.elapsed(task)
    const sign = glyphs.spinner[this.frame % glyphs.spinner.length]!
    const time = seconds < 1 ? '' : `  ${duration(Math.floor(seconds)).replace('.0', '')}`
    const room = Math.max(0, Math.min(SHOWN_LINES, (terminal.rows ?? 24) - 3))
    const output = (task.output ?? '').split('\n').filter((line) => line.trim() !== '')
    return [
      {mark: marking(sign, style.info, time, style.dim), text: `${sign} ${task.title}${time}`},
      ...(room === 0 ? [] : output.slice(-room)).map((line) => ({mark: style.dim, text: `    ${line}`})),
    ]
  }

  private elapsed({id}: Task): number {
    const now = this.options.clock.monotonic()
    const start = this.startedAt.get(id) ?? now
    this.startedAt.set(id, start)
    return (now - start) / 1000
  }
}

/** Colours the sign at the beginning of a line, and the time at its end where that wasn't cut off. */
function marking(sign: string, signStyle: (text: string) => string, time: string, timeStyle: (text: string) => string) {
  return (text: string) => {
    const rest = text.slice(sign.length)
    const isWhole = time !== '' && rest.endsWith(time)
    return signStyle(sign) + (isWhole ? rest.slice(0, -time.length) + timeStyle(time) : rest)
  }
}
