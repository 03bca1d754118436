import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {installPython} from '../../../src/toolchain/interpreters/install-python.js'
import {selectInterpreter} from '../../../src/toolchain/interpreters/select.js'
import {builtInReleases} from '../../../src/buildpack/release.js'
import {installTool, type Tool} from '../../../src/toolchain/install-tool.js'
import {ProblemError, type SharedProblem} from '../../../src/common/problem.js'
import {anyPython, machine} from '../../pin/machine.js'
import {TemporaryFolders} from '../../support/repository.js'
import {until} from '../../support/until.js'
import {program} from './interpreters.support.js'

const UV_VERSION = builtInReleases.classic.tools.uv
/** Settings of uv that the tests give it as a user would: in the environment of the command. */
const MIRROR = 'UV_PYTHON_DOWNLOADS_JSON_URL'

/** uv downloads interpreters from GitHub. Here it gets them from a folder, made of an interpreter of this machine. */
describe('installing an interpreter through uv', () => {
  const folders = new TemporaryFolders()
  let uv: Tool
  let python: Awaited<ReturnType<typeof anyPython>>
  let root: string
  let messages: string[]

  before(async () => {
    python = await anyPython()
    uv = await installTool('uv', UV_VERSION, python, machine())
  })

  beforeEach(() => {
    root = folders.make()
    messages = []
    mkdirSync(path.join(root, 'bin'))
    symlinkSync(uv.program, path.join(root, 'bin/uv'))
  })

  afterEach(() => {
    folders.remove()
    delete process.env[MIRROR]
  })

  /** An archive such as python-build-standalone's, of which the program is the one of this machine, and the list that names it. */
  function mirror(version: string): void {
    const {major} = python
    const made = path.join(root, 'made/python')
    const library = path.join(made, `lib/python${major}`)
    mkdirSync(library, {recursive: true})
    program(path.join(made, `bin/python${major}`), `exec ${python.program} "$@"`)
    symlinkSync(`python${major}`, path.join(made, 'bin/python3'))
    const real = path.resolve(python.program, `../../lib/python${major}`)
    const settings = readdirSync(real).find((name) => name.startsWith('_sysconfigdata_'))
    assert.ok(settings, real)
    copyFileSync(path.join(real, settings), path.join(library, '_sysconfigdata__linux_x86_64-linux-gnu.py'))
    const archive = path.join(root, 'python.tar.gz')
    execFileSync('tar', ['-C', path.dirname(made), '-czf', archive, 'python'])
    const [arch, os] = process.arch === 'arm64' ? ['aarch64', 'linux'] : ['x86_64', 'linux']
    const [, minor, patch] = version.split('.').map(Number)
    const key = `cpython-${version}-${os}-${arch}-gnu`
    const entry = {
      arch: {family: arch, variant: null},
      build: '20260101',
      libc: 'gnu',
      major: 3,
      minor,
      name: 'cpython',
      os,
      patch,
      prerelease: '',
      sha256: null,
      url: `file://${archive}`,
      variant: null,
    }
    writeFileSync(path.join(root, 'list.json'), JSON.stringify({[key]: entry}))
    process.env[MIRROR] = path.join(root, 'list.json')
  }

  function here(changes: Record<string, unknown> = {}) {
    return {
      ...machine(),
      cacheFolder: path.join(root, 'cache'),
      cwd: root,
      env: {PATH: path.join(root, 'bin')},
      ownFolder: null,
      progress: (message: string) => messages.push(message),
      ...changes,
    }
  }

  async function failure(version: string, changes: Record<string, unknown> = {}): Promise<SharedProblem> {
    const error = await installPython(version, UV_VERSION, here(changes)).then(
      () => assert.fail('it was installed'),
      (error: unknown) => error,
    )
    assert.ok(error instanceof ProblemError, String(error))
    return error.problem
  }

  it('the very patch release, with the uv of the user, into the cache folder alone', async () => {
    mirror(python.version)
    const installed = await installPython(python.version, UV_VERSION, here())
    assert.equal(installed.version, python.version)
    assert.equal(installed.origin, 'heroku-python')
    assert.deepEqual(messages, [`Installing Python ${python.version} with uv in the cache folder (once)`])
    assert.deepEqual(readdirSync(path.join(root, 'cache')), ['pythons'])
    assert.deepEqual(readdirSync(path.join(root, 'bin')), ['uv'])
    // The next build finds it.
    const next = await selectInterpreter(python.version, {...here(), ownFolder: path.join(root, 'cache/pythons')})
    assert.deepEqual(next, installed)
  })

  it('the newest of the minor version, where uv lacks that patch release', async () => {
    mirror(`${python.major}.1`)
    const installed = await installPython(`${python.major}.99`, UV_VERSION, here())
    assert.equal(installed.version, python.version)
    assert.equal(messages.length, 2)
  })

  it('not with a uv that is older than the buildpack’s', async () => {
    mirror(python.version)
    program(path.join(root, 'old/uv'), `test "$1" = --version && echo 'uv 0.4.30 (abc 2024-11-04)'`)
    const env = {PATH: `${path.join(root, 'old')}:${process.env.PATH}`}
    const cacheFolder = machine().cacheFolder
    // The buildpack's is in the cache folder of the tests; what is installed goes to a place of its own.
    mkdirSync(path.join(root, 'cache'))
    symlinkSync(path.join(cacheFolder, 'tools'), path.join(root, 'cache/tools'))
    const installed = await installPython(python.version, UV_VERSION, here({env}))
    assert.equal(installed.origin, 'heroku-python')
    assert.equal(messages.length, 1)
  })

  it('fails with what uv says, when it can not be downloaded', async () => {
    mirror(python.version)
    execFileSync('rm', [path.join(root, 'python.tar.gz')])
    const problem = await failure(python.version)
    assert.equal(problem.id, 'python-not-installable')
    assert.match(JSON.stringify(problem), /python\.tar\.gz/)
    assert.equal(messages.length, 1)
  })

  it('fails when uv knows none of the minor version', async () => {
    mirror(python.version)
    const problem = await failure('3.99.1')
    assert.equal(problem.id, 'python-not-installable')
    assert.match(JSON.stringify(problem), /No download found/)
  })

  it('fails without uv and without any Python', async () => {
    const problem = await failure(python.version, {env: {PATH: path.join(root, 'cache')}})
    assert.match(JSON.stringify(problem), /neither uv/)
  })

  it('is not tried with --offline', async () => {
    assert.match(JSON.stringify(await failure(python.version, {offline: true})), /--offline/)
  })

  it('ends with ctrl-C', async () => {
    mirror(python.version)
    program(
      path.join(root, 'slow/uv'),
      `test "$1" = --version && echo 'uv 99.0.0' && exit; touch ${root}/started; exec sleep 3600`,
    )
    const controller = new AbortController()
    const started = until(() => existsSync(path.join(root, 'started'))).then(() => controller.abort())
    const env = {PATH: `${path.join(root, 'slow')}:${process.env.PATH}`}
    assert.deepEqual(await failure(python.version, {env, signal: controller.signal}), {id: 'interrupted'})
    await started
  })
})
