import assert from 'node:assert/strict'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import type {DoctorJson} from '../../src/doctor/json.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import type {AppSeed} from '../support/fake-platform-api/seeds.js'
import {removeFolder} from '../support/remove-folder.js'
import {runCommand} from '../support/run-command.js'
import {cacheOf, packedByTar} from '../support/tar-archive.js'

/** The doctor says what the next build does, by the cache of the last one. */
describe('python:doctor --app, with a build cache', () => {
  let api: FakePlatformApi
  let folder: string

  beforeEach(async () => {
    api = await FakePlatformApi.start()
    folder = await mkdtemp(path.join(tmpdir(), 'doctor-cache-'))
    await write('requirements.txt', 'idna==3.11\n')
  })

  afterEach(async () => {
    await api.stop()
    removeFolder(folder)
  })

  const write = async (name: string, contents: string) => writeFile(path.join(folder, name), contents)
  const doctor = async (seed: Partial<AppSeed>, ...argv: string[]) => {
    if (!api.state.findApp('example')) api.addApp({name: 'example', ...seed})
    const {stderr, stdout} = await runCommand(
      Doctor,
      ['--source', folder, '--app', 'example', '--fail-level', 'never', ...argv],
      {
        ...api.env,
        HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
      },
    )
    for (const text of [stdout, stderr]) assert.doesNotMatch(text, /planted-|Signature|\/caches\//)
    return stdout
  }

  const report = async (seed: Partial<AppSeed>) => JSON.parse(await doctor(seed, '--json')) as DoctorJson
  const REQUIREMENTS = {requirements: 'idna==3.11\n'}

  it('keeps the Python of the last build, and restores the cache', async () => {
    const {build, cache, findings} = await report({cache: packedByTar(cacheOf('3.12.14', REQUIREMENTS))})
    assert.deepEqual(cache, {reasons: [], status: 'reused'})
    assert.deepEqual(
      [build.python_version_origin, build.python_version_requested, build.python_version],
      ['cached', '3.12', '3.12.14'],
    )
    assert.deepEqual(build.steps.slice(0, 4), [
      '-----> No Python version was specified. Using the same major version as the last build: Python 3.12',
      '-----> Restoring cache',
      '-----> Using cached install of Python 3.12.14',
      '-----> Installing pip 26.2.1 and setuptools 70.3.0',
    ])
    const told = findings.find(({id}) => id === 'version/unspecified')
    assert.match(
      told!.message,
      /the next build keeps Python 3\.12 of the last build, as long as its cache exists\. New apps get 3\.14\./,
    )
    assert.equal(told!.fix.command, 'heroku python:pin 3.12')
  })

  it('discards it for the reasons of the buildpack, in its order and words', async () => {
    const data = {pip_version: '25.0'}
    const seed = {buildStack: 'heroku-24', cache: packedByTar(cacheOf('3.12.1', {data, requirements: 'idna==3.10\n'}))}
    const reasons = [
      'The stack has changed from heroku-26 to heroku-24',
      'The Python version has changed from 3.12.1 to 3.12.14',
      'The pip version has changed from 25.0 to 26.2.1',
      'The contents of requirements.txt changed',
    ]
    const {build, cache} = await report(seed)
    assert.deepEqual(cache, {reasons, status: 'discarded'})
    assert.deepEqual(build.steps.slice(1, 7), [
      '-----> Discarding cache since:',
      ...reasons.map((reason) => `       - ${reason}`),
      '-----> Installing Python 3.12.14',
    ])
  })

  it('leaves open what the part of it that was read leaves open', async () => {
    const {build, cache} = await report({cache: packedByTar(cacheOf('3.12.14'))})
    assert.deepEqual(cache, {
      reasons: ['it is restored unless the contents of requirements.txt changed'],
      status: 'unknown',
    })
    assert.equal(build.python_version, '3.12.14')
    assert.ok(!build.steps.some((line) => line.includes('cache since') || line.includes('Restoring')))
  })

  it('restores that of uv without comparing a file', async () => {
    await write('.python-version', '3.13\n')
    await write('uv.lock', 'version = 1\nrequires-python = ">=3.13"\n')
    await write('pyproject.toml', '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n')
    removeFolder(path.join(folder, 'requirements.txt'))
    const data = {package_manager: 'uv', uv_version: '0.12.5'}
    const {build, cache} = await report({cache: packedByTar(cacheOf('3.13.15', {data}))})
    assert.deepEqual(cache, {reasons: [], status: 'reused'})
    assert.ok(build.steps.includes('-----> Using cached uv 0.12.5'), build.steps.join('\n'))
  })

  it('is not reached by a build that fails before', async () => {
    await write('.python-version', '2.7\n')
    const {build, cache} = await report({cache: packedByTar(cacheOf('3.12.14', REQUIREMENTS))})
    assert.equal(build.failure?.reason, 'python-version::eol')
    assert.equal(cache?.status, 'unknown')
  })

  it('fails where the last build has a Python that Heroku has dropped since', async () => {
    const {build} = await report({cache: packedByTar(cacheOf('3.8.20', REQUIREMENTS))})
    assert.deepEqual([build.failure?.reason, build.failure?.detail], ['python-version::eol', '3.8'])
  })

  it('that can not be read changes nothing but a line of --verbose', async () => {
    const without = await report({})
    assert.deepEqual(without.cache, {reasons: ['the app has none'], status: 'unknown'})
    api.app('example').cache = Buffer.from('no archive')
    const spoilt = await report({})
    assert.deepEqual({...spoilt, cache: without.cache}, without)
    assert.equal(without.build.python_version_origin, 'default')
    assert.match(await doctor({}, '--verbose'), /^Build cache\n {2}not read: it has an unknown format$/m)
  })

  it('is told of with --verbose', async () => {
    const stdout = await doctor({cache: packedByTar(cacheOf('3.12.14', REQUIREMENTS))}, '--verbose')
    assert.match(stdout, /^Heroku would build example with Python 3\.12\.14 \(as in the last build\)/m)
    assert.match(
      stdout,
      /^Build cache\n {2}Last build: Python 3\.12\.14, pip 26\.2\.1, built in 34\.5 s\n {2}The next build restores it\.$/m,
    )
    assert.match(stdout, /^Steps of the next build\n/m)
  })
})
