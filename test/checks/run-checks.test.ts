import assert from 'node:assert/strict'

import type {Check, CheckContext, Finding} from '../../src/checks/check.js'
import {CHECKS} from '../../src/checks/index.js'
import {runChecks} from '../../src/checks/run-checks.js'
import {checkContext, committed, treeOf} from '../support/checks.js'

const FINDING: Finding = {fix: {command: null, kind: 'hand'}, message: 'Something is wrong.'}

function check(id: string, run: () => Finding[], more: Partial<Check> = {}): Check {
  return {docs: CHECKS[0]!.docs, id, run, severity: 'warning', title: id, ...more}
}

const source = committed(treeOf({'requirements.txt': ''}))

function anyContext(): CheckContext {
  return checkContext(source)
}

describe('runChecks', () => {
  const results = (checks: Check[], missing = {}, suppressions: Record<string, string> = {}) =>
    runChecks(checks, anyContext(), {missing, suppressions: new Map(Object.entries(suppressions))})

  it('reports a check that crashes, and goes on', () => {
    const crashing = check('a/a', () => {
      throw new TypeError('no such thing')
    })
    const {findings, passed, skipped} = results([crashing, check('a/b', () => [FINDING])])
    assert.deepEqual(skipped, [{id: 'a/a', reason: 'the check crashed: no such thing'}])
    assert.deepEqual(
      findings.map(({id}) => id),
      ['a/b'],
    )
    assert.deepEqual(passed, [])
  })

  it('skips what lacks something, with the reason, and never passes it', () => {
    const {passed, skipped} = results([check('a/a', () => [], {needs: ['worktree', 'app']}), check('a/b', () => [])], {
      app: 'not logged in',
    })
    assert.deepEqual(skipped, [{id: 'a/a', reason: 'not logged in'}])
    assert.deepEqual(passed, ['a/b'])
  })

  it('lists the worst first, and else keeps the order of the catalogue', () => {
    const severities = (...found: Finding['severity'][]) => found.map((severity) => ({...FINDING, ...(severity && {severity})}))
    const {findings} = results([
      check('a/a', () => severities('info', 'error')),
      check('a/b', () => severities(undefined, 'error')),
    ])
    assert.deepEqual(
      findings.map(({id, severity}) => `${id} ${severity}`),
      ['a/a error', 'a/b error', 'a/b warning', 'a/a info'],
    )
  })

  it('suppresses what was found, not what passed or was skipped', () => {
    const checks = [check('a/a', () => [FINDING]), check('a/b', () => []), check('a/c', () => [FINDING], {needs: ['app']})]
    const {findings, passed, skipped, suppressed} = results(checks, {app: 'none'}, {'a/a': 'x', 'a/b': 'y', 'a/c': 'z'})
    assert.deepEqual([findings, passed, suppressed], [[], ['a/b'], [{id: 'a/a', reason: 'x'}]])
    assert.deepEqual(
      skipped.map(({id}) => id),
      ['a/c'],
    )
  })
})
