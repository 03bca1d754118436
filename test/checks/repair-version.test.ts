import assert from 'node:assert/strict'

import {repairVersion} from '../../src/checks/version/repair-version.js'
import {assertGrowth} from '../support/growth.js'

/** What a line plainly means, and what nobody may guess. */
describe('repairVersion', () => {
  const table: [line: string, version: string | undefined][] = [
    // Prefixes of other tools.
    ['python-3.13', '3.13'],
    ['python-3.13.5', '3.13.5'],
    ['Python 3.13', '3.13'],
    ['python3.13', '3.13'],
    ['python==3.13.5', '3.13.5'],
    ['python = 3.13', '3.13'],
    ['python@3.13', '3.13'],
    ['python_3.13', '3.13'],
    ['cpython-3.13.5', '3.13.5'],
    ['py3.13', '3.13'],
    ['v3.13', '3.13'],
    ['==3.13', '3.13'],
    ['== 3.13', '3.13'],
    // Wildcards that mean the newest patch release.
    ['3.13.x', '3.13'],
    ['3.13.*', '3.13'],
    ['==3.13.*', '3.13'],
    // Quotes and comments.
    ['"3.13"', '3.13'],
    ["'3.13.5'", '3.13.5'],
    ['`3.13`', '3.13'],
    ['\u201C3.13\u201D', '3.13'],
    ['3.13 # for Heroku', '3.13'],
    ['3.13# for Heroku', '3.13'],
    ['3.13.x # any', '3.13'],
    ['"3.13" # quoted', '3.13'],
    // What can't be seen, or is as good as not there.
    ['\uFEFF3.13', '3.13'],
    ['3.13\u200B', '3.13'],
    ['3.\u200B13', '3.13'],
    ['\u00A03.13\u00A0', '3.13'],
    ['\u202E3.13', '3.13'],
    ['\u00073.13', '3.13'],
    ['3\u2400.\u24001\u24003\u2400', '3.13'],
    ['\u24003\u2400.\u24001\u24003', '3.13'],
    ['\uFF13\uFF0E\uFF11\uFF13', '3.13'],
    // Leading zeros.
    ['3.013', '3.13'],
    ['3.13.05', '3.13.5'],
    // Two versions, or one in pieces.
    ['3.12 3.13', undefined],
    ['3.12,3.13', undefined],
    ['3.12\t3.13', undefined],
    ['3.12\u24003.13', undefined],
    ['3.12\u200B3.13', undefined],
    ['3.1 3', undefined],
    ['3 .13', undefined],
    ['3.\u24001', undefined],
    // Ranges.
    ['>=3.12', undefined],
    ['~=3.12', undefined],
    ['~3.12', undefined],
    ['^3.12', undefined],
    ['!=3.12', undefined],
    ['>=3.12,<3.14', undefined],
    ['3.12 - 3.14', undefined],
    ['3.12 || 3.13', undefined],
    ['3.12+', undefined],
    // Not a version of CPython that could be meant.
    ['3', undefined],
    ['3.x', undefined],
    ['313', undefined],
    ['3,13', undefined],
    ['3.13.', undefined],
    ['.3.13', undefined],
    ['3.13.5.1', undefined],
    ['3.13-dev', undefined],
    ['3.13t', undefined],
    ['3.14.0rc1', undefined],
    ['3.14.0b2', undefined],
    ['pypy3.10-7.3.17', undefined],
    ['pypy-3.10', undefined],
    ['miniconda3-3.13', undefined],
    ['system', undefined],
    ['my-project-3.13', undefined],
    ['latest', undefined],
    ['', undefined],
    ['#3.13', undefined],
    ['3.\u0661\u0663', undefined],
    ['3.1\u00B3', undefined],
    ['3.18446744073709551628', undefined],
    ['33.13', undefined],
    ['\u001B[31m3.13', undefined],
  ]
  for (const [line, version] of table) {
    it(`${JSON.stringify(line)} → ${version ?? 'left to the user'}`, () => assert.equal(repairVersion(line), version))
  }

  it('takes time in proportion to the length of a line', () => {
    for (const part of [' ', '#', '"', '\u200B', '3.1', '\u2400', 'python'])
      assertGrowth(part, {make: (size) => part.repeat(size), read: repairVersion, size: 200_000})
  })
})
