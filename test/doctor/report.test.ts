import assert from 'node:assert/strict'

import {toJson} from '../../src/doctor/report.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'
import {REPORTS} from '../render/reports.js'

describe('the JSON report', () => {
  for (const [name, make] of Object.entries(REPORTS)) {
    it(`${name} is of the form that the contract gives`, () => {
      assertDocument('doctor', printed(toJson(make())))
    })
  }

  it('counts what it lists', () => {
    const {findings, summary} = toJson(REPORTS['many findings']!())
    for (const severity of ['error', 'warning', 'info'] as const)
      assert.equal(summary[severity], findings.filter((finding) => finding.severity === severity).length)
  })

  it('lists the worst first', () => {
    const {findings} = toJson(REPORTS['many findings']!())
    const order = findings.map(({severity}) => ['error', 'warning', 'info'].indexOf(severity))
    assert.deepEqual(order, [...order].sort())
  })
})
