import assert from 'node:assert/strict'
import {PassThrough} from 'node:stream'
import {setTimeout as sleep} from 'node:timers/promises'
import {stripVTControlCharacters} from 'node:util'

import type {Choice, Prompter} from '../../src/migrate/prompter.js'

import {ProblemError} from '../../src/common/problem.js'
import {keyAsker, numberAsker} from '../../src/render/migrate/prompts.js'
import {planOf} from './support.js'

/** A terminal's two streams, and what was written. Good for one question: a prompt ends the output that isn't the process's own. */
class Terminal {
  readonly input = new PassThrough()
  readonly output = new PassThrough()
  private written = ''

  constructor() {
    this.output.on('data', (chunk: Buffer) => {
      this.written += stripVTControlCharacters(chunk.toString())
    })
  }

  /** Sends each key once the screen shows the text that it answers. */
  async press(...steps: [shown: RegExp, keys: string][]): Promise<void> {
    for (const [shown, keys] of steps) {
      for (let tries = 0; !shown.test(this.written); tries++) {
        if (tries > PATIENCE) throw new Error(`${String(shown)} is not shown: ${this.written}`)
        await sleep(5)
      }

      this.written = ''
      this.input.write(keys)
    }
  }
}

/** Looks at the screen, some minutes long. */
const PATIENCE = 24_000
const UP = '\u001B[A'
const DOWN = '\u001B[B'
const ENTER = '\r'
const CTRL_C = '\u0003'

describe('the questions of python:migrate-buildpack', () => {
  const plan = planOf(['https://github.com/acme/heroku-buildpack-python', 'heroku/nodejs', 'heroku/nodejs'])
  const changing = plan.changes
    .filter(({slot}) => slot !== 1)
    .map((change): Choice => ({change, id: change.slot, isWanted: true}))
  const someWanted = changing.map((choice): Choice => ({...choice, isWanted: choice.id === 2}))
  const lines = plan.changes.flatMap(({slot, to}) => (to ? [{slot, to}] : []))
  const saved = [{buildpacks: [{masked: false, ref: 'heroku/python'}], file: 'x', savedAt: '2026-11-21T10:00:00.000Z'}]

  const answer = async <Answer>(
    make: typeof keyAsker,
    question: (prompter: Prompter) => Promise<Answer>,
    ...steps: [shown: RegExp, keys: string][]
  ): Promise<Answer> => {
    const terminal = new Terminal()
    const [given] = await Promise.all([question(make('example', terminal)), terminal.press(...steps)])
    return given
  }

  it('are answered with arrow keys', async () => {
    assert.equal(await answer(keyAsker, async (prompter) => prompter.next(true), [/What now/, ENTER]), 'leave')
    const upToChoose = UP + UP + ENTER
    assert.equal(await answer(keyAsker, async (prompter) => prompter.next(true), [/What now/, upToChoose]), 'choose')
    const chosen = await answer(keyAsker, async (prompter) => prompter.choose(changing), [/Select the changes/, ` ${ENTER}`])
    assert.deepEqual([...chosen], [2])
    const kept = await answer(keyAsker, async (prompter) => prompter.choose(someWanted), [/Select the changes/, ENTER])
    assert.deepEqual([...kept], [2])
    assert.equal(await answer(keyAsker, async (prompter) => prompter.agree('Replace it?'), [/Replace it/, `y${ENTER}`]), true)
    assert.equal(await answer(keyAsker, async (prompter) => prompter.agree('Replace it?'), [/Replace it/, ENTER]), false)
    assert.deepEqual(
      await answer(keyAsker, async (prompter) => prompter.order(lines), [/Choose the order/, ` ${DOWN}${ENTER}`]),
      [1, 0],
    )
    assert.equal(await answer(keyAsker, async (prompter) => prompter.pick(saved), [/heroku\/python[^]*None/, ENTER]), saved[0])
    const typed = async (prompter: Prompter) => prompter.typeName('example', "It can't be undone.")
    assert.equal(await answer(keyAsker, typed, [/can't be undone[^]*type example/, `example${ENTER}`]), true)
    assert.equal(await answer(keyAsker, typed, [/type example/, `exmaple${ENTER}`]), false)
  })

  it('are answered with numbers', async () => {
    const next = async (prompter: Prompter) => prompter.next(true)
    assert.equal(
      await answer(numberAsker, next, [/2\. Select changes[^]*Number: \(4\)/, `9${ENTER}`], [/Type a number/, `\u007F2${ENTER}`]),
      'choose',
    )
    assert.equal(await answer(numberAsker, next, [/Number: \(4\)/, ENTER]), 'leave')
    const choose = async (prompter: Prompter) => prompter.choose(changing)
    const shown = /1\. Replace https[^]*2\. Remove heroku\/nodejs[^]*Numbers/
    assert.deepEqual([...(await answer(numberAsker, choose, [shown, `2${ENTER}`]))], [2])
    assert.equal((await answer(numberAsker, choose, [/Numbers/, ENTER])).size, 2)
    assert.equal((await answer(numberAsker, choose, [/Numbers/, `0${ENTER}`])).size, 0)
    const some = async (prompter: Prompter) => prompter.choose(someWanted)
    assert.deepEqual([...(await answer(numberAsker, some, [/Numbers/, ENTER]))], [2])
    const order = async (prompter: Prompter) => prompter.order(lines)
    assert.deepEqual(
      await answer(numberAsker, order, [/1\. heroku\/python\n {2}2\. heroku\/nodejs[^]*New order/, `2,1${ENTER}`]),
      [1, 0],
    )
    assert.equal(await answer(numberAsker, order, [/New order/, ENTER]), null)
    const pick = async (prompter: Prompter) => prompter.pick(saved)
    assert.equal(
      await answer(numberAsker, pick, [/1\. 2026-11-21 10:00:00 UTC: heroku\/python\n {2}2\. None/, `2${ENTER}`]),
      null,
    )
  })

  const questions: Record<string, (prompter: Prompter) => Promise<unknown>> = {
    agree: async (prompter) => prompter.agree('Yes?'),
    choose: async (prompter) => prompter.choose(changing),
    next: async (prompter) => prompter.next(true),
    order: async (prompter) => prompter.order(lines),
    pick: async (prompter) => prompter.pick([]),
    typeName: async (prompter) => prompter.typeName('example', 'Careful.'),
  }
  for (const [name, question] of Object.entries(questions)) {
    for (const [kind, make] of Object.entries({keyAsker, numberAsker})) {
      it(`end everything at Ctrl-C: ${kind}.${name}`, async () => {
        const terminal = new Terminal()
        const ended = assert.rejects(
          question(make('example', terminal)),
          (error) => error instanceof ProblemError && error.problem.id === 'cancelled',
        )
        await Promise.all([ended, terminal.press([/\S/, CTRL_C])])
      })
    }
  }
})
