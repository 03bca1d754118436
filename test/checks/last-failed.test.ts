import assert from 'node:assert/strict'

import {EXPLAINING_IDS, explainedBy} from '../../src/checks/build/explained-by.js'
import {CHECKS} from '../../src/checks/index.js'

describe('the checks that explain a failed build', () => {
  it('are checks that there are', () => {
    const known = new Set(CHECKS.map(({id}) => id))
    assert.deepEqual(
      [...EXPLAINING_IDS].filter((id) => !known.has(id)),
      [],
    )
  })

  it('are at least those that foretell the same failure', () => {
    for (const {explains = [], id} of CHECKS)
      for (const reason of explains) assert.ok(explainedBy(reason, null).includes(id), `${reason}: ${id}`)
  })

  it('are named by a heading that says more than its reason', () => {
    const heading = "Package installation failed since the GDAL library wasn't found."
    assert.deepEqual(explainedBy('install-dependencies::pip', heading), ['deps/gdal-without-geo'])
    assert.deepEqual(explainedBy('install-python', 'Unable to download/install Python.'), [])
    assert.deepEqual(explainedBy(null, null), [])
  })
})
