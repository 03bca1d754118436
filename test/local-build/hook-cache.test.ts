import assert from 'node:assert/strict'

import type {BuildRequest} from '../../src/local-build/run/build-request.js'

import {majorOf} from '../../src/buildpack/version-number.js'
import {anyInterpreter, TestApp} from './test-machine.js'

/** Source: lib/cache.sh. */
describe('build-local: what the buildpack keeps in its cache', () => {
  let app: TestApp

  afterEach(() => app.remove())

  const makeApp = (script: string) => {
    const hook = `#!/usr/bin/env bash\nset -eu\nmkdir -p "$CACHE_DIR/.heroku"; cd "$CACHE_DIR/.heroku"\n${script}\n`
    app = TestApp.make('hook-cache', {'bin/pre_compile': hook, 'requirements.txt': ''})
  }

  const broken: [version: string, reason: string, detail: null | string][] = [
    ['python-3.9.25', 'python-version::eol', '3.9'],
    ['3.8.1', 'python-version::eol', '3.8'],
    ['python-3.99.0', 'python-version::unknown-major', '3.99'],
  ]
  for (const [version, reason, detail] of broken)
    for (const cache of ['use', 'clear', 'disabled'] satisfies BuildRequest['cache'][])
      it(`${version} of a hook, before the first build: it is the version of the last build, with the cache "${cache}"`, async () => {
        makeApp(`echo ${version} > python-version`)
        const {buildData, failure, stepLines} = await app.build({cache})
        assert.deepEqual([failure?.reason, failure?.detail], [reason, detail])
        assert.deepEqual([buildData.python_version_origin, buildData.python_version_requested], ['cached', detail])
        assert.match(stepLines.at(-1)!, /Using the same major version as the last build/)
      })

  const without: [what: string, script: string][] = [
    ['a version with a blank before it', 'echo " python-3.9.25" > python-version'],
    ['a version of two parts', 'echo python-3.9 > python-version'],
    ['a version and more lines', String.raw`printf "python-3.9.25\nmore\n" > python-version`],
  ]
  for (const [what, script] of without)
    it(`${what} is no version of a build`, async () => {
      makeApp(script)
      const control = new AbortController()
      const {buildData} = await app.build({
        // What is asked is decided by then.
        onEvent: (event) => event.type === 'step-started' && event.step === 'python' && control.abort(),
        signal: control.signal,
      })
      assert.equal(buildData.python_version_origin, 'default')
    })

  it('no Python that a hook has put there, and says why', async () => {
    const {version} = await anyInterpreter()
    makeApp(`mkdir -p python/bin; echo python-${version} > python-version`)
    const built = await app.build()
    assert.equal(built.status, 'succeeded', built.log)
    assert.equal(built.buildData.python_version_origin, 'cached')
    assert.equal(built.buildData.python_version_major, majorOf(version))
    assert.equal(built.buildData.cache_status, 'discarded')
    assert.match(built.log, /-----> Discarding cache since:\n {7}- The stack has changed from unknown to heroku-24$/m)
    assert.match(built.log, /^ {7}- The buildpack cache format has changed$/m)
  })

  it('the manifest as the installation leaves it, so that the next build discards the cache', async () => {
    const setup = `from setuptools import setup
with open('../requirements.txt', 'a') as file: file.write('# built\\n')
setup(name='ours', version='1', py_modules=[])
`
    app = TestApp.make('manifest', {'lib/setup.py': setup, 'requirements.txt': './lib\n'})
    const first = await app.build()
    assert.equal(first.status, 'succeeded', first.log)
    const second = await app.build()
    assert.equal(second.buildData.cache_status, 'discarded')
    assert.match(second.log, /^ {7}- The contents of requirements\.txt changed$/m)
  })

  it('the manifest, which must be there still', async () => {
    app = TestApp.make('manifest', {'bin/post_compile': 'rm requirements.txt\n', 'requirements.txt': ''})
    const {failure, log} = await app.build()
    assert.equal(failure?.reason, 'internal-error::unhandled')
    assert.equal(failure.detail, 'cp "${build_dir}/requirements.txt" "${cache_dir}/.heroku/"')
    assert.match(log, /^cp: .*requirements\.txt/m)
    assert.match(failure.explanation[0]!, /requirements\.txt is missing when/)
  })
})
