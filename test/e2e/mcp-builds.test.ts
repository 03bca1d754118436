import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import type {BuildJson, McpBuildAnswer} from '../../src/mcp/json.js'

import {anyInterpreter} from '../local-build/test-machine.js'
import {type McpSession, openMcp} from '../support/mcp-client.js'
import {GIT_ENVIRONMENT, SMALL_APP, TemporaryFolders} from '../support/repository.js'
import {until} from '../support/until.js'

/** Known by its number in the list of processes: other runs of these tests have others. */
const SLEEP = `sleep ${200_000 + process.pid}`
const sleeps = () => spawnSync('pgrep', ['-f', SLEEP]).status === 0

/** Builds that end, or hang, in their own first hook: no package index is needed. */
describe('builds through python:mcp', () => {
  const folders = new TemporaryFolders()
  let session: McpSession
  let app: string
  let hook: string

  before(async () => {
    const python = await anyInterpreter()
    const home = folders.make()
    app = folders.repository({...SMALL_APP, '.python-version': `${python.major}\n`, 'bin/pre_compile': 'exit 0\n'}).folder
    hook = path.join(app, 'bin/pre_compile')
    const PATH = `${path.dirname(python.program)}${path.delimiter}${process.env.PATH}`
    session = await openMcp({cwd: app, env: {...GIT_ENVIRONMENT, HOME: home, PATH}, roots: [app]})
  })

  after(async () => {
    await session.close()
    folders.remove()
  })

  const build = async (input: Record<string, unknown>) => session.call<McpBuildAnswer>('build', input)
  const start = async (script: string) => {
    writeFileSync(hook, script)
    const {result} = await build({action: 'start'})
    assert.equal(result?.state, 'running')
    return result!.job
  }

  const ended = async (job: string): Promise<BuildJson> => {
    for (;;) {
      const {result} = await build({action: 'status', job})
      if (result?.state !== 'running') return result!
      await sleep(200)
    }
  }

  it('a build that fails says where and why, with its document and its log', async () => {
    const job = await start('#!/bin/sh\necho the hook was here\nexit 3\n')
    const {done, result, state, step} = await ended(job)
    assert.deepEqual({reason: result?.failure?.reason, state, step}, {reason: 'hooks::pre_compile', state: 'failed', step: null})
    assert.ok(done > 0)
    const {result: first} = await build({action: 'log', from: 0, job})
    assert.ok(first!.log!.lines.some((line) => line.includes('the hook was here')))
    assert.equal(first!.log!.next, first!.lines)
    const {result: rest} = await build({action: 'log', from: first!.log!.next, job})
    assert.deepEqual(rest!.log, {from: first!.lines, lines: [], next: first!.lines})
  })

  it('a cancelled build is over when the call is answered, and leaves nothing running', async () => {
    const job = await start(`#!/bin/sh\n${SLEEP}\n`)
    await until(sleeps)
    const {result: running} = await build({action: 'status', job})
    assert.equal(running?.state, 'running')
    const {result, text} = await build({action: 'cancel', job})
    assert.equal(result?.state, 'canceled')
    assert.match(text, /^build-\d+: canceled/)
    await until(() => !sleeps())
    assert.equal((await build({action: 'status', job})).result?.state, 'canceled')
  })

  it('only so many run at once, and only those that were started are known', async () => {
    const jobs = [await start(`#!/bin/sh\n${SLEEP}\n`), await start(`#!/bin/sh\n${SLEEP}\n`)]
    const third = await build({action: 'start'})
    assert.equal(third.error?.transient, true)
    assert.match((await build({action: 'status', job: 'build-99'})).error!.message, /There is no build/)
    assert.match((await build({action: 'cancel'})).error!.message, /There is no build/)
    for (const job of jobs) await build({action: 'cancel', job})
  })

  it('a build that cannot begin says so', async () => {
    const {result} = await build({action: 'start', ref: 'no-such-ref'})
    let answer = await build({action: 'status', job: result!.job})
    while (answer.result?.state === 'running') answer = await build({action: 'status', job: result!.job})
    assert.equal(answer.error?.id, 'unknown-ref')
  })

  it('the end of the session ends its builds', async () => {
    await start(`#!/bin/sh\n${SLEEP}\n`)
    await until(sleeps)
    await session.close()
    await until(() => !sleeps())
    assert.ok(existsSync(hook))
  })
})
