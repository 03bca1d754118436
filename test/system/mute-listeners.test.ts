import {execa} from 'execa'
import assert from 'node:assert/strict'

import {muteListeners} from '../../src/system/mute-listeners.js'

describe('the listeners of a signal, put aside', () => {
  // One that no other code of the tests listens to.
  const NAME = 'SIGUSR2'
  const emit = () => process.emit(NAME, NAME)
  let heard: string[] = []
  const first = () => heard.push('first')
  const second = () => heard.push('second')

  beforeEach(() => {
    heard = []
    process.on(NAME, first)
  })

  afterEach(() => process.removeAllListeners(NAME))

  it('hear nothing until they are given back, in their order', () => {
    process.on(NAME, second)
    const giveBack = muteListeners(NAME)
    emit()
    assert.deepEqual(heard, [])
    giveBack()
    giveBack()
    emit()
    assert.deepEqual(heard, ['first', 'second'])
  })

  it('do not come back once their owner has removed them', () => {
    process.on(NAME, second)
    process.once(NAME, () => assert.fail('removed'))
    const giveBack = muteListeners(NAME)
    process.removeListener(NAME, second)
    process.removeListener(NAME, process.listeners(NAME).at(-1)! as NodeJS.SignalsListener)
    giveBack()
    emit()
    assert.deepEqual(heard, ['first'])
    assert.deepEqual(process.rawListeners(NAME), [first])
  })

  it('come back as those that hear one signal only', () => {
    process.once(NAME, second)
    muteListeners(NAME)()
    emit()
    emit()
    assert.deepEqual(heard, ['first', 'second', 'first'])
  })

  it('leave nothing behind of a program that ended meanwhile', async () => {
    const before = process.rawListeners('SIGTERM')
    const running = execa(process.execPath, ['--eval', ''])
    assert.ok(process.rawListeners('SIGTERM').length > before.length, 'execa listens while it runs')
    const giveBack = muteListeners('SIGTERM')
    await running
    giveBack()
    assert.deepEqual(process.rawListeners('SIGTERM'), before)
  })
})
