import ajvDraft4 from 'ajv-draft-04'
import ajvFormats from 'ajv-formats'
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import {CHECKS} from '../../src/checks/index.js'
import {type DoctorReport, toJson} from '../../src/doctor/report.js'
import {renderGitHub} from '../../src/render/doctor/github.js'
import {renderMarkdown} from '../../src/render/doctor/markdown.js'
import {toSarif} from '../../src/render/doctor/sarif.js'
import {renderDoctorText} from '../../src/render/doctor/text.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {appFor} from '../checks/case.js'
import {CASES} from '../checks/cases.js'
import {FRESH, reportOf, STALE} from '../support/checks.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'

const Draft4 = ajvDraft4.default
const SARIF = new URL(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))

function parse(file: URL): object {
  return JSON.parse(readFileSync(file, 'utf8')) as object
}

/** `::error file=a/b.py,line=3,title=…::…`: GitHub's own syntax, with what would break it escaped. */
const ANNOTATION =
  /^::(?:error|warning|notice) (?:file=[^\r\n:,]+,)?(?:line=[1-9]\d*,)?(?:col=[1-9]\d*,endColumn=[1-9]\d*,)?title=[^\r\n:,]+::[^\r\n]+$/u

/** No control character but the line end, and no character that reorders text. */
const UNPRINTABLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/

describe('every situation in which checks find something, in every report format', () => {
  const sarif = new Draft4({allErrors: true, strict: false, unicodeRegExp: false})
  ajvFormats.default(sarif)
  const isSarif = sarif.compile(parse(SARIF))

  const forms: [name: string, check: (report: DoctorReport) => void][] = [
    [
      'SARIF',
      (report) => {
        const document = toSarif(report, CHECKS, '1.2.3')
        assert.ok(isSarif(printed(document)), JSON.stringify(isSarif.errors))
        assert.equal(document.runs[0]!.results.length, report.findings.length)
        for (const {locations} of document.runs[0]!.results)
          assert.doesNotMatch(locations[0]!.physicalLocation.artifactLocation.uri, /^\/|\.\.|\\/)
      },
    ],
    ['JSON', (report) => assertDocument('doctor', printed(toJson(report)))],
    [
      'GitHub annotations',
      (report) => {
        const lines = report.findings.length === 0 ? [] : renderGitHub(report).split('\n')
        assert.equal(lines.length, report.findings.length)
        for (const line of lines) assert.match(line, ANNOTATION)
      },
    ],
    [
      'Markdown',
      (report) => {
        const text = renderMarkdown(report)
        assert.doesNotMatch(text, UNPRINTABLE)
        for (const {id} of report.findings) assert.ok(text.includes(`[${id}](https://`))
      },
    ],
    [
      'text',
      (report) => {
        for (const verbose of [false, true]) {
          const text = renderDoctorText(report, {style: plainStyle, verbose, width: 80})
          assert.doesNotMatch(text, UNPRINTABLE)
          for (const {id} of report.findings) assert.ok(text.includes(id))
        }
      },
    ],
  ]

  for (const example of CASES) {
    it(example.name, async () => {
      const report = reportOf(await example.project(), {app: appFor(example), releaseData: example.stale ? STALE : FRESH})
      for (const [name, check] of forms) assert.doesNotThrow(() => check(report), name)
    })
  }
})
