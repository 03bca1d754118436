import assert from 'node:assert/strict'

import {type Count, counted, countText} from '../../../src/render/local-build/count.js'

describe('the count of what a tool installs', () => {
  const countOf = (lines: readonly string[]) => {
    let count: Count | undefined
    for (const line of lines) count = counted(count, line)
    return count && countText(count)
  }

  it('is Poetry’s own', () => {
    const lines = ['Installing dependencies from lock file', '', 'Package operations: 3 installs, 1 update, 0 removals', '']
    assert.equal(countOf(lines), '0 of 4')
    assert.equal(countOf([...lines, '  - Updating idna (3.10 -> 3.11)', '  - Installing six (1.17.0)']), '2 of 4')
  })

  it('is of the packages that pip has found', () => {
    assert.equal(countOf(['Collecting six==1.17.0 (from -r requirements.txt (line 1))', '  Downloading six.whl']), '1')
    assert.equal(countOf(['Collecting a', 'Collecting b', 'Installing collected packages: a, b, c']), '3 of 3')
  })

  it('is none where a tool tells nothing', () => {
    assert.equal(countOf(['Resolved 97 packages in 3ms', ' + six==1.17.0', 'Collecting']), undefined)
  })
})
