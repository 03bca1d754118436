import assert from 'node:assert/strict'
import {once} from 'node:events'
import {setTimeout as wait} from 'node:timers/promises'

import {realClock} from '../../src/system/clock.js'
import {startDeadline} from '../../src/system/deadline.js'
import {collectGarbage} from '../support/collect-garbage.js'
import {TestClock} from '../support/test-clock.js'

describe('a deadline', () => {
  it('comes where it is known to a joined signal alone, whatever the garbage collector does', async () => {
    const joined = AbortSignal.any([new AbortController().signal, startDeadline(60, realClock).signal])
    for (let turn = 0; turn < 4; turn++) {
      await wait(5)
      collectGarbage()
    }

    if (!joined.aborted) await once(joined, 'abort')
    assert.equal((joined.reason as Error | undefined)?.name, 'TimeoutError')
  })

  it('comes when its time is over, and not before', () => {
    const clock = new TestClock()
    const {signal} = startDeadline(1000, clock)
    clock.pass(999)
    assert.equal(signal.aborted, false)
    clock.pass(1)
    assert.equal(signal.aborted, true)
  })

  it('does not come if it was cleared, or never is to be', () => {
    const clock = new TestClock()
    const cleared = startDeadline(5, clock)
    cleared.clear()
    const never = startDeadline(null, clock)
    clock.pass(3_600_000)
    assert.deepEqual([cleared.signal.aborted, never.signal.aborted], [false, false])
  })
})
