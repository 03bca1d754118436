import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {TemporaryFolders, TestRepository} from '../support/repository.js'
import {type Command, CommandProcess} from './support/command-process.js'

const SECRET = 'c4n4ry-of-another-folder'
const APP = {
  '.python-version': '3.13\n',
  'requirements.txt': '-r requirements/base.txt\n',
  'requirements/base.txt': 'flask==3.1.2\n',
}
const READING: readonly (readonly [Command, ...string[]])[] = [
  ['doctor', '--verbose'],
  ['doctor', '--dirty', '--verbose'],
  ['doctor', '--dirty', '--json'],
  ['doctor', '--dirty', '--format', 'github'],
  ['build-local', '--plan', '--dirty'],
  ['pin', '--dry-run'],
]

describe('what git records, and what git reads', () => {
  const folders = new TemporaryFolders()
  let runs: CommandProcess

  before(() => {
    runs = CommandProcess.inHome(folders.make(), {})
  })

  after(async () => {
    await runs.end()
    folders.remove()
  })

  function app(): {outside: string; repository: TestRepository} {
    const around = folders.make({'outside/base.txt': `${SECRET}==1.0\n${SECRET} !\n`})
    const folder = path.join(around, 'app')
    mkdirSync(folder)
    const repository = new TestRepository(folder)
    repository.git('init', '--quiet', '--initial-branch=main', '--template=')
    repository.commit(APP)
    return {outside: path.join(around, 'outside'), repository}
  }

  async function run(command: Command, argv: readonly string[], folder: string): Promise<string> {
    const {stderr, stdout} = await runs.run(command, [...argv, '--offline', '--source', folder])
    assert.ok(!(stdout + stderr).includes(SECRET), `${command} ${argv.join(' ')}: ${stdout}${stderr}`)
    return stdout + stderr
  }

  it('a folder of the index that is a link on disk, and ignored, is not gone through', async () => {
    const {outside, repository} = app()
    rmSync(path.join(repository.folder, 'requirements'), {recursive: true})
    symlinkSync(outside, path.join(repository.folder, 'requirements'))
    repository.write({'.git/info/exclude': 'requirements\n'})
    for (const [command, ...argv] of READING) await run(command, argv, repository.folder)
  })

  it('a name of the index that leads out is refused', async () => {
    for (const [name, written] of [
      ['requirements/../../outside/base.txt', 'requirements/xx/xx/outside/base.txt'],
      ['../outside/base.txt', 'xx/outside/base.txt'],
      ['requirements/..', 'requirements/xx'],
    ] as const) {
      const {repository} = app()
      const index = path.join(repository.folder, '.git/index')
      const blob = repository.git('rev-parse', 'HEAD:.python-version')
      repository.git('update-index', '--add', '--cacheinfo', `100644,${blob},${written}`)
      // Git refuses such a name, but not in an index that has it.
      const bytes = Buffer.from(readFileSync(index, 'latin1').replace(written, name), 'latin1')
      writeFileSync(index, withChecksum(bytes))
      assert.match(repository.git('ls-files'), new RegExp(`^${name.replaceAll('.', String.raw`\.`)}$`, 'm'))
      for (const [command, ...argv] of READING) {
        const said = await run(command, argv, repository.folder)
        assert.match(said, /has a file named \S+, outside its folder/, `${name}: ${command} ${argv.join(' ')}`)
      }
    }
  })

  it('a setting that names another folder, or a file of patterns elsewhere, is not followed', async () => {
    const {outside, repository} = app()
    repository.git('config', 'core.excludesFile', path.join(outside, 'base.txt'))
    repository.git('config', 'core.attributesFile', path.join(outside, 'base.txt'))
    repository.git('config', 'core.worktree', outside)
    for (const [command, ...argv] of READING) await run(command, argv, repository.folder)
  })

  it('named pipes in the place of files that git reads: none is waited for, and it is named', async () => {
    for (const [name, prepare] of [
      ['.gitignore'],
      ['.gitattributes'],
      ['.gitmodules'],
      ['.git/info/exclude'],
      ['.git/info/attributes'],
      ['.git/config'],
      ['.git/index'],
      ['.git/packed-refs'],
      ['.git/HEAD'],
      ['deep/er/.gitignore'],
      ['.git/included', (repository: TestRepository) => repository.git('config', 'include.path', 'included')],
    ] as readonly [string, ((repository: TestRepository) => void)?][]) {
      const {repository} = app()
      prepare?.(repository)
      const place = path.join(repository.folder, name)
      rmSync(place, {force: true})
      mkdirSync(path.dirname(place), {recursive: true})
      execFileSync('mkfifo', [place])
      for (const argv of [['--dirty'], []]) {
        const said = await run('doctor', argv, repository.folder)
        // What a setting includes is never read.
        const expected = name === '.git/included' ? /Found|No problems/ : /is a named pipe, socket or device/
        assert.match(said, expected, name)
        if (name !== '.git/included') assert.ok(said.replaceAll(/\s+/g, '').includes(name), said)
      }
    }
  })
})

/** The last twenty bytes of an index are its checksum. */
function withChecksum(index: Buffer): Buffer {
  const body = index.subarray(0, -20)
  const sum = execFileSync('sha1sum', {input: body}).toString().slice(0, 40)
  return Buffer.concat([body, Buffer.from(sum, 'hex')])
}
