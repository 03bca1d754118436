import assert from 'node:assert/strict'

import {CHECKS} from '../../src/checks/index.js'
import {findCheck, selectChecks} from '../../src/doctor/select-checks.js'

const select = (only: string[], skip: string[] = []) => selectChecks(CHECKS, {only, skip}).map(({id}) => id)

describe('--only and --skip', () => {
  it('take every check without them', () => assert.equal(select([]).length, CHECKS.length))

  it('take ids', () => assert.deepEqual(select(['version/eol', 'stack/eol']), ['version/eol', 'stack/eol']))

  it('take whole groups', () => assert.deepEqual(select(['stack']), ['stack/eol', 'stack/deprecated']))

  it('take a group with its slash', () => assert.deepEqual(select(['stack/']), ['stack/eol', 'stack/deprecated']))

  it('leave out', () => assert.deepEqual(select(['stack'], ['stack/eol']), ['stack/deprecated']))

  it('leave out whole groups', () =>
    assert.ok(select([], ['config', 'version', 'stack']).every((id) => !/^(?:config|version|stack)\//.test(id))))

  const unknown: [typed: string, near: string[]][] = [
    ['version/eoll', ['version/eol']],
    ['version', []],
    ['__proto__', []],
    ['', []],
    ['requirements', ['source/requirements-misspelled']],
  ]
  for (const [typed, near] of unknown) {
    it(`name the nearest to ${JSON.stringify(typed)}`, () => {
      const find = () => findCheck(CHECKS, typed)
      assert.throws(find, (error: {problem: {id: string; near: string[]}}) => {
        assert.equal(error.problem.id, 'unknown-check')
        assert.ok(
          near.every((id) => error.problem.near.includes(id)),
          error.problem.near.join(' '),
        )
        assert.ok(error.problem.near.length <= 3)
        return true
      })
    })
  }

  it('refuse what no check is named', () => {
    assert.throws(() => select(['version/eol', 'nothing']), {problem: {id: 'unknown-check', ids: ['nothing'], near: []}})
    assert.throws(() => select([], ['']))
  })
})
