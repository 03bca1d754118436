import assert from 'node:assert/strict'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import {isTimeToTell} from '../../src/releases/age-note.js'
import {realSystem} from '../../src/system/real-system.js'
import {TestClock} from '../support/test-clock.js'
import {removeFolder} from '../support/remove-folder.js'

describe('the note that the data is old', () => {
  const DAY = 24 * 60 * 60 * 1000
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'age-note-'))
  })

  afterEach(() => removeFolder(folder))

  it('comes once a week', async () => {
    const clock = new TestClock()
    const tells = async (place = path.join(folder, 'cache')) => isTimeToTell(place, {...realSystem, clock})
    assert.equal(await tells(), true)
    clock.pass(6 * DAY)
    assert.equal(await tells(), false)
    clock.pass(2 * DAY)
    assert.equal(await tells(), true)
    assert.equal(await tells(), false)
  })

  it('comes each time where nothing can be kept, or what was kept makes no sense', async () => {
    await writeFile(path.join(folder, 'file'), '')
    const clock = new TestClock()
    const system = {...realSystem, clock}
    for (let run = 0; run < 2; run++) assert.equal(await isTimeToTell(path.join(folder, 'file'), system), true)
    await writeFile(path.join(folder, 'told-of-old-data'), '2999-01-01T00:00:00.000Z')
    assert.equal(await isTimeToTell(folder, system), true)
  })
})
