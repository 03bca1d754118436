import assert from 'node:assert/strict'
import {setImmediate as nextTurn} from 'node:timers/promises'

import {abortOnInterrupt, holdInterrupt} from '../../src/system/interruption.js'

/** The Heroku CLI's own listeners end the process at once, and are there first. */
describe('an interrupt', () => {
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    it(`${name} aborts what runs, and the CLI ends the process at the next one only`, async () => {
      let exits = 0
      const ofTheCli = () => exits++
      process.on(name, ofTheCli)
      const before = process.rawListeners(name)
      const {end, signal} = abortOnInterrupt()
      try {
        process.emit(name, name)
        assert.deepEqual([signal.aborted, exits], [true, 0])
        await nextTurn()
        process.emit(name, name)
        assert.equal(exits, 1)
        end()
        assert.deepEqual(process.rawListeners(name), before)
      } finally {
        process.removeListener(name, ofTheCli)
      }
    })

  it('gives the signals back where none came', () => {
    const before = ['SIGINT', 'SIGTERM'].map((name) => process.rawListeners(name))
    abortOnInterrupt().end()
    assert.deepEqual(
      ['SIGINT', 'SIGTERM'].map((name) => process.rawListeners(name)),
      before,
    )
  })

  it('is told of while a change is under way, whose result counts all the same', async () => {
    const before = process.rawListeners('SIGINT')
    let heard = 0
    const change = async () => {
      process.emit('SIGINT', 'SIGINT')
      await nextTurn()
      return 'changed'
    }

    assert.equal(await holdInterrupt(change, () => heard++), 'changed')
    await assert.rejects(
      holdInterrupt(
        async () => {
          throw new Error('not changed')
        },
        () => heard++,
      ),
    )
    assert.equal(heard, 1)
    assert.deepEqual(process.rawListeners('SIGINT'), before)
  })
})
