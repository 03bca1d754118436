import ajvDraft4 from 'ajv-draft-04'
import ajvFormats from 'ajv-formats'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import {CHECKS} from '../../src/checks/index.js'
import {toSarif} from '../../src/render/doctor/sarif.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'
import {printed} from '../support/plain-json.js'
import {REPORTS} from './reports.js'

/** OASIS' own schema, as Microsoft's package ships it. */
const Ajv = ajvDraft4.default
const SCHEMA = new URL(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))

describe('the SARIF report', () => {
  const ajv = new Ajv({allErrors: true, strict: false, unicodeRegExp: false})
  ajvFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object)

  for (const [name, make] of Object.entries(REPORTS)) {
    it(`${name} is SARIF 2.1.0, and every result names its rule`, async () => {
      const report = await make()
      const document = toSarif(report, CHECKS, '1.2.3')
      assert.ok(validate(printed(document)), JSON.stringify(validate.errors, null, 2))
      const [run] = document.runs
      assert.equal(run!.results.length, report.findings.length)
      for (const {ruleId, ruleIndex} of run!.results) assert.equal(run!.tool.driver.rules[ruleIndex]?.id, ruleId)
    })
  }

  it('has paths from the root of the repository, as URIs', async () => {
    const uris = async (name: string) => {
      const [run] = toSarif(await REPORTS[name]!(), CHECKS, '1.2.3').runs
      return run!.results.map(({locations}) => locations[0]!.physicalLocation.artifactLocation.uri)
    }

    for (const uri of await uris('a subfolder')) assert.match(uri, /^services\/shop\/[\w.-]+$/)
    for (const uri of await uris('a hostile source')) assert.match(uri, /^(?:[\w.!~*'()-]|%[\dA-F]{2}|\/)+$/)
  })

  it('puts what no file is to blame for on one that is there, and says so', async () => {
    const report = reportOf(committed(treeOf({'.python-version': '3.14\n', 'uv.lock': ''})), {app: appOf({stack: 'heroku-20'})})
    const [run] = toSarif(report, CHECKS, '1.2.3').runs
    const [location] = run!.results.find(({ruleId}) => ruleId === 'stack/eol')!.locations
    assert.equal(location!.physicalLocation.artifactLocation.uri, 'uv.lock')
    assert.match(JSON.stringify(location), /about the app as a whole/)
    const [ofFile] = toSarif(await REPORTS['a subfolder']!(), CHECKS, '1.2.3').runs[0]!.results[0]!.locations
    assert.doesNotMatch(JSON.stringify(ofFile), /about the app as a whole/)
  })

  it('takes file names that are no UTF-8', async () => {
    const report = await REPORTS['a failing build']!()
    const [finding] = report.findings
    const [run] = toSarif({...report, findings: [{...finding!, file: 'caf\uDCE9.py'}]}, CHECKS, '1.2.3').runs
    assert.equal(run!.results[0]!.locations[0]!.physicalLocation.artifactLocation.uri, 'caf%EF%BF%BD.py')
  })
})
