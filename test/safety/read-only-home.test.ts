import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'

import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {canMount, SmallDisks} from '../support/small-disk.js'
import {type Command, CommandProcess} from './support/command-process.js'

/** In a container, or where somebody else owns it: HOME, with the CLI's folders in it, can only be read. */
describe('a home folder that can only be read', () => {
  const folders = new TemporaryFolders()
  const disks = new SmallDisks(folders)
  let runs: CommandProcess

  before(function () {
    if (!canMount()) skip(this, 'only the superuser may mount a disk, and not in every container')
    const home = disks.make(1)
    execFileSync('mount', ['-o', 'remount,ro', home])
    runs = CommandProcess.inHome(home, {})
  })

  after(async () => {
    await runs?.end()
    disks.remove()
    folders.remove()
  })

  const works: [Command, ...string[]][] = [
    ['doctor'],
    ['doctor', '--fix', '--dry-run'],
    ['pin', '--dry-run'],
    ['pin'],
    ['build-local', '--plan'],
  ]
  for (const [command, ...argv] of works)
    it(`is no matter to ${command} ${argv.join(' ')}`, async () => {
      const source = folders.make({'.python-version': '3.13.1\n', 'requirements.txt': ''})
      const {exitCode, stderr} = await runs.run(command, ['--source', source, ...argv])
      assert.ok(exitCode < 2, stderr)
    })

  const fails: [Command, ...string[]][] = [['build-local'], ['build-local', '--no-cache'], ['pin', '--dependencies']]
  for (const [command, ...argv] of fails)
    it(`is the reason that ${command} ${argv.join(' ')} gives`, async () => {
      const source = folders.make({'.python-version': '3.13\n', 'requirements.txt': 'idna==3.10\n'})
      const {exitCode, stderr} = await runs.run(command, ['--source', source, ...argv])
      assert.equal(exitCode, 2)
      assert.match(stderr, /the disk is read-only/)
    })
})
