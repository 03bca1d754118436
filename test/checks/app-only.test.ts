import assert from 'node:assert/strict'

import {CHECKS} from '../../src/checks/index.js'
import {NO_SOURCE} from '../../src/doctor/no-source.js'
import {appOf, committed, reportOf, treeOf} from '../support/checks.js'
import {CASES} from './cases.js'

const APP_ONLY = CHECKS.filter(({appOnly}) => appOnly)

/** What `appOnly` promises: such a check is made for fleets, which have no source. */
describe('the checks of a fleet', () => {
  it('find nothing for want of a source', () => {
    const other = committed(treeOf({'.python-version': '3.9\n', Procfile: 'web: x\n', 'uv.lock': ''}))
    const situations = CASES.flatMap(({app}) => (app ? [app] : []))
    assert.ok(situations.length > 5)
    const checks = APP_ONLY.filter(({afterOthers}) => !afterOthers)
    for (const situation of situations) {
      const app = appOf(situation)
      const found = (project: typeof other) =>
        reportOf(project, {app, checks}).findings.map(({id, severity}) => `${id} ${severity}`)
      const withSource = new Set(found(other))
      for (const finding of found(NO_SOURCE)) assert.ok(withSource.has(finding), `${finding}: ${JSON.stringify(situation)}`)
    }
  })

  it('need no source by their own words', () => {
    for (const {id, needs} of APP_ONLY) assert.ok(needs && !needs.includes('worktree') && !needs.includes('online'), id)
  })
})
