import assert from 'node:assert/strict'

import {CHECKS} from '../../src/checks/index.js'
import type {CheckedFinding} from '../../src/checks/run-checks.js'
import {readSnapshot} from '../support/checks.js'
import {findingsOf} from './case.js'
import {CASES} from './cases.js'

/** In words, exactly: a change of a message, a line or a command shows in review. `UPDATE_SNAPSHOTS=1` rewrites them. */
describe('how the findings read', () => {
  for (const {id} of CHECKS) {
    it(id, async () => {
      const sections: string[] = []
      for (const example of CASES.filter(({findings}) => findings.some((found) => found.startsWith(`${id} `)))) {
        const findings = (await findingsOf(example)).filter((finding) => finding.id === id)
        sections.push(`## ${example.name}\n\n${findings.map((finding) => describeFinding(finding)).join('\n')}`)
      }

      const actual = ascii(`# ${id}\n\n${sections.join('\n')}`)
      assert.equal(actual, readSnapshot(new URL(`__snapshots__/${id.replace('/', '_')}.txt`, import.meta.url), actual))
    })
  }
})

function describeFinding({file, fix, line, message, severity}: CheckedFinding): string {
  const place = file === undefined ? 'no file' : `${JSON.stringify(file)}${line === undefined ? '' : ` line ${line}`}`
  const edits = fix.kind === 'auto' ? fix.edits.map((edit) => `  edit ${JSON.stringify(edit)}\n`) : []
  return `${severity} in ${place}\n  ${JSON.stringify(message)}\n  ${fix.kind}: ${fix.command ?? 'no command'}\n${edits.join('')}`
}

/** So that no editor or terminal shows a snapshot as anything but what it is. */
function ascii(text: string): string {
  return text.replaceAll(/[^\n -~]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase()}}`)
}
