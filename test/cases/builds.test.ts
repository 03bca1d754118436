import {needsIndex, readCases} from './case.js'
import {assertTold, titleOf} from './judge-case.js'

/** Those of the cases that run a real package manager against the index that this machine uses. */
describe('real failures that are built', function () {
  this.timeout(300_000)

  for (const one of readCases().filter((candidate) => needsIndex(candidate))) {
    it(titleOf(one), async function () {
      if (!(await assertTold(one))) this.skip()
    })
  }
})
