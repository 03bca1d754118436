import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'
import path from 'node:path'

import {SavedLists} from '../../src/migrate/saved-lists.js'
import {parseReference} from '../../src/platform/buildpacks/reference.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {TestClock} from '../support/test-clock.js'

const APP = {id: '01234567-89ab-cdef-0123-456789abcdef', name: 'example'}

describe('saved lists of buildpacks', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('a clock that was set back makes no new list the oldest: it is kept, and is the one to go back to', async () => {
    const folder = folders.make()
    const at = (time: string) => new SavedLists(folder, {clock: new TestClock(time), files: realFileSystem})
    for (let day = 10; day < 30; day++) await at(`2026-05-${day}T00:00:00Z`).save(APP, [parseReference(`acme/pack-${day}`)])
    const late = at('2026-04-01T00:00:00Z')
    for (const name of ['acme/late', 'acme/latest']) {
      const {file} = await late.save(APP, [parseReference(name)])
      const [newest] = await late.of(APP)
      assert.equal(newest!.file, file)
      assert.deepEqual(newest!.buildpacks, [{masked: false, ref: name}])
    }

    const kept = readdirSync(path.join(folder, APP.id)).sort()
    assert.equal(kept.length, 20)
    assert.deepEqual([kept[0], kept.at(-1)], ['20260512T000000000Z.json', '20260529T000000002Z.json'])
  })
})
