import assert from 'node:assert/strict'

import type {StepId} from '../../../src/local-build/plan/build-plan.js'
import type {BuildEvent} from '../../../src/local-build/run/events.js'
import {chooseGlyphs} from '../../../src/render/terminal/glyphs.js'
import {realClock} from '../../../src/system/clock.js'
import {showBootTasks} from '../../../src/render/local-build/boot-tasks.js'
import {showTasks} from '../../../src/render/local-build/tasks.js'
import {plainStyle} from '../../../src/render/terminal/style.js'
import {widthOf} from '../../../src/render/terminal/width.js'
import {until} from '../../support/until.js'
import {FAILED} from './samples.js'

/** A terminal that keeps what is written, and shows it as a real one of endless height. */
class TestTerminal {
  columns = 40
  rows = 24
  written = ''
  readonly #listeners = new Set<() => void>()

  on(_event: 'resize', listener: () => void): void {
    this.#listeners.add(listener)
  }

  off(_event: 'resize', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  resize(columns: number): void {
    this.columns = columns
    for (const listener of this.#listeners) listener()
  }

  write(text: string): boolean {
    this.written += text
    return true
  }

  /** The rows, after all movements of the cursor that the renderer makes. */
  get screen(): string[] {
    const rows: string[] = ['']
    let row = 0
    for (const [part] of this.written.matchAll(/\u001B\[(?:\d+A|K|J|\?25[hl])|\r|\n|[^\u001B\r\n]+/g)) {
      const up = /\[(\d+)A/.exec(part)?.[1]
      if (up !== undefined) row -= Number(up)
      else if (part === '\u001B[J') rows.splice(row, rows.length, '')
      else if (part === '\n') rows[++row] ??= ''
      else if (!part.startsWith('\u001B') && part !== '\r') rows[row] = part
      assert.ok(row >= 0, 'the cursor left the screen')
    }

    return rows
  }
}

describe('the live tasks of a build', () => {
  const steps: {id: StepId; title: string}[] = [
    {id: 'source', title: 'Copy the source'},
    {id: 'pre-compile', title: 'bin/pre_compile hook'},
    {id: 'nltk', title: 'NLTK data'},
    {id: 'dependencies', title: 'Install the dependencies'},
    {id: 'release', title: 'Process types'},
  ]
  let terminal: TestTerminal

  beforeEach(() => {
    terminal = new TestTerminal()
  })

  const show = (locale = 'C.UTF-8') => {
    const {end, listener} = showTasks(steps, {
      clock: {...realClock, monotonic: () => 0},
      glyphs: chooseGlyphs({LANG: locale}, 'linux'),
      style: plainStyle,
      terminal,
    })
    return {
      end,
      tell(...events: BuildEvent[]) {
        for (const event of events) listener(event)
      },
    }
  }

  const output = (line: string): BuildEvent => ({line, step: 'dependencies', type: 'output'})
  const START: BuildEvent = {step: 'dependencies', title: 'Install the dependencies', type: 'step-started'}

  it('end as a list: done, skipped with the reason, nothing of steps that the build does not have', async () => {
    const {end, tell} = show()
    tell(
      {step: 'source', title: 'Copy the source', type: 'step-started'},
      {seconds: 0.01, step: 'source', type: 'step-done'},
      {step: 'pre-compile', title: 'bin/pre_compile hook', type: 'step-started'},
      {reason: 'there is none', step: 'pre-compile', type: 'step-skipped'},
      START,
      {step: 'dependencies', title: 'Installing with 100 % pip', type: 'step-titled'},
      output('Collecting flask'),
      {seconds: 0, step: 'dependencies', type: 'step-done'},
      {step: 'release', title: 'Process types', type: 'step-started'},
      {seconds: 0, step: 'release', type: 'step-done'},
    )
    await end()
    assert.deepEqual(terminal.screen, [
      '✔ Copy the source',
      '↓ bin/pre_compile hook: there is none',
      '✔ Installing with 100 % pip',
      '✔ Process types',
      '',
    ])
    assert.ok(terminal.written.startsWith('\u001B[?25l') && terminal.written.includes('\u001B[?25h'))
  })

  it("show the running one's last lines, cut, without escape sequences, and take them away again", async () => {
    const {end, tell} = show()
    tell(START, ...Array.from({length: 9}, (_item, index) => output(`line ${index}`)))
    tell(output(`\u001B[31m${'日本'.repeat(40)}`), output(''))
    await until(() => terminal.screen.length > 4)
    const [title, ...lines] = terminal.screen
    assert.match(title!, /^\S Install the dependencies$/)
    assert.deepEqual(lines.slice(0, 3), ['    line 6', '    line 7', '    line 8'])
    assert.match(lines[3]!, /^ {4}<U\+001B>\[31m日本.*…$/)
    for (const line of terminal.screen) assert.ok(widthOf(line) < terminal.columns, line)
    tell({seconds: 0.2, step: 'dependencies', type: 'step-done'})
    await end()
    assert.match(terminal.screen.join('\n'), /^✔ Install the dependencies {2}0\.2 s\n$/)
  })

  it('leave room on a low screen', async () => {
    terminal.rows = 4
    const {end, tell} = show()
    tell(START, output('one'), output('two'), output('three'))
    await until(() => terminal.screen.length > 1)
    assert.deepEqual(terminal.screen.slice(1), ['    three', ''])
    tell({seconds: 0.2, step: 'dependencies', type: 'step-done'})
    await end()
  })

  it('find their rows again after the terminal became narrower', async () => {
    terminal.columns = 81
    const {end, tell} = show()
    tell(START, output('x'.repeat(76)))
    await until(() => terminal.written.includes('xxx'))
    const before = terminal.written.length
    terminal.resize(41)
    // The title has one row still, the line of 80 columns has two.
    assert.match(terminal.written.slice(before), /^\u001B\[3A/)
    tell({seconds: 0.2, step: 'dependencies', type: 'step-done'})
    await end()
    assert.equal(terminal.isHeard, false)
  })

  it('show a failure, and what was interrupted', async () => {
    const {end, tell} = show()
    tell(START, {failure: FAILED.failure!, seconds: 1, step: 'dependencies', type: 'step-failed'})
    await end()
    assert.match(terminal.screen[0]!, /^✖ Install the dependencies {2}1\.0 s$/)
    const interrupted = show('C')
    terminal.written = ''
    interrupted.tell(START)
    await until(() => terminal.written.includes('Install'))
    await interrupted.end()
    assert.match(terminal.screen[0]!, /^x Install the dependencies/)
  })

  it('tell what runs in the background and is waited for', async () => {
    const {end, tell} = show()
    tell(START, {programs: [{name: 'sleep', pid: 42}], step: 'dependencies', type: 'waiting-for-background'})
    await until(() => terminal.screen.some((row) => row.includes('Waiting')))
    assert.match(terminal.screen[1]!, /^ {4}Waiting for sleep \(process 42\)/)
    await end()
  })

  it('tell of another build that is waited for', async () => {
    const {end, tell} = show()
    tell({pid: 42, type: 'waiting-for-lock'})
    await until(() => terminal.screen.length > 1)
    assert.match(terminal.screen[1]!, /^ {4}Waiting for another build of this …$/)
    await end()
  })

  it('an interrupted boot keeps the process that was running, and shows none that had not begun', async () => {
    const processes = ['web', 'worker'].map((type) => ({command: `python ${type}.py`, isRun: true, kind: 'web' as const, type}))
    const {end, listener, note} = showBootTasks(processes, {
      clock: {...realClock, monotonic: () => 0},
      glyphs: chooseGlyphs({LANG: 'C.UTF-8'}, 'linux'),
      style: plainStyle,
      terminal,
    })
    listener({command: 'python web.py', process: 'web', type: 'started'})
    listener({line: 'starting', process: 'web', type: 'output'})
    note('Stopping.')
    await until(() => terminal.screen.length > 3)
    assert.deepEqual(terminal.screen.slice(1), ['    starting', '    Stopping.', ''])
    await end()
    assert.match(terminal.screen.join('\n'), /✖ Boot web: python web\.py\n$/)
    assert.doesNotMatch(terminal.written, /worker/)
  })
})
