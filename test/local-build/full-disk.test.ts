import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import path from 'node:path'

import BuildLocal from '../../src/commands/python/build-local.js'
import {TemporaryFolders} from '../support/repository.js'
import {type CommandResult, runCommand} from '../support/run-command.js'
import {skip} from '../support/skip.js'
import {canMount, SmallDisks} from '../support/small-disk.js'
import {anyInterpreter} from './test-machine.js'

/** A wheel with a file of 400 MB in it, all zeros. */
const WHEEL = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as wheel:
    wheel.writestr('large.bin', bytes(400 * 1024 * 1024))
    wheel.writestr('large-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: large\\nVersion: 1.0\\n')
    wheel.writestr('large-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('large-1.0.dist-info/RECORD', '')
`

describe('a disk that is full in the midst of a build', () => {
  const folders = new TemporaryFolders()
  const disks = new SmallDisks(folders)

  afterEach(() => {
    disks.remove()
    folders.remove()
  })

  async function build(source: string, cache: string, ...argv: string[]): Promise<CommandResult> {
    class TestBuild extends BuildLocal {
      protected override releaseDataOptions(offline: boolean) {
        return {...super.releaseDataOptions(offline), cacheFolder: cache}
      }
    }
    return runCommand(TestBuild, ['--source', source, '--offline', ...argv], {CI: '1'})
  }

  function assertNoAnswer({exitCode, stdout}: CommandResult): void {
    assert.equal(exitCode, 2, stdout)
    assert.match(stdout, /this machine's disk is full \(disk-full\)/)
    assert.match(stdout, /No space left on device/)
    // The cause is the reason, which is told once, with its advice.
    assert.doesNotMatch(stdout, /disk is full[^]*This machine's disk is full\./)
    assert.equal(stdout.match(/Free [^.]*space/g)?.length, 1, stdout)
    assert.doesNotMatch(stdout, /status\.python\.org/)
  }

  it('is no answer: pip can not unpack a package', async function () {
    if (!canMount()) skip(this, 'only the superuser may mount a small disk, and not in every container')
    const {major, program} = await anyInterpreter()
    const folder = folders.make({'.python-version': `${major}\n`, 'requirements.txt': './large-1.0-py3-none-any.whl\n'})
    execFileSync(program, ['-c', WHEEL, path.join(folder, 'large-1.0-py3-none-any.whl')])
    // Room for the Python home and pip, but not for the wheel.
    assertNoAnswer(await build(folder, disks.make(350)))
  })

  it('is no answer: a script of the app can not write', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux has /dev/full')
    const {major} = await anyInterpreter()
    const hook = '#!/usr/bin/env bash\nset -e\necho a file > /dev/full\n'
    const folder = folders.make({'.python-version': `${major}\n`, 'bin/pre_compile': hook, 'requirements.txt': ''})
    assertNoAnswer(await build(folder, folders.make()))
    const {exitCode, stdout} = await build(folder, folders.make(), '--json')
    const {failure, status} = JSON.parse(stdout) as {failure: {reason: string}; status: string}
    assert.deepEqual([exitCode, failure.reason, status], [2, 'disk-full', 'failed'])
  })

  it('a script that fails for another reason is one', async () => {
    const {major} = await anyInterpreter()
    const hook = '#!/usr/bin/env bash\necho there is space left on the device\nexit 28\n'
    const folder = folders.make({'.python-version': `${major}\n`, 'bin/pre_compile': hook, 'requirements.txt': ''})
    const {exitCode, stdout} = await build(folder, folders.make())
    assert.equal(exitCode, 1)
    assert.match(stdout, /hooks::pre_compile/)
  })
})
