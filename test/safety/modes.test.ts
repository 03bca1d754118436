import assert from 'node:assert/strict'
import {chmodSync, lstatSync, readdirSync} from 'node:fs'
import path from 'node:path'

import {anyInterpreter} from '../local-build/test-machine.js'
import {ReleaseServer} from '../releases/release-server.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {CommandProcess} from './support/command-process.js'

describe('under umask 000', () => {
  const folders = new TemporaryFolders()
  let runs: CommandProcess | undefined

  before(function () {
    if (process.platform === 'win32') skip(this, 'Windows has no umask')
  })

  after(async () => {
    await runs?.end()
    folders.remove()
  })

  it('no cache, log or record can be written to by every user', async () => {
    const {major} = await anyInterpreter()
    const home = folders.make()
    const repository = folders.repository({
      '.python-version': `${major}\n`,
      'bin/pre_compile': '#!/bin/sh\nmkdir "$CACHE_DIR/hook"\n',
      'requirements.txt': '',
    })
    chmodSync(path.join(repository.folder, 'bin/pre_compile'), 0o755)
    repository.commit()
    const server = new ReleaseServer()
    await server.start()
    const before = process.umask(0)
    try {
      runs = CommandProcess.inHome(home, {})
    } finally {
      process.umask(before)
    }

    try {
      const env = {HEROKU_PYTHON_RELEASES_URL: server.url}
      await runs.run('doctor', ['--source', repository.folder], {env})
      const output = path.join(home, 'output')
      const built = await runs.run('build-local', ['--source', repository.folder, '--output', output], {env})
      assert.equal(built.exitCode, 0, built.stdout + built.stderr)
    } finally {
      await server.stop()
    }

    const all = readdirSync(home, {recursive: true, withFileTypes: true}).map((entry) => path.join(entry.parentPath, entry.name))
    const names = new Set(all.map((place) => path.basename(place)))
    for (const name of ['buildpack-classic.json', 'logs', 'hook', 'run']) assert.ok(names.has(name), name)
    const open = all.filter((place) => {
      const stats = lstatSync(place)
      return !stats.isSymbolicLink() && (stats.mode & 0o002) !== 0
    })
    assert.deepEqual(
      open.map((place) => path.relative(home, place)),
      [],
    )
  })
})
