import assert from 'node:assert/strict'
import {PassThrough} from 'node:stream'

import {interruptible} from '../../../src/ui/build-interrupt.js'

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
        assert.match(heard.join(''), /^Stopping the build\. Ctrl-C again kills/)
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

  it('stops, and says nothing, when nobody reads its output any more', () => {
    const output = new PassThrough().on('error', () => assert.fail("oclif's listener throws"))
    const {end, killSignal, signal} = interruptible(() => assert.fail('nobody would hear it'), [output])
    output.emit('error', new Error('write EPIPE'))
    output.emit('error', new Error('write EPIPE'))
    end()
    assert.deepEqual([signal.aborted, killSignal.aborted], [true, false])
    assert.doesNotThrow(() => output.emit('error', new Error('write EPIPE')))
  })
})
