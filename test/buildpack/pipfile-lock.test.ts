import assert from 'node:assert/strict'

import {BuildStops} from '../../src/buildpack/failure.js'
import {readPipfileLockVersion} from '../../src/buildpack/pipfile-lock.js'

/** The version (undefined: none is asked for), or the failure as `reason: detail`. */
function outcome(contents: string, jq = '1.7.1'): string | undefined {
  try {
    return readPipfileLockVersion(Buffer.from(contents), jq)
  } catch (error) {
    if (error instanceof BuildStops) return `${error.reason.replace(/.*::/, '')}: ${error.detail}`
    throw error
  }
}

const requires = (members: string) => `{"_meta": {"requires": {${members}}}}`

describe('the version in Pipfile.lock', () => {
  const cases: [contents: string, outcome: string | undefined][] = [
    [requires('"python_version": "3.12"'), '3.12'],
    [requires('"python_version": "3.12", "python_full_version": "3.12.1"'), '3.12.1'],
    [requires('"python_version": "3.12", "python_full_version": null'), '3.12'],
    [requires('"python_version": "3.12", "python_full_version": false'), '3.12'],
    [requires('"python_version": "3.12", "python_full_version": ""'), 'invalid-version: '],
    [requires('"python_version": "3.12", "python_full_version": 0'), 'invalid-version: 0'],
    [requires('"python_version": 3.10'), '3.10'],
    [requires(String.raw`"python_version": "3.12\n\n"`), '3.12'],
    [requires(String.raw`"python_version": "3.1\u00002"`), '3.12'],
    [requires(String.raw`"python_version": "\n3.12"`), 'invalid-version: \n3.12'],
    [requires('"python_version": "*"'), 'invalid-version: *'],
    [requires('"python_version": "null"'), undefined],
    [requires('"python_version": NaN'), undefined],
    [requires('"python_version": ["3.12"]'), 'invalid-version: [\n  "3.12"\n]'],
    [requires('"python_version": false'), 'invalid-version: false'],
    [requires(`"python_version": "${'é'.repeat(60)}"`), `invalid-version: ${'é'.repeat(50)}`],
    [requires('"python_version": "3.11", "python_version": "3.12"'), '3.12'],
    [requires(''), undefined],
    ['{}', undefined],
    ['null', undefined],
    ['', 'invalid-version: '],
    ['{} {}', 'invalid-version: null\nnull'],
    [`\uFEFF${requires('"python_version": "3.12"')}`, '3.12'],
  ]
  for (const [contents, expected] of cases) {
    it(`${contents.replace('{"_meta": {"requires": ', '').slice(0, 60)}: ${expected?.slice(0, 40)}`, () => {
      assert.equal(outcome(contents), expected)
    })
  }

  it('is a number without its last zero for the jq of heroku-22', () => {
    assert.equal(outcome(requires('"python_version": 3.10'), '1.6'), '3.1')
  })

  for (const contents of [
    '[]',
    '"x"',
    '3',
    '{"_meta": []}',
    '{"_meta": {"requires": "x"}}',
    '{',
    'x',
    '{} x',
    String.raw`{"a": "\x"}`,
  ]) {
    it(`is invalid JSON in ${contents}`, () => assert.match(String(outcome(contents)), /^invalid-json: jq: /))
  }

  it('says where the JSON is invalid, and what jq printed of the documents before', () => {
    const lock = requires('"python_version": "3.12"')
    assert.equal(outcome(`${lock} x`), 'invalid-json: jq: parse error: Invalid numeric literal at EOF at line 1, column 53\n3.12')
    assert.equal(outcome('x ', '1.6'), 'invalid-json: parse error: Invalid numeric literal at line 1, column 2')
  })

  it('counts only the error of the last document, as jq does for its exit status', () => {
    assert.match(String(outcome('[] {}')), /^invalid-version: jq: error/)
    assert.match(String(outcome('{} []')), /^invalid-json: jq: error/)
  })
})
