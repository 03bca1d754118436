import ajvDraft4 from 'ajv-draft-04'
import ajvFormats from 'ajv-formats'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import {toSarif} from '../../src/render/doctor/sarif.js'
import {appOf, committed, treeOf} from '../support/checks.js'
import {printed} from '../support/plain-json.js'
import {MADE_UP_CHECKS} from './made-up.js'
import {madeUpReport, REPORTS} from './reports.js'

/** OASIS' own schema, as Microsoft's package ships it. */
const Ajv = ajvDraft4.default
const SCHEMA = new URL(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))

describe('the SARIF report', () => {
  const ajv = new Ajv({allErrors: true, strict: false, unicodeRegExp: false})
  ajvFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object)

  for (const [name, make] of Object.entries(REPORTS)) {
    it(`${name} is SARIF 2.1.0, and every result names its rule`, () => {
      const report = make()
      const document = toSarif(report, MADE_UP_CHECKS, '1.2.3')
      assert.ok(validate(printed(document)), JSON.stringify(validate.errors, null, 2))
      const [run] = document.runs
      assert.equal(run!.results.length, report.findings.length)
      for (const {ruleId, ruleIndex} of run!.results) assert.equal(run!.tool.driver.rules[ruleIndex]?.id, ruleId)
    })
  }

  it('has paths from the root of the repository, as URIs', () => {
    const uris = (name: string) => {
      const [run] = toSarif(REPORTS[name]!(), MADE_UP_CHECKS, '1.2.3').runs
      return run!.results.map(({locations}) => locations[0]!.physicalLocation.artifactLocation.uri)
    }

    for (const uri of uris('a subfolder')) assert.match(uri, /^services\/shop\/[\w.-]+$/)
    for (const uri of uris('a hostile source')) assert.match(uri, /^(?:[\w.!~*'()-]|%[\dA-F]{2}|\/)+$/)
  })

  it('puts what no file is to blame for on one that is there, and says so', () => {
    const report = madeUpReport(committed(treeOf({'.python-version': '3.91\n', 'uv.lock': ''})), {
      app: appOf({stack: 'heroku-20'}),
    })
    const [run] = toSarif(report, MADE_UP_CHECKS, '1.2.3').runs
    const [location] = run!.results.find(({ruleId}) => ruleId === 'colors/stack')!.locations
    assert.equal(location!.physicalLocation.artifactLocation.uri, 'uv.lock')
    assert.match(JSON.stringify(location), /about the app as a whole/)
    const [ofFile] = toSarif(REPORTS['a subfolder']!(), MADE_UP_CHECKS, '1.2.3').runs[0]!.results[0]!.locations
    assert.doesNotMatch(JSON.stringify(ofFile), /about the app as a whole/)
  })

  it('takes file names that are no UTF-8', () => {
    const report = REPORTS['a failing build']!()
    const [finding] = report.findings
    const [run] = toSarif({...report, findings: [{...finding!, file: 'caf\uDCE9.py'}]}, MADE_UP_CHECKS, '1.2.3').runs
    assert.equal(run!.results[0]!.locations[0]!.physicalLocation.artifactLocation.uri, 'caf%EF%BF%BD.py')
  })
})
