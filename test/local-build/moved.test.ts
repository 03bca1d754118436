import assert from 'node:assert/strict'

import BuildLocal from '../../src/commands/python/build-local.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'
import {snapshotFolder} from '../support/snapshot-folder.js'
import {anyInterpreter} from './test-machine.js'

interface Built {
  build: {package_manager?: string}
  failure: null | {reason: string}
  packages: {name: string; version: string}[]
}

/** A real build, with real uv and the real index. */
describe('build-local --to uv', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  it('builds what uv makes of the app, with the versions that it pins, and leaves the app alone', async () => {
    const {major} = await anyInterpreter()
    const cache = folders.make()
    class TestBuild extends BuildLocal {
      protected override releaseDataOptions(offline: boolean) {
        return {...super.releaseDataOptions(offline), cacheFolder: cache}
      }
    }

    const source = folders.make({'.python-version': `${major}\n`, 'requirements.txt': 'idna==3.4\nsix==1.16.0\n'})
    const before = await snapshotFolder(source)
    const {exitCode, stderr, stdout} = await runCommand(TestBuild, ['--source', source, '--offline', '--to', 'uv', '--json'], {
      CI: '1',
    })
    assert.equal(exitCode, 0, stderr)
    const {failure, packages} = JSON.parse(stdout) as Built
    assert.equal(failure, null)
    const versions = new Map(packages.map(({name, version}) => [name, version]))
    assert.deepEqual([versions.get('idna'), versions.get('six')], ['3.4', '1.16.0'])
    assert.equal(versions.has('pip'), false, 'uv brings no pip')
    assert.deepEqual(await snapshotFolder(source), before)
  })
})
