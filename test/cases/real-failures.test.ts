import assert from 'node:assert/strict'

import {needsIndex, readCases} from './case.js'
import {EXPECTATIONS} from './expectations/index.js'
import {assertTold, titleOf} from './judge-case.js'
import {NOT_YET} from './not-yet.js'
import {skip} from '../support/skip.js'

/** Public failures of Python apps on Heroku, as small apps. See README.md. Those that build something are in builds.test.ts. */
describe('real failures', () => {
  const cases = readCases()
  const ids = cases.map(({id}) => id)

  it('each have one expectation, and an expectation or an excuse is of a case', () => {
    assert.deepEqual([...EXPECTATIONS.keys()].sort(), [...new Set(ids)].sort())
    assert.equal(ids.length, EXPECTATIONS.size)
    assert.deepEqual(
      Object.keys(NOT_YET).filter((id) => !ids.includes(id)),
      [],
    )
  })

  it('include controls, which are never excused', () => {
    const controls = ids.filter((id) => EXPECTATIONS.get(id)?.kind === 'control')
    assert.ok(controls.length >= 14, String(controls.length))
    assert.deepEqual(
      controls.filter((id) => id in NOT_YET),
      [],
    )
  })

  for (const one of cases.filter((candidate) => !needsIndex(candidate))) {
    it(titleOf(one), async function () {
      if (!(await assertTold(one))) skip(this, `not yet: ${NOT_YET[one.id]}`)
    })
  }
})
