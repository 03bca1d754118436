import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

import type {FailureReason} from '../../src/buildpack/failure.js'
import {FAILURE_TITLES} from '../../src/buildpack/prediction.js'
import type {Need} from '../../src/checks/check.js'
import {CHECKS} from '../../src/checks/index.js'
import {checkPage} from '../../src/render/doctor/check-docs.js'
import {reportOf} from '../support/checks.js'
import {appFor, type Case, onlineFor} from './case.js'
import {CASES, NEAR_MISSES} from './cases.js'

/** The checks that lack what they need in a case. */
function unmade({app, online}: Case): string[] {
  const lacks = (need: Need) => (need === 'online' ? !online : need !== 'worktree' && !app)
  const unmade = CHECKS.filter(({needs, ofMoves}) => !ofMoves && needs?.some((need) => lacks(need)))
  return [false, true].flatMap((isLast) => unmade.filter(({afterOthers = false}) => afterOthers === isLast)).map(({id}) => id)
}

const UNEXPLAINED = new Set<FailureReason>()

/** What every check owes its users and its maintainers. */
describe('every check', () => {
  it('has an id of its own', () => {
    assert.equal(new Set(CHECKS.map(({id}) => id)).size, CHECKS.length)
  })

  for (const check of CHECKS) {
    describe(check.id, () => {
      it('has an id of the form group/name, and lives in the file of that name', () => {
        assert.match(check.id, /^[a-z]+\/[a-z\d]+(?:-[a-z]+)*$/)
        assert.ok(existsSync(fileURLToPath(new URL(`../../src/checks/${check.id}.ts`, import.meta.url))))
      })

      it('is documented', () => {
        for (const text of Object.values(check.docs)) assert.ok(text.length > 10, text)
        for (const text of [check.docs.what, check.docs.why, check.docs.fix])
          assert.match(text, /^(?:[A-Z`]|(?:collectstatic|macOS|pip|pyenv|uv)\b).*\.$/s)
        assert.match(check.docs.link, /^https:\/\/[\w.-]+\/\S+$/)
        // A fragment, as everywhere in the Heroku CLI: no capital, no full stop.
        assert.match(check.title, /^(?:[^A-Z]|(?:Celery|Fir|GPU|Heroku|Pipfile|Poetry|SQLAlchemy|WEB_CONCURRENCY)\b).*[^.]$/)
        assert.match(checkPage(check), new RegExp(`^# ${check.id}\n`))
      })

      it('has a situation in which it finds something', () => {
        assert.ok(CASES.some(({findings}) => findings.some((found) => found.startsWith(`${check.id} `))))
      })

      it('has a near miss, in which it finds nothing', () => {
        const nearMiss = CASES.find(({name}) => name === NEAR_MISSES[check.id])
        assert.ok(nearMiss, 'cases.ts names none')
        assert.ok(nearMiss.findings.every((found) => !found.startsWith(`${check.id} `)))
      })

      it('explains only what the buildpack may say', () => {
        for (const reason of check.explains ?? []) assert.ok(reason in FAILURE_TITLES, reason)
      })
    })
  }

  it('together they explain every failure that a source can decide', () => {
    const explained = new Set(CHECKS.flatMap(({explains}) => explains ?? []))
    const reasons = Object.keys(FAILURE_TITLES) as FailureReason[]
    assert.deepEqual(
      reasons.filter((reason) => !explained.has(reason)),
      [...UNEXPLAINED],
    )
  })

  it('is made, not skipped, in each of its situations', async () => {
    for (const example of CASES.filter(({app}) => app?.stack !== 'container')) {
      const {skipped} = reportOf(await example.project(), {app: appFor(example), online: onlineFor(example)})
      assert.deepEqual(
        skipped.map(({id}) => id),
        unmade(example),
        example.name,
      )
    }
  })
})
