import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {once} from 'node:events'
import path from 'node:path'

import {TemporaryFolders, TestRepository, type TestFiles} from '../support/repository.js'
import {snapshotFolder} from '../support/snapshot-folder.js'
import {type Command, CommandProcess} from './support/command-process.js'
import {removeFolder} from '../support/remove-folder.js'

const SECRET = 'c4n4ry-of-another-folder'
const HEALTHY = {'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n'}
/** What a command reads by its name. */
const MANIFESTS = [
  '.heroku-python.json',
  '.python-version',
  '.slugignore',
  'Aptfile',
  'Pipfile',
  'Pipfile.lock',
  'Procfile',
  'app.json',
  'bin/pre_compile',
  'manage.py',
  'nltk.txt',
  'poetry.lock',
  'pyproject.toml',
  'python_version',
  'requirements.txt',
  'runtime.txt',
  'settings.py',
  'uv.lock',
]

/** Whatever an app's files say: what is not in its folder is neither read nor changed. */
describe('outside of the source', () => {
  const folders = new TemporaryFolders()
  let runs: CommandProcess

  before(() => {
    const home = folders.make()
    runs = new CommandProcess({
      ...process.env,
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      HOME: home,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_DATA_HOME: `${home}/data`,
    })
  })

  after(async () => {
    await runs.end()
    folders.remove()
  })

  /** An app beside a folder of no concern to it, as a repository. */
  function app(files: (outside: string) => TestFiles): {folder: string; outside: string} {
    const around = folders.make()
    const [folder, outside] = [path.join(around, 'app'), path.join(around, 'outside')]
    mkdirSync(folder)
    mkdirSync(path.join(outside, 'lib'), {recursive: true})
    const told = `${SECRET}==1.0\n${SECRET}: python ${SECRET}.py\n`
    for (const name of ['secret.txt', 'lib/manage.py', 'lib/requirements.txt']) writeFileSync(path.join(outside, name), told)
    const repository = new TestRepository(folder)
    repository.git('init', '--quiet', '--initial-branch=main', '--template=')
    repository.commit(files(outside))
    return {folder, outside}
  }

  const reading: [Command, ...string[]][] = [
    ['doctor', '--verbose'],
    ['doctor', '--dirty', '--json'],
    ['pin', '--dry-run'],
    ['build-local', '--plan', '--verbose'],
    ['doctor', '--fix', '--verbose'],
    ['pin', '3.14', '--yes'],
    ['pin', '--dependencies', '--json'],
  ]

  /** Runs the commands, those that write last. */
  async function check(folder: string, outside: string, commands = reading): Promise<string> {
    const before = snapshotFolder(outside)
    let said = ''
    for (const [command, ...argv] of commands) {
      const {stderr, stdout} = await runs.run(command, [...argv, '--offline', '--source', folder])
      const shown = `${stdout}\n${stderr}`
      assert.ok(!shown.includes(SECRET), `${command} ${argv.join(' ')}: ${shown}`)
      assert.deepEqual(snapshotFolder(outside), before, `${command} ${argv.join(' ')}`)
      said += shown
    }

    return said
  }

  for (const written of [
    '-r ../outside/secret.txt',
    '-r sub/../../outside/secret.txt',
    '-c ../outside/secret.txt',
    '--requirement=../outside/secret.txt',
    '-r ./link/secret.txt',
    '-e ../outside/lib',
    './link/lib',
  ])
    it(`requirements.txt: ${written}`, async () => {
      const {folder, outside} = app(() => ({...HEALTHY, link: {link: '../outside'}, 'requirements.txt': `idna\n${written}\n`}))
      await check(folder, outside)
    })

  it('requirements.txt: absolute paths', async () => {
    for (const write of [
      (to: string) => `-r ${to}/secret.txt`,
      (to: string) => `-r file://${to}/secret.txt`,
      (to: string) => `x @ file://${to}/lib`,
    ]) {
      const {folder, outside} = app((to) => ({...HEALTHY, 'requirements.txt': `idna\n${write(to)}\n`}))
      await check(folder, outside)
    }
  })

  it('every file that is read is a link out of the folder', async () => {
    for (const target of [(to: string) => `${to}/secret.txt`, () => '../outside/secret.txt', () => 'way/secret.txt']) {
      const {folder, outside} = app((to) => ({
        way: {link: '../outside'},
        ...Object.fromEntries(MANIFESTS.map((name) => [name, {link: target(to)}])),
        'bin/pre_compile': {link: '../../outside/secret.txt'},
      }))
      await check(folder, outside)
    }
  })

  it('one file is such a link, the others are as they should be', async () => {
    for (const name of ['.python-version', 'Procfile', 'requirements.txt', 'python_version', 'runtime.txt']) {
      const {folder, outside} = app((to) => ({...HEALTHY, [name]: {link: `${to}/secret.txt`}}))
      await check(folder, outside)
    }
  })

  it('a folder is such a link', async () => {
    const {folder, outside} = app((to) => ({
      ...HEALTHY,
      bin: {link: to},
      mysite: {link: `${to}/lib`},
      requirements: {link: `${to}/lib`},
    }))
    await check(folder, outside)
    await check(path.join(folder), outside, [['doctor', '--dirty', '--fix']])
  })

  it('.slugignore', async () => {
    const {folder, outside} = app(() => ({
      ...HEALTHY,
      '.slugignore': '../outside/*\n/../../*\n..\n../\n/\n/*/../../outside\n**/..\n!../outside\n\\..\n~\n$(touch x)\n-rf\n',
    }))
    await check(folder, outside)
  })

  it('app.json, and the config vars that name a folder', async () => {
    const {folder, outside} = app(() => ({
      ...HEALTHY,
      'app.json': '{"formation": {}, "scripts": {"postdeploy": "../outside/secret.txt"}}',
    }))
    await check(folder, outside)
  })

  it('.git is a file that names another repository: nothing is changed there', async () => {
    const {folder, outside} = app(() => HEALTHY)
    execFileSync('git', ['init', '--quiet', outside])
    rmSync(path.join(folder, '.git'), {recursive: true})
    writeFileSync(path.join(folder, '.git'), `gitdir: ${outside}/.git\n`)
    const before = snapshotFolder(path.join(outside, '.git'))
    for (const [command, ...argv] of reading) await runs.run(command, [...argv, '--offline', '--source', folder])
    assert.deepEqual(snapshotFolder(path.join(outside, '.git')), before)
  })

  it('submodules that lead out', async () => {
    const {folder, outside} = app(() => ({
      ...HEALTHY,
      '.gitmodules': ['../outside', 'a/../../outside', '.git/modules', '-x']
        .map((place, index) => `[submodule "../${index}"]\n\tpath = ${place}\n\turl = ext::sh -c touch% ${SECRET}\n`)
        .join(''),
    }))
    await check(folder, outside)
  })

  it('--output through a link, into the source, and where it leads out', async () => {
    const {folder, outside} = app((to) => ({Pipfile: '', link: {link: to}, Procfile: ''}))
    for (const output of ['link', 'link/lib', '../outside', '.'])
      await check(folder, outside, [['build-local', '--output', path.join(folder, output), '--no-cache']])
  })

  describe('what is no plain file', () => {
    for (const git of [true, false]) {
      it(`folders, pipes, sockets, devices, loops and a huge file ${git ? 'in a repository' : 'in a plain folder'}`, async () => {
        for (const name of git ? ['requirements.txt', '.slugignore', 'uv.lock'] : ['.python-version', 'Procfile']) {
          const {folder, outside} = app(() => HEALTHY)
          if (!git) rmSync(path.join(folder, '.git'), {recursive: true})
          const place = path.join(folder, name)
          const server = createServer()
          for (const make of [
            () => mkdirSync(place),
            () => execFileSync('mkfifo', [place]),
            () => symlinkSync(name, place),
            () => symlinkSync('/dev/zero', place),
            () => {
              writeFileSync(place, '')
              truncateSync(place, 2 ** 33)
            },
            async () => once(server.listen(place), 'listening'),
          ]) {
            removeFolder(place)
            await make()
            await check(folder, outside, [['doctor', '--dirty', '--verbose']])
          }

          server.close()
        }
      })
    }

    it('names with line ends, and of no text', async () => {
      const {folder, outside} = app(() => ({
        ...HEALTHY,
        'a\nrequirements.txt': `${SECRET}\n`,
        '\n': '',
        'requirements.txt\n': 'x\n',
      }))
      await check(folder, outside)
    })
  })
})
