import assert from 'node:assert/strict'

import type {BootResult} from '../../../src/local-build/boot/boot.js'
import type {VerdictId} from '../../../src/local-build/boot/verdict.js'

import {bootJson} from '../../../src/local-build/boot/boot-document.js'
import {renderBoot} from '../../../src/render/local-build/boot-report.js'
import {adviceText, verdictText} from '../../../src/render/local-build/boot-words.js'
import {plainStyle} from '../../../src/render/terminal/style.js'
import {chooseGlyphs} from '../../../src/render/terminal/glyphs.js'

describe('build-local --boot: what is said', () => {
  const ASKED = {host: 'shop.herokuapp.com', hostIsKnown: true, path: '/'}
  const GLYPHS = chooseGlyphs({LANG: 'en_US.UTF-8'}, 'linux')
  const OPTIONS = {glyphs: GLYPHS, push: null, style: plainStyle, unchecked: [], width: 80, withLog: false}
  const HEALTHY: BootResult = {
    address: '0.0.0.0:40001',
    cause: null,
    command: 'gunicorn app:app',
    exit: null,
    lastLines: [],
    memory: {bytes: 54 * 1024 * 1024, method: 'pss'},
    memoryMegabytes: 512,
    port: 40_001,
    reach: 'reachable',
    seconds: 0.52,
    status: 200,
    type: 'web',
    verdict: {code: null, id: 'healthy', lives: true},
  }
  const CRASHED: BootResult = {
    ...HEALTHY,
    address: null,
    cause: "ModuleNotFoundError: No module named 'redis'",
    exit: {code: 1, signal: null},
    lastLines: [
      'Traceback (most recent call last):',
      '  File "/app/worker.py", line 1',
      "ModuleNotFoundError: No module named 'redis'",
    ],
    memory: null,
    reach: 'none',
    status: null,
    type: 'worker',
    verdict: {code: null, id: 'crashed', lives: false},
  }
  const FINDING = {
    docs: '',
    file: 'worker.py',
    fix: {command: 'uv add redis', kind: 'hand' as const},
    id: 'deps/import-not-installed',
    line: 1,
    message: 'redis is not installed.',
    severity: 'error' as const,
    title: '',
  }

  it('one line for each process, and why and what to do where something is wrong', () => {
    const boots = [
      {findings: [], result: HEALTHY},
      {findings: [FINDING], result: CRASHED},
    ]
    assert.equal(
      renderBoot(boots, ASKED, OPTIONS),
      `Booted as on a dyno
✔ web     healthy: listening after 0.5 s, GET / answers 200, 54.0 MB of 512 MB
          (11 %)
✖ worker  exited with status 1 after 0.5 s
    ModuleNotFoundError: No module named 'redis'
    Heroku would restart it, with longer and longer waits.
    Doctor: worker.py:1: redis is not installed. (deps/import-not-installed)
      uv add redis
    Last lines of worker:
      Traceback (most recent call last):
        File "/app/worker.py", line 1
      ModuleNotFoundError: No module named 'redis'`,
    )
  })

  it('a verdict that no check foretells is said to be one; what a process prints is safe', () => {
    const text = renderBoot(
      [{findings: [], result: {...CRASHED, cause: 'bad \u001B[31m cause', lastLines: ['\u001B[2J']}}],
      ASKED,
      OPTIONS,
    )
    assert.match(text, /\n\nheroku python:doctor has no check for this: worker\.$/)
    assert.doesNotMatch(text, /\u001B/)
  })

  it('an interrupted boot says what was checked, and what was not', () => {
    const canceled = {...OPTIONS, unchecked: ['worker', 'clock']}
    assert.equal(renderBoot([], ASKED, canceled), 'Canceled. Not checked: worker, clock.')
    assert.match(
      renderBoot([{findings: [], result: HEALTHY}], ASKED, canceled),
      /web {2}healthy[^]*\n\nCanceled\. Not checked: worker, clock\.$/,
    )
  })

  it('how to deploy is said when all live, and nothing was left unchecked', () => {
    const lives = {findings: [], result: HEALTHY}
    const push = {...OPTIONS, push: 'git push heroku HEAD:main'}
    assert.match(renderBoot([lives], ASKED, push), /\n\nPush: git push heroku HEAD:main$/)
    const others = [
      renderBoot([lives, {findings: [], result: CRASHED}], ASKED, push),
      renderBoot([lives], ASKED, {...push, unchecked: ['worker']}),
      renderBoot([], ASKED, push),
      renderBoot([lives], ASKED, OPTIONS),
    ]
    for (const text of others) assert.doesNotMatch(text, /Push/)
  })

  it('what is wrong is said last once more where the text is longer than a screen', () => {
    const lastLines = Array.from({length: 12}, (_, index) => `${'x'.repeat(90)} ${index}`)
    const boots = [
      {findings: [], result: HEALTHY},
      {findings: [FINDING], result: {...CRASHED, lastLines}},
    ]
    const rows = renderBoot(boots, ASKED, OPTIONS).split('\n')
    assert.ok(rows.length > 24)
    assert.deepEqual(rows.slice(-2), ['', '✖ worker  exited with status 1 after 0.5 s'])
  })

  it('the log is not shown a second time', () => {
    assert.doesNotMatch(renderBoot([{findings: [], result: CRASHED}], ASKED, {...OPTIONS, withLog: true}), /last lines/)
  })

  const of = (id: VerdictId, code: BootResult['verdict']['code'], more: Partial<BootResult> = {}): BootResult => ({
    ...HEALTHY,
    ...more,
    verdict: {code, id, lives: false},
  })
  const table: [result: BootResult, line: RegExp, advice: RegExp][] = [
    [of('crashed', 'H10', {exit: {code: 0, signal: null}}), /^H10: exited with status 0 after 0\.5 s$/, /must keep running/],
    [of('crashed', 'H10', {exit: {code: null, signal: 'SIGKILL'}}), /^H10: killed by SIGKILL after/, /would restart it/],
    [
      of('port-not-bound', 'R10', {address: '127.0.0.1:40001', reach: 'loopback'}),
      /^R10: listens only on 127\.0\.0\.1:40001/,
      /0\.0\.0\.0/,
    ],
    [
      of('port-not-bound', 'R10', {address: '0.0.0.0:8000', reach: 'none', seconds: 60}),
      /\$PORT \(40001\), but on 0\.0\.0\.0:8000, after 1 min 0 s$/,
      /PORT/,
    ],
    [of('port-not-bound', 'R10', {address: null, reach: 'none'}), /^R10: doesn't listen on \$PORT \(40001\), after/, /PORT/],
    [of('port-not-bound', 'R10', {reach: 'ipv6'}), /only on IPv6/, /0\.0\.0\.0/],
    [of('server-error', null, {status: 500}), /^answers GET \/ with 500$/, /LOGGING/],
    [of('host-refused', null, {status: 400}), /^answers 400: the host shop\.herokuapp\.com is not allowed$/, /ALLOWED_HOSTS/],
    [of('redirect-loop', null, {status: 301}), /to itself \(301\)$/, /SECURE_PROXY_SSL_HEADER/],
    [
      of('memory-exceeded', 'R14', {memory: {bytes: 600 * 1024 * 1024, method: 'pss'}}),
      /^R14: uses 600 MB of 512 MB \(117 %\)$/,
      /swap/,
    ],
    [of('memory-exceeded', 'R15', {memory: {bytes: 1200 * 1024 * 1024, method: 'pss'}}), /^R15: uses/, /kills/],
    [of('stop-ignored', 'R12'), /^R12: doesn't exit on SIGTERM/, /SIGTERM/],
    [of('no-answer', 'H12'), /^H12: doesn't answer GET \/$/, /30 s/],
    [of('connection-closed', 'H13'), /^H13: closes/, /error/],
    [of('not-http', 'H17'), /^H17: answers/, /TLS/],
    [of('release-failed', null, {exit: {code: 1, signal: null}}), /^failed: exited with status 1/, /wouldn't release/],
    [of('not-run', null), /--boot release/, /^$/],
    [{...HEALTHY, status: 404}, /GET \/ answers 404/, /--path/],
    [{...HEALTHY, memory: {bytes: 54 * 1024 * 1024, method: 'rss'}}, /, at most 54\.0 MB of 512 MB/, /^$/],
  ]
  for (const [result, line, advice] of table) {
    it(`${result.verdict.code ?? result.verdict.id}: ${verdictText(result, ASKED)}`, () => {
      assert.match(verdictText(result, ASKED), line)
      assert.match(adviceText(result, ASKED).join(' '), advice)
    })
  }

  it('a host that was made up is said to be', () => {
    assert.match(adviceText(of('host-refused', null), {...ASKED, hostIsKnown: false}).join(' '), /placeholder.*--app/)
  })

  it('JSON', () => {
    assert.deepEqual(bootJson({findings: [FINDING], result: CRASHED}), {
      address: null,
      cause: "ModuleNotFoundError: No module named 'redis'",
      code: null,
      findings: ['deps/import-not-installed'],
      lives: false,
      memory: null,
      memoryLimit: 512 * 1024 * 1024,
      memoryMethod: null,
      seconds: 0.52,
      status: null,
      type: 'worker',
      verdict: 'crashed',
    })
  })
})
