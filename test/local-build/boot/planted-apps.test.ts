import assert from 'node:assert/strict'
import path from 'node:path'

import type {BootResult} from '../../../src/local-build/boot/boot.js'

import {mapLimited} from '../../../src/system/limited.js'
import {TemporaryFolders} from '../../support/repository.js'
import {anyInterpreter, TestApp} from '../test-machine.js'
import {bootOne, plant} from './booting.js'
import {everythingOf} from './left-over.js'
import {PLANTED_WEB, REQUIREMENTS} from './planted-web.js'
import {PLANTED_WORKERS} from './planted-workers.js'

const PLANTED = {...PLANTED_WEB, ...PLANTED_WORKERS}

/** How many run at the same time: most of their time they wait. */
const AT_ONCE = 4

/** Real servers in one environment that was built once, each app with its own fate. */
describe('boot: planted apps', () => {
  const folders = new TemporaryFolders()
  const results = new Map<string, BootResult>()
  let app: TestApp

  before(async () => {
    const python = await anyInterpreter()
    app = TestApp.make('boot', {'.python-version': `${python.major}\n`, 'requirements.txt': REQUIREMENTS}, true)
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    await mapLimited(Object.entries(PLANTED), AT_ONCE, async ([name, planted]) => {
      const folder = folders.make()
      plant(folder, planted.files, path.join(built.buildFolder, '.heroku/python'))
      results.set(name, await bootOne(folder, planted.command, planted))
      assert.deepEqual(everythingOf(folder), [], `${name}: something is left`)
    })
  })

  after(() => {
    folders.remove()
    app.remove()
  })

  for (const [name, planted] of Object.entries(PLANTED)) {
    it(`${name}: ${[planted.code, planted.verdict].filter(Boolean).join(' ')}`, () => {
      const result = results.get(name)!
      const {address, cause, lastLines, status, verdict} = result
      const said = lastLines.slice(-15).join('\n')
      assert.deepEqual([verdict.id, verdict.code], [planted.verdict, planted.code ?? null], said)
      assert.equal(status, planted.status ?? null, said)
      if (planted.address) assert.match(address ?? '', planted.address)
      assert.match(cause ?? '', planted.cause ?? /^$/)
      assert.doesNotMatch(JSON.stringify(result), /canary/)
    })
  }

  it('WEB_CONCURRENCY is that of the dyno, not of this machine', () => {
    const said = results.get('Flask with gunicorn')!.lastLines.join('\n')
    assert.match(said, /Detected 512 MB available memory and 8 CPU cores/)
    assert.equal(said.match(/Booting worker with pid/g)?.length, 2)
  })
})
