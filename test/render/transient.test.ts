import assert from 'node:assert/strict'

import {type Problem, problemJson} from '../../src/render/problems.js'

/** `error.transient`: whether a script may just try again. */
describe('a problem that may pass by itself', () => {
  const app = (status: null | number, apiId: null | string = null): Problem => ({
    apiId,
    app: 'example-app',
    id: 'app-not-readable',
    message: '',
    status,
  })
  const table: [what: string, problem: Problem, transient: boolean][] = [
    ['no answer from the Platform API', app(null), true],
    ['a time-out of its', app(408), true],
    ['too many requests', app(429), true],
    ['its failure', app(503), true],
    ['no permission', app(403), false],
    ['a second factor', app(403, 'two_factor'), false],
    ['no such app', app(404), false],
    ['not logged in, by its answer', app(401), false],
    ['its failure, for a list of apps', {apiId: null, id: 'apps-not-readable', message: '', status: 500, team: null}, true],
    ['another build with the lock', {id: 'build-locked', pid: 7}, true],
    ['a wrong command line', {id: 'usage', message: 'x'}, false],
    ['no such commit', {empty: false, id: 'unknown-ref', ref: 'x'}, false],
    ['a bug of ours', {id: 'internal', message: 'x', reportTo: null}, false],
  ]
  for (const [what, problem, transient] of table)
    it(`${what}: ${transient ? 'yes' : 'no'}`, () => assert.equal(problemJson(problem).error.transient, transient))
})
