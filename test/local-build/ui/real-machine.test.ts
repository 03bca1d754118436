import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readdirSync, statSync, utimesSync} from 'node:fs'
import path from 'node:path'

import {buildRoot, openMachine} from '../../../src/local-build/run/real-machine.js'
import {realSystem} from '../../../src/system/real-system.js'
import {committed, treeOf} from '../../support/checks.js'
import {otherSpace, otherStart} from '../../support/identities.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('the place of a build', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const open = async (root: string, cache: 'disabled' | 'use' = 'use') =>
    openMachine(
      root,
      {
        cache,
        kind: 'classic',
        cacheFolder: root,
        ci: false,
        findInterpreter: async () => assert.fail('not asked'),
        signal: new AbortController().signal,
        views: null,
      },
      realSystem,
    )

  const {signal} = new AbortController()

  it('is the same for the same source, app and buildpack, and another for any other', async () => {
    const cache = folders.make()
    const project = committed(treeOf({}))
    const about = {app: null, kind: 'classic', project} as const
    const first = await buildRoot(cache, about, false, realSystem.files)
    assert.equal(await buildRoot(cache, about, false, realSystem.files), first)
    assert.notEqual(await buildRoot(cache, {...about, kind: 'cnb'}, false, realSystem.files), first)
    const elsewhere = {...project, source: {...project.source, path: '/elsewhere'}}
    assert.notEqual(await buildRoot(cache, {...about, project: elsewhere}, false, realSystem.files), first)
    assert.notEqual(await buildRoot(cache, about, true, realSystem.files), first, 'tools know it as /app')
    assert.ok(first.startsWith(cache))
  })

  it('is private, and leaves nothing but the cache and the log', async () => {
    const root = path.join(folders.make(), 'app')
    const machine = await open(root)
    if (process.platform !== 'win32') assert.equal(statSync(machine.place.temporary).mode & 0o077, 0)
    machine.log.write('a line')
    await machine.log.close()
    await machine.close()
    assert.deepEqual(readdirSync(root), ['logs'])
  })

  it('is cleared of what killed builds left, and of nothing that is in use', async () => {
    const root = path.join(folders.make(), 'app')
    const old = new Date(Date.now() - 2 * 24 * 60 * 60_000)
    const [dead, there] = [`build_${process.pid}-${otherStart()}0123`, `build_${process.pid}-${otherSpace()}`]
    const abandoned = [
      'build_4194399-dead',
      'build_4194399-dead-Ab12',
      dead,
      `${dead}-views`,
      'heroku-python-old',
      `${there}0123`,
    ]
    const inUse = ['heroku-python-new', `${there}4567`, `${there}4567-Ab12Cd`]
    for (const name of [...abandoned, ...inUse, 'app/left']) mkdirSync(path.join(root, name), {recursive: true})
    for (const name of ['heroku-python-old', `${there}0123`]) utimesSync(path.join(root, name), old, old)
    const waiting = await open(root)
    const machine = await open(root)
    const unlock = await machine.lock(signal, () => assert.fail('nobody else builds'))
    const left = readdirSync(root)
    for (const name of abandoned) assert.ok(!left.includes(name), name)
    for (const name of inUse) assert.ok(left.includes(name), name)
    for (const {place} of [waiting, machine]) assert.ok(existsSync(place.build) && existsSync(place.temporary))
    assert.deepEqual(readdirSync(machine.place.app), [])
    await unlock()
    for (const place of [waiting, machine]) {
      await place.log.close()
      await place.close()
    }
  })

  it('has a cache of its own with --no-cache, which goes with it', async () => {
    const root = path.join(folders.make(), 'app')
    const machine = await open(root, 'disabled')
    assert.ok(machine.cache.folder.startsWith(machine.place.temporary))
    await machine.log.close()
    await machine.close()
    assert.ok(!existsSync(machine.cache.folder))
  })
})
