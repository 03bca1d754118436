import {needsIndex, readCases} from './case.js'
import {assertTold, titleOf} from './judge-case.js'
import {NOT_YET} from './not-yet.js'
import {skip} from '../support/skip.js'

/** Those of the cases that run a real package manager against the index that this machine uses. */
describe('real failures that are built', () => {
  for (const one of readCases().filter((candidate) => needsIndex(candidate))) {
    it(titleOf(one), async function () {
      if (!(await assertTold(one))) skip(this, `not yet: ${NOT_YET[one.id]}`)
    })
  }
})
