import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestRepository} from '../support/repository.js'
import {snapshotFolder} from '../support/snapshot-folder.js'
import {type Command, CommandProcess} from './support/command-process.js'

const HEALTHY = {'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'}
const READING: readonly [Command, ...string[]][] = [
  ['doctor', '--verbose'],
  ['doctor', '--dirty', '--json'],
  ['pin', '--dry-run'],
  ['build-local', '--plan'],
]

/** What is typed, and what a repository says, is taken for data: never for an option, a command or another address. */
describe('injection', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let runs: CommandProcess

  before(async () => {
    api = await FakePlatformApi.start({apps: [{name: 'example', team: 'acme'}]})
    const home = folders.make()
    runs = CommandProcess.inHome(home, api.env)
  })

  after(async () => {
    await runs.end()
    folders.remove()
    // It has no answer for what is asked of it here.
    api.schemaErrors.length = 0
    await api.stop()
  })

  /** A program that leaves a mark when it runs. */
  function trap(): {program: string; sprung: () => boolean} {
    const folder = folders.make()
    const program = path.join(folder, 'trap')
    writeFileSync(program, `#!/bin/sh\ntouch '${folder}/sprung'\nexec cat\n`)
    chmodSync(program, 0o755)
    return {program, sprung: () => existsSync(path.join(folder, 'sprung'))}
  }

  for (const ref of [
    '--upload-pack=TRAP',
    '--output=made',
    '--exec=TRAP',
    '-c core.fsmonitor=TRAP',
    '--git-dir=/',
    '-',
    '--',
    '--all',
    'HEAD --output=made',
    'HEAD:../..',
    '$(TRAP)',
    '`TRAP`',
    ';TRAP',
  ])
    it(`--ref=${ref}`, async () => {
      const {program, sprung} = trap()
      const {folder} = folders.repository(HEALTHY)
      const before = snapshotFolder(folder)
      for (const command of ['doctor', 'migrate-buildpack', 'build-local'] as const) {
        const argv = [`--ref=${ref.replaceAll('TRAP', program)}`, '--app', 'example', '--source', folder]
        const {exitCode, stderr} = await runs.run(command, argv, {cwd: folder})
        assert.equal(exitCode, 2, stderr)
      }

      assert.equal(sprung(), false)
      assert.deepEqual(snapshotFolder(folder), before)
    })

  it('folders whose names begin with a dash', async () => {
    const around = folders.repository({'--output=x/requirements.txt': 'flask\n', '-rf/requirements.txt': 'flask\n'})
    for (const name of ['-rf', '--output=x'])
      for (const [command, ...argv] of READING) {
        const {exitCode, stderr} = await runs.run(command, [...argv, '--offline', '--source', `./${name}`], {cwd: around.folder})
        assert.ok(exitCode < 2, stderr)
      }
  })

  for (const name of [
    '../../account',
    '../account',
    'example/../../account',
    'a?b',
    'a#b',
    '..',
    '%2e%2e',
    'example/config-vars',
    'a\nb',
    '',
  ])
    it(`an app, or a team, called ${JSON.stringify(name)}`, async () => {
      const {folder} = folders.repository(HEALTHY)
      api.requests.length = 0
      for (const [command, ...argv] of READING) await runs.run(command, [...argv, `--app=${name}`, '--source', folder])
      await runs.run('migrate-buildpack', ['--yes', `--app=${name}`, '--source', folder])
      await runs.run('doctor', [`--team=${name}`])
      for (const {method, path: asked, query} of api.requests) {
        assert.equal(method, 'GET')
        assert.match(asked, /^\/(?:apps\/[^/]*(?:\/[a-z-]+)?|teams\/[^/]*\/apps)$/, asked)
        assert.equal(query, '')
      }
    })

  it('--python is a file, and no option', async () => {
    const {folder} = folders.repository(HEALTHY)
    for (const python of ['-c import os; os.mkdir("made")', '-m', '--version', '/bin/sh', '.'])
      assert.equal(
        (await runs.run('build-local', [`--python=${python}`, '--offline', '--source', folder], {cwd: folder})).exitCode,
        2,
      )
    assert.equal(existsSync(path.join(folder, 'made')), false)
  })

  for (const before of ['.:', ':', 'bin:./bin:'])
    it(`no program of a repository is taken for git, Python or a shell, where PATH begins with ${before}`, async () => {
      const {program, sprung} = trap()
      const names = ['git', 'grep', 'python', 'python3', 'sh', 'ssh', 'uv'].flatMap((name) => [name, `bin/${name}`])
      const source = readFileSync(program)
      const {folder} = folders.repository({...HEALTHY, ...Object.fromEntries(names.map((name) => [name, source]))})
      for (const name of names) chmodSync(path.join(folder, name), 0o755)
      const env = {PATH: `${before}${process.env.PATH}`}
      for (const [command, ...argv] of READING) {
        const {exitCode, stderr} = await runs.run(command, [...argv, '--offline'], {cwd: folder, env})
        assert.ok(exitCode < 2, stderr)
      }

      assert.equal(sprung(), false)
      execFileSync('git', ['version'], {cwd: folder, env, input: ''})
      assert.equal(sprung(), true, 'the trap works: a shell in this folder springs it')
    })

  it('nothing that a repository sets up runs', async () => {
    const {program, sprung} = trap()
    const repository = folders.repository({...HEALTHY, '.gitattributes': '* filter=evil diff=evil\n', Pipfile: ''})
    setTraps(repository, program)
    for (const [command, ...argv] of READING) await runs.run(command, [...argv, '--offline', '--source', repository.folder])
    // It copies the commit before it sees that there are two package managers.
    const {exitCode, stderr} = await runs.run('build-local', ['--offline', '--no-cache', '--source', repository.folder])
    assert.equal(exitCode, 1, stderr)
    assert.equal(sprung(), false)
    repository.git('status')
    assert.equal(sprung(), true, 'the trap works: git alone springs it')
  })

  describe('.heroku-python.json', () => {
    const many = Object.fromEntries(Array.from({length: 200_000}, (_, index) => [`x${index}`, 'y']))
    for (const [title, text] of Object.entries({
      'a prototype':
        '{"suppress": {"__proto__": "x", "constructor": "y", "toString": "z"}, "__proto__": {"suppress": {"deps/unpinned": "x"}}}',
      'deep nesting': '['.repeat(200_000),
      'deep nesting that ends': `{"suppress": ${'['.repeat(5000)}${']'.repeat(5000)}}`,
      'many ids': JSON.stringify({suppress: many}),
      'more than is read': JSON.stringify({suppress: {a: 'x'.repeat(9 * 1024 * 1024)}}),
    }))
      it(title, async () => {
        const {folder} = folders.repository({...HEALTHY, '.heroku-python.json': text})
        const {exitCode, stdout} = await runs.run('doctor', ['--offline', '--verbose', '--source', folder])
        assert.equal(exitCode, 0, stdout)
        assert.ok(stdout.length < 20_000)
      })
  })
})

function setTraps(repository: TestRepository, program: string): void {
  for (const name of ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'diff.external', 'credential.helper'])
    repository.git('config', name, program)
  repository.git('config', 'core.hooksPath', path.dirname(program))
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction'])
    writeFileSync(path.join(path.dirname(program), hook), `#!/bin/sh\n${program} </dev/null\n`, {mode: 0o755})
  const filter = `[filter "evil"]\nclean = ${program}\nsmudge = ${program}\n[diff "evil"]\ntextconv = ${program}\n`
  writeFileSync(path.join(repository.folder, '.git/included'), filter)
  repository.git('config', 'include.path', 'included')
}
