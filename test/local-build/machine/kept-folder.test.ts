import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {KEPT, keptBytes, openKept, tidyKept} from '../../../src/local-build/cache/kept-folder.js'
import {realSystem} from '../../../src/system/real-system.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('the folder of kept downloads', () => {
  const folders = new TemporaryFolders()
  const {files} = realSystem

  afterEach(() => folders.remove())

  const put = (folder: string, name: string, hoursAgo: number) => {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), {recursive: true})
    writeFileSync(file, '12345')
    const time = Date.now() / 1000 - hoursAgo * 3600
    utimesSync(file, time, time)
  }

  it('is made once, by several at the same time too, and for its user only', async () => {
    const folder = path.join(folders.make(), KEPT)
    const keys = await Promise.all([1, 2, 3, 4].map(async () => openKept(folder, realSystem)))
    assert.equal(new Set([...keys, await openKept(folder, realSystem)]).size, 1)
    assert.match(keys[0]!, /^[\da-f]{64}$/)
    assert.equal(statSync(folder).mode & 0o77, 0)
  })

  it('a key that is not whole: nothing that it named is used', async () => {
    const folder = path.join(folders.make(), KEPT)
    const before = await openKept(folder, realSystem)
    put(folder, 'wheels/one.whl', 0)
    writeFileSync(path.join(folder, 'secret'), before.slice(0, 20))
    assert.notEqual(await openKept(folder, realSystem), before)
    assert.ok(!existsSync(path.join(folder, 'wheels')))
  })

  it('keeps what the last whole build has used, of another build what is a week old, and nothing that a kill has left', async () => {
    const root = folders.make()
    const folder = path.join(root, KEPT)
    await openKept(folder, realSystem)
    for (const name of ['files/used', 'code/used', 'tool-build_1/tree/pip.py']) put(folder, name, 0)
    put(folder, 'wheels/unused', 2)
    put(folder, 'wheels/old', 24 * 8)
    await tidyKept(folder, null, files)
    assert.deepEqual(readdirSync(folder).sort(), ['code', 'files', 'secret', 'size', 'wheels'])
    assert.deepEqual(readdirSync(path.join(folder, 'wheels')), ['unused'])
    assert.equal(await keptBytes(root, files), 15)
    await tidyKept(folder, 60_000, files)
    assert.deepEqual(readdirSync(path.join(folder, 'wheels')), [])
    assert.deepEqual(readdirSync(path.join(folder, 'files')), ['used'])
    assert.equal(readFileSync(path.join(folder, 'size'), 'utf8'), '10')
  })
})
