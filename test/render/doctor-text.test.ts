import assert from 'node:assert/strict'

import {renderDoctorText} from '../../src/render/doctor/text.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {appOf, committed, readSnapshot, treeOf} from '../support/checks.js'
import {madeUpReport, REPORTS} from './reports.js'

/** The whole text of typical reports. `UPDATE_SNAPSHOTS=1` rewrites test/render/__snapshots__. */
describe('the text report', () => {
  for (const [name, make] of Object.entries(REPORTS)) {
    for (const width of [80, 100]) {
      for (const verbose of [false, true]) {
        if (verbose && width === 80) continue
        it(`${name}, at width ${width}${verbose ? ', --verbose' : ''}`, () => {
          const text = `${renderDoctorText(make(), {style: plainStyle, verbose, width})}\n`
          const file = `${name.replaceAll(/[ ,]+/g, '-')}.${width}${verbose ? '.verbose' : ''}.txt`
          assert.equal(text, readSnapshot(new URL(`__snapshots__/${file}`, import.meta.url), text))
        })
      }
    }
  }

  it('is one sentence or two for a healthy app, wrapped', () => {
    const text = renderDoctorText(REPORTS['a healthy app']!(), {style: plainStyle, verbose: false, width: 80})
    assert.ok(text.split('\n').length <= 3)
    assert.match(text, /No\s+problems\s+found\.$/)
    for (const line of text.split('\n')) assert.ok(line.length <= 80)
  })

  it('names suppressions that suppress nothing, with --verbose', () => {
    const files = {
      '.heroku-python.json': '{"suppress": {"shapes/steady": "turning it in May"}}',
      '.python-version': '3.91\n',
      'requirements.txt': '',
    }
    const report = madeUpReport(committed(treeOf(files)), {app: appOf()})
    const text = (verbose: boolean) => renderDoctorText(report, {style: plainStyle, verbose, width: 100})
    assert.match(text(true), /^Suppressed checks without a finding \(remove these suppressions\)\n {2}shapes\/steady$/m)
    assert.doesNotMatch(text(false), /shapes\/steady/)
  })

  it('wraps what it says of a finding, and never a command', () => {
    const text = renderDoctorText(REPORTS['many findings']!(), {style: plainStyle, verbose: false, width: 60})
    const long = text.split('\n').filter((line) => line.startsWith('    ') && line.length > 60)
    for (const line of long) assert.match(line, /^ {4}(?:Fix|More)/)
  })

  it('gives no control character, no bidirectional one and no false line to a terminal', () => {
    for (const verbose of [false, true]) {
      const text = renderDoctorText(REPORTS['a hostile source']!(), {style: plainStyle, verbose, width: 80})
      assert.doesNotMatch(text, /[\0-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/)
      assert.doesNotMatch(text, /^\s*FAKE LINE/m)
    }
  })
})
