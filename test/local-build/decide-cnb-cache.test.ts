import assert from 'node:assert/strict'

import {decideCnbCache} from '../../src/local-build/plan/decide-cnb-cache.js'
import {builtInReleases} from '../../src/buildpack/release.js'

const INTERPRETER = {bundledPip: null, home: null, origin: 'PATH', program: '/usr/bin/python3.13', version: '3.13.0'}

describe('what becomes of the layers of a Fir build', () => {
  const release = builtInReleases.cnb
  const now = {interpreter: INTERPRETER, manager: 'poetry', pythonVersion: '3.13.15', release, stack: 'heroku-24'} as const
  const cached = {
    hasSqliteHeaders: false,
    interpreter: INTERPRETER,
    pipfileLockSha256: null,
    pythonVersion: '3.13.15',
    requirements: null,
    stack: 'heroku-24',
    buildData: {package_manager: 'poetry', poetry_version: release.tools.poetry},
  }

  it('all are kept, or made again', () => {
    assert.deepEqual(decideCnbCache(cached, now), {
      downloads: {discarded: false, reused: false},
      python: {reasons: [], reused: true},
      tool: {discarded: null, reused: true},
      venv: {discarded: false, reused: true},
    })
    const changed = decideCnbCache({...cached, pythonVersion: '3.12.1', stack: 'heroku-22'}, now)
    assert.deepEqual(changed.python.reasons, [
      'The OS has changed from ubuntu-22.04 to ubuntu-24.04',
      'The Python version has changed from 3.12.1 to 3.13.15',
    ])
    assert.deepEqual([changed.tool.reused, changed.venv], [false, {discarded: true, reused: false}])
    assert.equal(decideCnbCache({...cached, buildData: {poetry_version: '1'}}, now).tool.discarded, '1')
    assert.equal(decideCnbCache(null, now).python.reused, false)
  })

  it("with pip the environment is always new, and its cache is bound to Python and pip; uv's program outlives a change of Python", () => {
    const pip = {...cached, buildData: {package_manager: 'pip', pip_version: release.tools.pip}}
    assert.deepEqual(decideCnbCache(pip, {...now, manager: 'pip'}).venv, {discarded: false, reused: false})
    const downloads = (before: typeof pip) => decideCnbCache(before, {...now, manager: 'pip'}).downloads
    assert.deepEqual(downloads(pip), {discarded: false, reused: true})
    for (const before of [
      {...pip, pythonVersion: '3.12.1'},
      {...pip, buildData: {...pip.buildData, pip_version: '1'}},
    ])
      assert.deepEqual(downloads(before), {discarded: true, reused: false})
    const switched = decideCnbCache(cached, {...now, manager: 'uv'})
    assert.deepEqual(
      [switched.venv, switched.tool.discarded],
      [{discarded: true, reused: false}, null],
      'that of another manager',
    )
    assert.equal(decideCnbCache(pip, {...now, manager: 'uv'}).venv.discarded, false, "pip's isn't kept")
    const uv = {...cached, buildData: {uv_version: release.tools.uv}, pythonVersion: '3.12.1'}
    assert.equal(decideCnbCache(uv, {...now, manager: 'uv'}).tool.reused, true)
  })
})
