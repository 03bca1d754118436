import assert from 'node:assert/strict'

import type {HttpOutcome, MemoryUse} from '../../../src/system/dyno/dyno-host.js'
import type {Observation} from '../../../src/local-build/boot/observation.js'

import {judge} from '../../../src/local-build/boot/judge.js'

/** Observations and what they mean on Heroku. */
describe('boot: the verdict', () => {
  const EXPECTED = {host: 'shop.herokuapp.com', hostIsKnown: true, memoryMegabytes: 512, path: '/'}
  const WEB: Observation = {
    answer: {body: 'hello', kind: 'answer', location: null, status: 200},
    exit: null,
    kind: 'web',
    lines: [],
    listening: [{address: '0.0.0.0', port: 5000}],
    memory: {bytes: 50 * 1024 * 1024, method: 'pss'},
    reach: 'reachable',
    seconds: 1,
    stop: 'in-time',
  }
  const WORKER: Observation = {...WEB, answer: null, kind: 'worker', listening: [], reach: 'none'}
  const answer = (status: number, more: {body?: string; location?: string} = {}): HttpOutcome => ({
    body: '',
    kind: 'answer',
    location: null,
    status,
    ...more,
  })
  const megabytes = (count: number, method: MemoryUse['method'] = 'pss'): MemoryUse => ({bytes: count * 1024 * 1024, method})
  const DJANGO_400 = '<html><body>\n  <h1>Bad Request (400)</h1><p></p>\n</body></html>'

  const table: [name: string, seen: Partial<Observation>, verdict: string, code: null | string, lives: boolean][] = [
    ['200', {}, 'healthy', null, true],
    ['a redirect to a login page', {answer: answer(302, {location: '/login'})}, 'healthy', null, true],
    ['404', {answer: answer(404)}, 'healthy', null, true],
    ['exit', {exit: {code: 1, signal: null}}, 'crashed', 'H10', false],
    ['an exit without an error', {exit: {code: 0, signal: null}}, 'crashed', 'H10', false],
    ['nobody listens', {answer: null, reach: 'none'}, 'port-not-bound', 'R10', false],
    ['127.0.0.1', {answer: null, reach: 'loopback'}, 'port-not-bound', 'R10', false],
    ['IPv6 only', {answer: null, reach: 'ipv6'}, 'port-not-bound', 'R10', false],
    ['no answer', {answer: {kind: 'timed-out'}}, 'no-answer', 'H12', false],
    ['a dropped connection', {answer: {kind: 'closed'}}, 'connection-closed', 'H13', false],
    ['no HTTP', {answer: {kind: 'not-http'}}, 'not-http', 'H17', false],
    ['500', {answer: answer(500)}, 'server-error', null, false],
    ['503', {answer: answer(503)}, 'server-error', null, false],
    ['400 of Django', {answer: answer(400, {body: DJANGO_400})}, 'host-refused', null, false],
    ['400 of Starlette', {answer: answer(400, {body: 'Invalid host header'})}, 'host-refused', null, false],
    [
      '400 with the reason in the log',
      {answer: answer(400), lines: ["Invalid HTTP_HOST header: 'shop.herokuapp.com'."]},
      'host-refused',
      null,
      false,
    ],
    ['400 for another reason', {answer: answer(400, {body: '{"error": "id is missing"}'})}, 'healthy', null, true],
    ['200 of a page about refused hosts', {answer: answer(200, {body: 'DisallowedHost'})}, 'healthy', null, true],
    ['a redirect to itself', {answer: answer(301, {location: 'https://shop.herokuapp.com/'})}, 'redirect-loop', null, false],
    ['a redirect to another host', {answer: answer(301, {location: 'https://www.shop.com/'})}, 'healthy', null, true],
    ['too much memory', {memory: megabytes(513)}, 'memory-exceeded', 'R14', true],
    ['twice the memory', {memory: megabytes(1024)}, 'memory-exceeded', 'R15', false],
    ['all of the memory', {memory: megabytes(512)}, 'healthy', null, true],
    ['RSS, which says too much', {memory: megabytes(700, 'rss')}, 'healthy', null, true],
    ['SIGTERM ignored', {stop: 'too-late'}, 'stop-ignored', 'R12', true],
    ['500 and SIGTERM ignored: the worse one', {answer: answer(500), stop: 'too-late'}, 'server-error', null, false],
  ]
  for (const [name, seen, id, code, lives] of table) {
    it(`web: ${name}`, () => {
      assert.deepEqual(judge({...WEB, ...seen}, EXPECTED), {code, id, lives})
    })
  }

  it('a refused host that was made up is no fault', () => {
    const seen = {...WEB, answer: answer(400, {body: DJANGO_400})}
    assert.deepEqual(judge(seen, {...EXPECTED, hostIsKnown: false}), {code: null, id: 'host-refused', lives: true})
  })

  it('a worker needs no port, and its end has no code of the router', () => {
    assert.equal(judge(WORKER, EXPECTED).id, 'healthy')
    assert.deepEqual(judge({...WORKER, exit: {code: 1, signal: null}}, EXPECTED), {code: null, id: 'crashed', lives: false})
    assert.deepEqual(judge({...WORKER, memory: megabytes(600)}, EXPECTED), {code: 'R14', id: 'memory-exceeded', lives: true})
  })

  it('the release phase is to end', () => {
    const release: Observation = {...WORKER, kind: 'release', memory: null, stop: null}
    assert.equal(judge({...release, exit: {code: 0, signal: null}}, EXPECTED).id, 'healthy')
    for (const exit of [
      {code: 1, signal: null},
      {code: null, signal: 'SIGKILL' as const},
    ])
      assert.deepEqual(judge({...release, exit}, EXPECTED), {code: null, id: 'release-failed', lives: false})
  })
})
