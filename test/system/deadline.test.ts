import assert from 'node:assert/strict'
import {setTimeout as wait} from 'node:timers/promises'

import {startDeadline} from '../../src/system/deadline.js'
import {collectGarbage} from '../support/collect-garbage.js'

describe('a deadline', () => {
  it('comes where it is known to a joined signal alone, whatever the garbage collector does', async () => {
    const joined = AbortSignal.any([new AbortController().signal, startDeadline(60).signal])
    for (let turn = 0; turn < 4; turn++) {
      await wait(5)
      collectGarbage()
    }

    await wait(100)
    assert.equal((joined.reason as Error | undefined)?.name, 'TimeoutError')
  })

  it('does not come if it was cleared, or never is to be', async () => {
    const cleared = startDeadline(5)
    cleared.clear()
    const never = startDeadline(null)
    await wait(30)
    assert.deepEqual([cleared.signal.aborted, never.signal.aborted], [false, false])
  })
})
