import assert from 'node:assert/strict'

import type {Severity} from '../../src/checks/check.js'
import type {CheckedFinding} from '../../src/checks/run-checks.js'
import {type FailLevel, fails} from '../../src/doctor/report.js'

/** Which findings make the exit code 1. */
describe('--fail-level', () => {
  const finding = (severity: Severity) =>
    ({docs: '', fix: {command: null, kind: 'hand'}, id: 'group/name', message: '', severity, title: ''}) satisfies CheckedFinding
  const table: [severities: Severity[], level: FailLevel, fail: boolean][] = [
    [[], 'error', false],
    [[], 'info', false],
    [[], 'never', false],
    [['error'], 'error', true],
    [['error'], 'warning', true],
    [['error'], 'info', true],
    [['error'], 'never', false],
    [['warning'], 'error', false],
    [['warning'], 'warning', true],
    [['warning'], 'info', true],
    [['warning'], 'never', false],
    [['info'], 'error', false],
    [['info'], 'warning', false],
    [['info'], 'info', true],
    [['info'], 'never', false],
    [['info', 'warning'], 'error', false],
    [['info', 'warning'], 'warning', true],
    [['info', 'warning', 'error'], 'error', true],
  ]
  for (const [severities, level, fail] of table) {
    it(`${severities.join(' and ') || 'no finding'} at ${level}: ${fail ? 1 : 0}`, () => {
      assert.equal(
        fails(
          severities.map((severity) => finding(severity)),
          level,
        ),
        fail,
      )
    })
  }
})
