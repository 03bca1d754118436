import assert from 'node:assert/strict'

import {realFileSystem} from '../../../src/system/file-system.js'
import {measure} from '../../../src/local-build/run/measure.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('the size of a built app', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const SITE = '.heroku/python/lib/python3.13/site-packages'

  it('is that of its files; each package has the files that its RECORD names', async () => {
    const METADATA = 'Metadata-Version: 2.4\nName: Flask\nVersion: 3.1.2\n\nName: not this\n'
    const OTHER = 'Name: other\nVersion: 1\n'
    const RECORD =
      'flask/app.py,sha256=x,100\n"flask/with, comma.py",,\n../../../bin/flask,,\nflask/gone.py,,\nFlask-3.1.2.dist-info/RECORD,,\n'
    const build = folders.make({
      [`${SITE}/Flask-3.1.2.dist-info/METADATA`]: METADATA,
      [`${SITE}/Flask-3.1.2.dist-info/RECORD`]: RECORD,
      [`${SITE}/flask/app.py`]: 'x'.repeat(100),
      [`${SITE}/flask/with, comma.py`]: 'x'.repeat(20),
      [`${SITE}/flask/not-recorded.py`]: 'x'.repeat(1000),
      [`${SITE}/broken-1.0.dist-info/METADATA`]: '',
      '.heroku/python/bin/flask': 'x'.repeat(3),
      '.heroku/python/bin/python': {link: '/usr/bin/python3'},
      'vendor/site-packages/other-1.dist-info/METADATA': OTHER,
      'app.py': 'x'.repeat(50),
    })
    const {packages, totalBytes} = await measure(build, realFileSystem)
    assert.deepEqual(packages, [
      {bytes: 0, name: 'broken', version: '1.0'},
      {bytes: 100 + 20 + 3 + RECORD.length, name: 'Flask', version: '3.1.2'},
    ])
    assert.equal(totalBytes, 100 + 20 + 1000 + 3 + 50 + RECORD.length + METADATA.length + OTHER.length)
  })

  it('is nothing where nothing was built', async () => {
    assert.deepEqual(await measure(folders.make(), realFileSystem), {packages: [], totalBytes: 0})
  })
})
