import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {appendFileSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {makePythonHome} from '../../src/toolchain/python-home.js'
import {findInterpreters} from '../../src/toolchain/interpreters/find.js'
import type {Interpreter} from '../../src/toolchain/interpreters/interpreter.js'
import {realSystem} from '../../src/system/real-system.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

const {signal} = new AbortController()

describe('a Python home of its own', () => {
  const folders = new TemporaryFolders()
  let installation: Interpreter | undefined
  let cacheFolder: string

  before(async () => {
    const machine = {...realSystem, cwd: realpathSync(PROJECT), env: process.env, ownFolder: null, platform: process.platform}
    installation = (await findInterpreters(machine)).find(({home, version}) => home !== null && !/^3\.[0-9]\./.test(version))
  })

  beforeEach(function () {
    if (!installation) skip(this, 'no interpreter of this machine can be moved')
    cacheFolder = realpathSync(folders.make())
  })

  afterEach(() => folders.remove())

  const make = async (name: string, changes: Partial<Interpreter> = {}) => {
    const home = path.join(cacheFolder, name)
    const isMade = await makePythonHome({...installation!, ...changes}, home, {...realSystem, cacheFolder, signal})
    return {home, isMade}
  }

  const python = (home: string, code: string) =>
    execFileSync(path.join(home, 'bin/python'), ['-I', '-c', code], {
      encoding: 'utf8',
      env: {LD_LIBRARY_PATH: path.join(home, 'lib')},
    }).trim()

  it('is a whole Python that is no virtual environment, without packages', async () => {
    const {home, isMade} = await make('home')
    assert.ok(isMade)
    const told = python(
      home,
      'import os, sys; print(sys.prefix, sys.base_prefix, os.__file__, "%d.%d.%d" % sys.version_info[:3])',
    )
    const library = path.join(home, 'lib', `python${installation!.version.split('.').slice(0, 2).join('.')}`)
    assert.deepEqual(told.split(' '), [home, home, path.join(library, 'os.py'), installation!.version])
    assert.deepEqual(readdirSync(path.join(library, 'site-packages')), [])
    for (const file of ['pyvenv.cfg', 'lib64', '.gitignore', '.lock', 'share', `${library}/EXTERNALLY-MANAGED`])
      assert.ok(!existsSync(path.resolve(home, file)), file)
    const headers = python(home, 'import sysconfig; print(sysconfig.get_path("include"))')
    assert.ok(existsSync(path.join(headers, 'Python.h')), headers)
  })

  it('works in a folder that it was moved to, with PYTHONHOME', async () => {
    const {home} = await make('home')
    await realSystem.files.rename(home, `${home}-moved`)
    const program = path.join(`${home}-moved`, 'bin/python')
    const env = {LD_LIBRARY_PATH: path.join(`${home}-moved`, 'lib'), PYTHONHOME: `${home}-moved`}
    const told = execFileSync(program, ['-c', 'import ssl, sys; print(sys.prefix)'], {encoding: 'utf8', env})
    assert.equal(told.trim(), `${home}-moved`)
  })

  it('takes no space of its own, and is made anew where somebody has written into it', async function () {
    const first = await make('first')
    const library = `lib/python${installation!.version.split('.').slice(0, 2).join('.')}/colorsys.py`
    const file = path.join(first.home, library)
    const images = () => readdirSync(path.join(cacheFolder, 'homes')).filter((name) => !name.endsWith('.used'))
    const [image] = images()
    if (lstatSync(file).nlink === 1) skip(this, 'this disk shares blocks, or has no hard links')
    appendFileSync(file, '\nraise RuntimeError\n')
    const second = await make('second')
    assert.equal(python(second.home, 'import colorsys; print("whole")'), 'whole')
    assert.deepEqual(images(), [image], 'the same image, made anew')
  })

  it('is not made of an installation that works only where it is', async () => {
    const home = path.join(cacheFolder, 'installation')
    const major = installation!.version.split('.').slice(0, 2).join('.')
    mkdirSync(path.join(home, `lib/python${major}`), {recursive: true})
    mkdirSync(path.join(home, 'bin'))
    writeFileSync(path.join(home, `bin/python${major}`), `#!/bin/sh\nexec ${installation!.program} "$@"\n`, {mode: 0o755})
    assert.deepEqual(await make('home', {home}), {home: path.join(cacheFolder, 'home'), isMade: false})
    assert.deepEqual(readdirSync(path.join(cacheFolder, 'homes')), [])
    assert.equal((await make('home', {home: null})).isMade, false)
  })
})
