import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'

import {findingsOf} from './case.js'
import {CASES} from './cases.js'

describe('what the checks find', () => {
  for (const example of CASES) {
    it(example.name, async () => {
      const findings = await findingsOf(example)
      assert.deepEqual(
        findings.map(({id, severity}) => `${id} ${severity}`),
        example.findings,
      )
    })
  }

  it('has a name of its own for each case', () => {
    const names = CASES.map(({name}) => name)
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  })

  it('uses every fixture', () => {
    const folders = readdirSync(new URL('../fixtures', import.meta.url))
    const unused = folders.filter((folder) => !CASES.some(({name}) => name.split(', ')[0] === folder))
    assert.deepEqual(unused, [])
  })
})
