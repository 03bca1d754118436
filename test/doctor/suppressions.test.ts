import assert from 'node:assert/strict'

import {readSuppressions, SUPPRESSIONS_FILE} from '../../src/doctor/suppressions.js'
import {IDS, treeOf} from '../support/checks.js'
import {assertGrowth} from '../support/growth.js'
import type {TestFile} from '../support/repository.js'

const FORM = `.heroku-python.json doesn't have the form {"suppress": {"ID": "reason"}}, so nothing is suppressed`

function read(contents?: TestFile) {
  const {reasons, warnings} = readSuppressions(treeOf(contents === undefined ? {} : {[SUPPRESSIONS_FILE]: contents}), IDS)
  return {reasons: Object.fromEntries(reasons), warnings}
}

const suppress = (reasons: unknown) => JSON.stringify({suppress: reasons})

describe('.heroku-python.json', () => {
  const table: [name: string, contents: TestFile | undefined, reasons: Record<string, string>, warnings: string[]][] = [
    ['is not there', undefined, {}, []],
    ['suppresses nothing', suppress({}), {}, []],
    ['gives a reason', suppress({'version/eol': 'moving in May'}), {'version/eol': 'moving in May'}, []],
    ['holds other settings too', '{"other": 1, "suppress": {"version/eol": "x"}}', {'version/eol': 'x'}, []],
    ['begins with a byte order mark', `\uFEFF${suppress({'version/eol': 'x'})}`, {'version/eol': 'x'}, []],
    ['is read through a link', {link: 'config.json'}, {}, []],
    ['is a folder', {folder: true}, {}, []],
    [
      'names an unknown check',
      suppress({'version/eoll': 'x', 'version/eol': 'y'}),
      {'version/eol': 'y'},
      [".heroku-python.json names a check that doesn't exist: version/eoll"],
    ],
    ['names a group', suppress({version: 'x'}), {}, [".heroku-python.json names a check that doesn't exist: version"]],
    [
      'gives an empty reason',
      suppress({'version/eol': ' '}),
      {},
      [".heroku-python.json has no reason for version/eol, so it isn't suppressed"],
    ],
    [
      'gives a reason that is no text',
      suppress({'stack/eol': true, 'version/eol': ['x']}),
      {},
      [
        ".heroku-python.json has no reason for stack/eol, so it isn't suppressed",
        ".heroku-python.json has no reason for version/eol, so it isn't suppressed",
      ],
    ],
    ['is empty', '', {}, [FORM]],
    ['is no JSON', '{suppress: {}}', {}, [FORM]],
    ['is JSON of another form', '["version/eol"]', {}, [FORM]],
    ['is null', 'null', {}, [FORM]],
    ['has a list of ids', suppress(['version/eol']), {}, [FORM]],
    ['has null for a list', suppress(null), {}, [FORM]],
    ['is binary', Buffer.from([0xff, 0xfe, 0x00, 0x80]), {}, [FORM]],
    ['is nested too deep', '['.repeat(100_000), {}, [FORM]],
    ['hides its ids in a prototype', '{"__proto__": {"suppress": {"version/eol": "x"}}}', {}, [FORM]],
    [
      'names keys of every object',
      '{"suppress": {"__proto__": "x", "constructor": "x", "toString": "x", "hasOwnProperty": "x"}}',
      {},
      ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(
        (key) => `.heroku-python.json names a check that doesn't exist: ${key}`,
      ),
    ],
  ]
  for (const [name, contents, reasons, warnings] of table) {
    it(name, () => assert.deepEqual(read(contents), {reasons, warnings}))
  }

  it('leaves the prototypes of all objects alone', () => {
    read('{"suppress": {"__proto__": {"polluted": true}}}')
    assert.equal('polluted' in {}, false)
  })

  it('takes time in proportion to its ids, and to its depth', () => {
    const ids = (size: number) => suppress(Object.fromEntries(Array.from({length: size}, (_, index) => [`x${index}`, 'y'])))
    // So few that their table fits into a processor's cache: a larger one costs more for each id, whatever reads it.
    assertGrowth('ids', {make: ids, read, size: 8000})
    assertGrowth('depth', {make: (size) => `{"suppress": ${'['.repeat(size)}${']'.repeat(size)}}`, read, size: 4000})
  })

  it('is huge: only the first mistakes are listed, and long names are cut', () => {
    const ids = Array.from({length: 100_000}, (_, index) => [`no/such-check-${index}-${'x'.repeat(100)}`, 'x'])
    const {warnings} = read(suppress(Object.fromEntries(ids)))
    assert.equal(warnings.length, 6)
    assert.equal(warnings.at(-1), '.heroku-python.json has 99995 more such mistakes')
    for (const warning of warnings) assert.ok(warning.length < 150)
  })
})
