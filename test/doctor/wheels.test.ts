import assert from 'node:assert/strict'
import {readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {ToolMachine} from '../../src/toolchain/install-tool.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'

import {NOTHING_MISSING} from '../../src/checks/check.js'
import {askForWheels} from '../../src/doctor/wheels.js'
import {machine} from '../pin/machine.js'
import {appOf, checkContext, committed, reportOf, type TestApp, treeOf} from '../support/checks.js'

async function ask(files: TestFiles, {app, ...changes}: Partial<ToolMachine> & {app?: TestApp} = {}) {
  const project = committed(treeOf(files))
  const context = checkContext(project, {app: app ? appOf(app) : null})
  const used = machine(changes)
  const answer = await askForWheels(context, used)
  assert.equal(used.left.size, 0, 'the temporary folder is gone')
  return answer
}

/** The real uv of the buildpack's version and the real index. */
describe('packages without a wheel', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const requirements = 'idna==3.11\nnumpy==1.24.4\nsix==1.17.0\nuwsgi==2.0.31\nsix-of-nobody==9.9\nattrs>=20\nlocal @ file:///x\n'

  it('are found among those that have one, and those that are not there', async () => {
    const answer = await ask({'.python-version': '3.13\n', 'requirements.txt': requirements})
    assert.ok('online' in answer)
    assert.deepEqual(
      [...answer.online.withoutWheel],
      [
        ['numpy', '1.24.4'],
        ['uwsgi', '2.0.31'],
      ],
    )
    assert.deepEqual([...answer.online.sourceOnly], ['uwsgi'])
    assert.deepEqual([...answer.online.notThere], [['six-of-nobody', '9.9']])
  })

  it('are told from those that are for another Python, and from versions that are not there', async () => {
    const answer = await ask({'.python-version': '3.11\n', 'requirements.txt': 'django==6.0\nsix==1.17.0\nidna==99.0\n'})
    assert.ok('online' in answer)
    assert.deepEqual(answer.online, {
      ...NOTHING_MISSING,
      forOtherPythons: new Map([['django', {requires: '>=3.12', version: '6.0'}]]),
      notThere: new Map([['idna', '99.0']]),
    })
  })

  it("are asked for the processor of the app's generation", async () => {
    const requirements = 'ibm-db==3.3.0\nnumpy==2.3.3\ntensorflow-cpu==2.21.0\n'
    const files = {'.python-version': '3.13\n', 'requirements.txt': requirements}
    assert.deepEqual(await ask(files), {online: NOTHING_MISSING})
    const withoutWheel = new Map([
      ['ibm-db', '3.3.0'],
      ['tensorflow-cpu', '2.21.0'],
    ])
    const online = {...NOTHING_MISSING, wheelsOnly: new Set(['tensorflow-cpu']), withoutWheel}
    assert.deepEqual(await ask(files, {app: {kind: 'cnb'}}), {online})
  })

  it('are asked for what a marker of that processor leaves in', async () => {
    const requirements = 'ibm-db==3.3.0 ; platform_machine == "x86_64"\ntensorflow-cpu==2.21.0 ; platform_machine != "aarch64"\n'
    const files = {'.python-version': '3.13\n', 'requirements.txt': requirements}
    assert.deepEqual(await ask(files, {app: {kind: 'cnb'}}), {online: NOTHING_MISSING})
  })

  it('are asked for the Python of the app', async () => {
    const answer = await ask({'.python-version': '3.11\n', 'requirements.txt': 'numpy==1.24.4\n'})
    assert.ok('online' in answer)
    assert.equal(answer.online.withoutWheel.size, 0)
  })

  it('are not known where the index gives no answer, and its address shows no credentials', async () => {
    const env = {...process.env, PIP_INDEX_URL: 'http://127.0.0.1:9/simple'}
    const app = {configVars: {PIP_EXTRA_INDEX_URL: 'http://shop:hunter2@127.0.0.1:9/extra?token=canary'}}
    const answer = await ask({'.python-version': '3.13\n', 'requirements.txt': 'six==1.16.0\n'}, {app, env})
    assert.ok('unavailable' in answer)
    assert.match(answer.unavailable, /^the package index gave no answer: .*127\.0\.0\.1:9/)
    assert.doesNotMatch(answer.unavailable, /hunter2|canary/)
  })

  it('asks nothing of names and versions that are no such thing', async () => {
    const lock = `version = 1\n[[package]]\nname = "six"\nversion = "1.0\\n--index-url http://127.0.0.1:9"\n`
    const answer = await ask({'.python-version': '3.13\n', 'uv.lock': lock})
    assert.deepEqual(answer, {online: NOTHING_MISSING})
  })

  it('are asked for once a day, and each time where the index is asked with credentials', async () => {
    const folder = folders.make()
    const project = committed(treeOf({'.python-version': '3.13\n', 'requirements.txt': 'six==1.17.0\nnumpy==1.24.4\n'}))
    const runs = async (now: string, env: NodeJS.ProcessEnv = process.env) => {
      let count = 0
      const used = machine({env})
      const processes = {
        ...used.processes,
        async run(...args: Parameters<typeof used.processes.run>) {
          if (args[1].includes('compile')) count++
          return used.processes.run(...args)
        },
      }
      const keep = {folder, now: new Date(now)}
      const answer = await askForWheels(checkContext(project), {...used, processes}, {keep})
      return {count, withoutWheel: 'online' in answer ? [...answer.online.withoutWheel.keys()] : []}
    }

    const first = await runs('2026-11-29T10:00:00Z')
    assert.ok(first.count > 0)
    assert.deepEqual(await runs('2026-11-29T20:00:00Z'), {...first, count: 0})
    assert.deepEqual(await runs('2026-12-01T10:00:00Z'), first)
    assert.equal((await runs('2026-12-01T10:00:00Z')).count, 0)
    const withPassword = {...process.env, PIP_EXTRA_INDEX_URL: 'http://shop:hunter2@127.0.0.1:9/simple'}
    assert.ok((await runs('2026-12-01T10:00:00Z', withPassword)).count > 0)
    const names = readdirSync(path.join(folder, 'wheels'))
    assert.equal(names.length, 1)
    writeFileSync(path.join(folder, 'wheels', names[0]!), '{"askedAt": "2026-12-01T10:00:00Z", "online": {}}')
    assert.deepEqual(await runs('2026-12-01T10:00:00Z'), first, 'what is no answer is not taken for one')
  })

  it('are not looked for without --online, nor when the index gave no answer: the check is skipped, with the reason', () => {
    const project = committed(treeOf({'.python-version': '3.13\n', 'requirements.txt': 'numpy==1.24.4\n'}))
    const reason = (options: object) => reportOf(project, options).skipped.find(({id}) => id === 'deps/no-wheel')?.reason
    assert.equal(reason({}), 'it asks the package index: use --online')
    assert.equal(reason({noOnline: 'the package index gave no answer'}), 'the package index gave no answer')
    assert.equal(reason({online: NOTHING_MISSING}), undefined)
  })
})
