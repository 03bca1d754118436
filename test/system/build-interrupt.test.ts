import assert from 'node:assert/strict'
import {PassThrough} from 'node:stream'
import {setImmediate as nextTurn} from 'node:timers/promises'

import {unlessInterrupted} from '../../src/common/unless-interrupted.js'
import {interruptible} from '../../src/system/build-interrupt.js'
import {problem} from '../support/repository.js'

describe('an interrupted build', () => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`${name}: the first stops, the second kills, and the listeners of others come back`, () => {
      const heard: string[] = []
      const ofOthers = () => heard.push('other')
      const before = process.rawListeners(name)
      process.on(name, ofOthers)
      try {
        const {end, killSignal, signal} = interruptible((text) => heard.push(text), [])
        process.emit(name)
        assert.deepEqual([signal.aborted, killSignal.aborted], [true, false])
        assert.match(heard.join(''), /^Stopping\. Ctrl-C again kills/)
        process.emit(name)
        assert.equal(killSignal.aborted, true)
        end()
        assert.deepEqual(process.rawListeners(name), [...before, ofOthers])
        process.emit(name)
        assert.equal(heard.at(-1), 'other')
      } finally {
        process.removeListener(name, ofOthers)
      }
    })
  }

  it('lets a library that listens too end the process by the third only', async () => {
    // As signal-exit does it, which several libraries listen with.
    let deaths = 0
    const onlyMe = () => {
      if (process.listeners('SIGUSR1').length === 1) deaths++
    }

    const {end, killSignal} = interruptible(() => {}, [], ['SIGUSR1'])
    process.on('SIGUSR1', onlyMe)
    try {
      for (const [isKilled, died] of [
        [false, 0],
        [true, 0],
        [true, 1],
      ] as const) {
        process.emit('SIGUSR1', 'SIGUSR1')
        assert.deepEqual([killSignal.aborted, deaths], [isKilled, died])
        await nextTurn()
      }
    } finally {
      process.removeListener('SIGUSR1', onlyMe)
      end()
    }
  })

  it('stops, and says nothing, when nobody reads its output any more', () => {
    const output = new PassThrough().on('error', () => assert.fail("oclif's listener throws"))
    const {end, killSignal, signal} = interruptible(() => assert.fail('nobody would hear it'), [output])
    output.emit('error', new Error('write EPIPE'))
    output.emit('error', new Error('write EPIPE'))
    end()
    assert.deepEqual([signal.aborted, killSignal.aborted], [true, false])
    assert.doesNotThrow(() => output.emit('error', new Error('write EPIPE')))
  })

  it('does not wait for work that knows no signal; one that ended before has its result', async () => {
    const stop = new AbortController()
    assert.equal(await unlessInterrupted(Promise.resolve(1), stop.signal), 1)
    await assert.rejects(unlessInterrupted(Promise.reject(new Error('its own')), stop.signal), /its own/)
    const endless = unlessInterrupted(new Promise<never>(() => {}), stop.signal)
    stop.abort()
    await assert.rejects(endless, problem({id: 'interrupted'}))
    await assert.rejects(unlessInterrupted(new Promise<never>(() => {}), stop.signal), problem({id: 'interrupted'}))
  })
})
