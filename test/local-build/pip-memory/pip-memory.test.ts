import assert from 'node:assert/strict'
import {execFile, execFileSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {promisify} from 'node:util'

import {pipMemory} from '../../../src/local-build/pip-memory/pip-memory.js'
import {builtInReleases} from '../../../src/buildpack/release.js'
import {listTree} from '../../../src/system/trees.js'
import {TemporaryFolders, writeFiles} from '../../support/repository.js'
import {anyInterpreter} from '../test-machine.js'
import {LocalIndex, type Project} from './local-index.js'

const SECRET = '0'.repeat(64)
const PROJECTS: Project[] = [
  ['local-app', '1', ['local-web', 'local-tool']],
  ['local-web', '1', []],
  ['local-web', '2', ['local-tool']],
  ['local-tool', '1', []],
]
const WEB = 'local_web-2-py3-none-any.whl'

/** The buildpack's pip with an index of its own: what it asks, prints and installs, with and without its memory. */
describe('what pip remembers of the index', () => {
  const tools = new TemporaryFolders()
  const folders = new TemporaryFolders()
  let home: string
  let index: LocalIndex
  let kept: string
  let place: string

  before(async () => {
    const {bundledPip, program} = await anyInterpreter()
    home = path.join(tools.make(), 'home')
    execFileSync(program, ['-I', '-m', 'venv', '--without-pip', home])
    const pip = `pip==${builtInReleases.classic.tools.pip}`
    execFileSync(inHome('python'), [path.join(bundledPip!, 'pip'), 'install', '--quiet', '--no-cache-dir', pip])
  })

  after(() => tools.remove())

  beforeEach(async () => {
    place = folders.make()
    kept = path.join(place, 'kept')
    for (const folder of [kept, path.join(place, 'memory'), path.join(place, 'files')]) mkdirSync(folder)
    const program = pipMemory({kept, others: [], reusesFiles: true, secret: SECRET})
    writeFileSync(path.join(place, 'memory/sitecustomize.py'), program)
    index = await LocalIndex.start(inHome('python'), path.join(place, 'files'), PROJECTS)
  })

  afterEach(() => {
    index.stop()
    folders.remove()
  })

  const inHome = (name: string) => path.join(home, process.platform === 'win32' ? 'Scripts' : 'bin', name)
  const pipProgram = () => inHome(process.platform === 'win32' ? 'pip.exe' : 'pip')
  const keptFiles = () => readdirSync(path.join(kept, 'files')).sort()

  interface Installed {
    asked: string[]
    files: string[]
    output: string
  }

  async function install(requirements: string, {remembers = true, url = index.url()} = {}): Promise<Installed> {
    writeFiles(place, {'requirements.txt': requirements})
    const target = folders.make()
    index.asked = []
    const args = [
      'install',
      '--no-cache-dir',
      '--no-input',
      '--disable-pip-version-check',
      '--retries',
      '0',
      '--progress-bar',
      'off',
    ]
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      PIP_CONFIG_FILE: 'none',
      PIP_INDEX_URL: url,
      SystemRoot: process.env.SystemRoot,
    }
    if (remembers) env.PYTHONPATH = path.join(place, 'memory')
    const {stderr, stdout} = await promisify(execFile)(
      inHome('python'),
      [pipProgram(), ...args, '--root-user-action', 'ignore', '--target', target, '-r', 'requirements.txt'],
      {cwd: place, env},
    ).catch((error: {stderr: string; stdout: string}) => error)
    return {asked: index.asked, files: await listTree(target), output: stdout + stderr}
  }

  /** As it was without the memory, but that the index may be asked for what the last run asked for. */
  async function sameAsWithout(requirements: string, url = index.url()): Promise<Installed> {
    const before = namesIn({asked: index.asked})
    const plain = await install(requirements, {remembers: false, url})
    const remembering = await install(requirements, {url})
    assert.equal(remembering.output, plain.output)
    assert.deepEqual(remembering.files, plain.files)
    const [asked, needed] = [namesIn(remembering), namesIn(plain)]
    const missing = needed.filter((name) => !asked.includes(name))
    const unknown = asked.filter((name) => ![...needed, ...before].includes(name))
    assert.deepEqual({missing, unknown}, {missing: [], unknown: []})
    return remembering
  }

  const namesIn = ({asked}: Pick<Installed, 'asked'>) => [...new Set(asked.map((request) => request.replace(/^\w+ /, '')))].sort()
  const received = ({asked}: Installed) => asked.filter((request) => request.startsWith('GET /files/'))

  for (const listsMetadata of [true, false])
    it(`asks what it asks without, prints and installs the same, and receives nothing twice${listsMetadata ? ', with metadata' : ''}`, async () => {
      index.listsMetadata = listsMetadata
      assert.equal(received(await install('local-app')).length, listsMetadata ? 6 : 3)
      const second = await sameAsWithout('local-app')
      assert.deepEqual(received(second), [])
      assert.equal(new Set(second.asked).size, second.asked.length, 'nothing is asked twice')
      assert.deepEqual(
        readFileSync(path.join(kept, 'names', readdirSync(path.join(kept, 'names'))[0]!), 'utf8')
          .split('\n')
          .sort(),
        ['local-app', 'local-tool', 'local-web'],
      )
    })

  it('asks for the pages of the last run before pip does, several at a time', async () => {
    await install('local-app')
    index.holdsPages = true
    const {output} = await install('local-app')
    assert.match(output, /Successfully installed/)
    assert.ok(index.pagesAtOnce > 1, 'one after the other')
  })

  it('an index that tells nothing without sending the file: it is asked as ever, and what is on the disk is used', async () => {
    index.allowsHead = false
    await install('local-app')
    const second = await sameAsWithout('local-app')
    assert.equal(received(second).length, 6)
    assert.ok(second.asked.filter((request) => request.startsWith('HEAD')).length < 6)
  })

  it('a file that was yanked meanwhile, or is gone, is none of what is installed; one that is pinned is, with its warning', async () => {
    await install('local-web')
    index.yanked.set(WEB, 'broken')
    assert.ok((await sameAsWithout('local-web')).files.includes('local_web-1.dist-info/METADATA'))
    const pinned = await sameAsWithout('local-web==2')
    assert.match(pinned.output, /yanked[^]*broken/)
    assert.ok(pinned.files.includes('local_web-2.dist-info/METADATA'))
    index.gone.add(WEB)
    assert.match((await sameAsWithout('local-web==2')).output, /404/)
  })

  it('hashes of the requirements: a kept file with another one is refused', async () => {
    const line = (hash: string) =>
      `--require-hashes\nlocal-web==2 --hash=sha256:${hash}\nlocal-tool==1 --hash=sha256:${hashOfTool}\n`
    const hashOfTool = index.hash('local_tool-1-py3-none-any.whl')
    await install(line(index.hash(WEB)))
    assert.deepEqual(received(await sameAsWithout(line(index.hash(WEB)))), [])
    const wrong = await sameAsWithout(line('f'.repeat(64)))
    assert.match(wrong.output, /DO NOT MATCH THE HASHES/)
    assert.deepEqual(wrong.files, [])
  })

  it('bytes on the disk that are others: they are received again', async () => {
    await install('local-app')
    const before = keptFiles()
    for (const name of before) writeFileSync(path.join(kept, 'files', name), 'others')
    assert.equal(received(await sameAsWithout('local-app')).length, before.length)
    assert.deepEqual(keptFiles(), before)
  })

  it('an index with a password: nothing is kept, nobody is asked without it, and no name of a file tells it', async () => {
    index.credentials = 'user:opensesame'
    for (const time of ['first', 'second']) {
      const {asked, files, output} = await install('local-app', {url: index.url('user:opensesame@')})
      assert.ok(files.length > 0, `${time}: ${output}`)
      assert.ok(received({asked, files, output}).length >= 6)
    }

    for (const file of await listTree(kept)) {
      assert.ok(!file.startsWith('files/'), file)
      assert.ok(!readFileSync(path.join(kept, file)).includes('opensesame') && !file.includes('opensesame'), file)
    }
  })

  it('a pip that is made in another way: it does what it does', () => {
    const other = path.join(place, 'other')
    const parts = ['index/collector', 'network/download', 'network/session', 'wheel_builder']
    const modules = parts.map((part) => [
      `pip/_internal/${part}.py`,
      'class Other:\n    def __call__(self):\n        return "mine"\n',
    ])
    const packages = ['', '/_internal', '/_internal/index', '/_internal/network'].map((part) => [`pip${part}/__init__.py`, ''])
    const names = parts.map((part) => part.replace('/', '.'))
    const program = `import importlib, sys\nfor name in ${JSON.stringify(names)}:\n    module = importlib.import_module('pip._internal.' + name)\n    print(sorted(name for name in vars(module) if name[0] != '_'), module.Other()())\n`
    writeFiles(other, {...(Object.fromEntries([...modules, ...packages]) as Record<string, string>), 'bin/pip': program})
    const env = {PATH: process.env.PATH, PYTHONPATH: [path.join(place, 'memory'), other].join(path.delimiter)}
    const output = execFileSync(inHome('python'), [path.join(other, 'bin/pip'), 'install'], {
      encoding: 'utf8',
      env,
      stdio: 'pipe',
    })
    assert.equal(output, "['Other'] mine\n".repeat(parts.length).replaceAll('\n', process.platform === 'win32' ? '\r\n' : '\n'))
    assert.deepEqual(readdirSync(kept), [])
  })
})
