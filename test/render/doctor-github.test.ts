import assert from 'node:assert/strict'

import {renderGitHub} from '../../src/render/doctor/github.js'
import {readSnapshot} from '../support/checks.js'
import {HOSTILE, REPORTS} from './reports.js'

describe('the GitHub annotations', () => {
  for (const name of ['a failing build', 'many findings', 'a subfolder', 'a hostile source']) {
    it(name, () => {
      const text = `${renderGitHub(REPORTS[name]!())}\n`
      assert.equal(text, readSnapshot(new URL(`__snapshots__/${name.replaceAll(' ', '-')}.github.txt`, import.meta.url), text))
    })
  }

  it('are one line each, whatever a name or a message holds', () => {
    const report = REPORTS['a hostile source']!()
    const text = renderGitHub({
      ...report,
      findings: report.findings.map((finding) => ({...finding, message: `${HOSTILE}\r\n::error::x`})),
    })
    const lines = text.split('\n')
    assert.equal(lines.length, report.findings.length)
    for (const line of lines) assert.match(line, /^::(?:error|warning|notice) [ -~]*$/)
  })

  it("escape GitHub's own syntax in properties and messages", () => {
    const report = REPORTS['a failing build']!()
    const [finding] = report.findings
    const odd = {...finding!, file: 'a,b:c%d.txt', fix: {command: null, kind: 'hand' as const}, line: 3, message: '100% :: a, b'}
    assert.equal(
      renderGitHub({...report, findings: [odd]}),
      `::error file=a%2Cb%3Ac%25d.txt,line=3,title=shapes/round%3A two files want to be the wheel::100%25 :: a, b`,
    )
  })

  it('are nothing for a healthy app', () => assert.equal(renderGitHub(REPORTS['a healthy app']!()), ''))
})
