import {Ajv} from 'ajv'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import {toJson} from '../../src/doctor/report.js'
import {printed} from '../support/plain-json.js'
import {REPORTS} from '../ui/reports.js'

function schema(): object {
  return JSON.parse(readFileSync(new URL('../support/doctor-report.schema.json', import.meta.url), 'utf8')) as object
}

describe('the JSON report', () => {
  const validate = new Ajv({allErrors: true, allowUnionTypes: true}).compile(schema())

  for (const [name, make] of Object.entries(REPORTS)) {
    it(`${name} is of the form that the contract gives`, async () => {
      assert.ok(validate(printed(toJson(await make()))), JSON.stringify(validate.errors, null, 2))
    })
  }

  it('counts what it lists', async () => {
    const {findings, summary} = toJson(await REPORTS['many findings']!())
    for (const severity of ['error', 'warning', 'info'] as const)
      assert.equal(summary[severity], findings.filter((finding) => finding.severity === severity).length)
  })

  it('lists the worst first', async () => {
    const {findings} = toJson(await REPORTS['many findings']!())
    const order = findings.map(({severity}) => ['error', 'warning', 'info'].indexOf(severity))
    assert.deepEqual(order, [...order].sort())
  })
})
