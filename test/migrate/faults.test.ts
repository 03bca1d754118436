import assert from 'node:assert/strict'

import type {Effect} from '../support/fake-platform-api/faults.js'

import {Harness, NEW, OLD} from './harness.js'

const CALLS: Record<string, {method: string; path: RegExp; after?: number}> = {
  'reading the app': {method: 'GET', path: /^\/apps\/example$/},
  'reading the list for the plan': {method: 'GET', path: /buildpack-installations$/},
  'reading the config vars': {method: 'GET', path: /config-vars$/},
  'reading the list just before the change': {after: 1, method: 'GET', path: /buildpack-installations$/},
  'the change': {method: 'PUT', path: /buildpack-installations$/},
  'reading the list after the change': {after: 2, method: 'GET', path: /buildpack-installations$/},
  'unsetting config vars': {method: 'PATCH', path: /config-vars$/},
  'reading the config vars again': {after: 1, method: 'GET', path: /config-vars$/},
}

const EFFECTS: Record<string, Effect> = {
  '401': {status: 401},
  '403': {status: 403},
  '404': {status: 404},
  '422': {status: 422},
  '429': {status: 429},
  '500': {status: 500},
  '503 of a proxy, no JSON': {contentType: 'text/html'},
  'a connection dropped before the request': {drop: 'before'},
  'a connection dropped after the request': {drop: 'after'},
  'a connection dropped in the answer': {drop: 'during'},
  'no answer, nothing done': {hang: 'before'},
  'no answer, and it was done': {hang: 'after'},
  'an answer that is no JSON': {garbage: true},
  'half an answer': {truncate: true},
}

/** At each call of the command, everything that can go wrong: the list is the old or the new one, and what is said of it is true. */
describe('python:migrate-buildpack when a call fails', () => {
  const harness = new Harness()

  beforeEach(async () => harness.start({configVars: {BUILDPACK_URL: 'https://example.com/canary', KEEP: 'canary'}}))

  afterEach(async () => harness.stop())

  for (const [call, match] of Object.entries(CALLS)) {
    for (const [effectName, effect] of Object.entries(EFFECTS)) {
      for (const times of [1, 99]) {
        it(`${call}: ${effectName}${times === 1 ? ', once' : ', and from then on'}`, async () => {
          const fault = harness.api.fault({...match, times}, effect)
          const {exitCode, stderr, stdout} = await harness.run(['--config', '--confirm', 'example'])
          assert.ok(fault.hits > 0, 'the fault struck')
          assertTrue(harness, exitCode, stdout, stderr)
        })
      }
    }
  }
})

function assertTrue(harness: Harness, exitCode: number, stdout: string, stderr: string): void {
  const {list} = harness
  const isNew = JSON.stringify(list) === JSON.stringify(NEW)
  const isOld = JSON.stringify(list) === JSON.stringify(OLD)
  const isUnset = !('BUILDPACK_URL' in harness.api.app('example').configVars)
  const said = (text: RegExp) => text.test(stderr)
  assert.ok(isNew || isOld, `neither the old nor the new list: ${list.join(', ')}`)
  assert.ok(harness.puts <= 1, 'a change is sent once')
  assert.doesNotMatch(stdout + stderr + harness.saved.join(''), /canary/)
  assert.doesNotMatch(stderr, / at .*\.[jt]s:\d/, 'no stack trace')
  assert.equal(harness.api.app('example').configVars.KEEP, 'canary')
  if (exitCode === 0) {
    assert.match(stdout, /Buildpacks changed\. Next release on example will use:\n {2}1\. heroku\/python/)
    assert.ok(isNew)
    assert.equal(/Config vars unset: BUILDPACK_URL/.test(stdout), isUnset)
    return
  }

  assert.equal(exitCode, 2)
  assert.doesNotMatch(stdout, /Buildpacks changed\./)
  if (said(/nothing (?:changed|was written)|were not changed|is unchanged|still has its old buildpacks|example can't be read/))
    assert.ok(isOld, 'said to be the old list')
  else if (said(/The buildpacks changed, but not all config vars/)) assert.ok(isNew, 'said to be the new list')
  else assert.match(stderr, /Can't tell if example has its old buildpacks or the planned ones/)
  if (isNew) assert.ok(harness.saved.length > 0, 'the old list is saved')
}
