import assert from 'node:assert/strict'

import {reachingNames} from '../../src/local-build/plan/config-var-reach.js'
import {COMPILE_VARIABLES} from '../../src/local-build/plan/compile-variables.js'
import {baseEnvironment, compileEnvironment} from '../../src/local-build/run/environment.js'

const place = {
  app: '/place/app',
  build: '/place/build_1',
  seen: {app: '/place/app', build: '/place/build_1'},
  temporary: '/place/tmp',
}

/** A user's environment that would change a build, were it inherited. */
const HOSTILE = {
  CONDA_PREFIX: '/conda',
  HOME: '/home/user',
  HTTPS_PROXY: 'http://proxy.example:3128',
  PATH: '/home/user/.pyenv/shims:/home/user/.local/bin:/usr/local/bin:/project/node_modules/.bin:/usr/bin',
  PIP_INDEX_URL: 'https://mirror.example/simple',
  PIPENV_VENV_IN_PROJECT: '1',
  POETRY_VIRTUALENVS_IN_PROJECT: 'true',
  PYTHONHOME: '/nowhere',
  PYTHONPATH: '/nowhere',
  PYTHONSTARTUP: '/nowhere',
  SSH_AUTH_SOCK: '/agent',
  SSL_CERT_FILE: '/certificates.pem',
  UV_INDEX_URL: 'https://mirror.example/simple',
  VIRTUAL_ENV: '/project/.venv',
}

describe('the environment of a build', () => {
  const base = (changes: Partial<Parameters<typeof baseEnvironment>[0]> = {}) =>
    baseEnvironment({
      ci: false,
      commit: 'abc',
      env: HOSTILE,
      pipConfigFile: '/place/tmp/pip.conf',
      place,
      platform: 'linux',
      stack: 'heroku-24',
      ...changes,
    })

  it("holds nothing of the user's but the network", () => {
    const {GIT_SSH_COMMAND, GIT_TERMINAL_PROMPT, ...rest} = base()
    assert.match(GIT_SSH_COMMAND!, /IdentityFile=none/)
    assert.equal(GIT_TERMINAL_PROMPT, '0')
    assert.deepEqual(rest, {
      HOME: '/place/app',
      HTTPS_PROXY: 'http://proxy.example:3128',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      PIP_CONFIG_FILE: '/place/tmp/pip.conf',
      SOURCE_VERSION: 'abc',
      SSL_CERT_FILE: '/certificates.pem',
      STACK: 'heroku-24',
      TMPDIR: '/place/tmp',
    })
  })

  it('of Heroku CI, and of Windows', () => {
    const ci = base({ci: true, commit: null})
    assert.deepEqual([ci.DISABLE_COLLECTSTATIC, ci.INSTALL_TEST, ci.LC_ALL, ci.SOURCE_VERSION], ['1', '1', 'C.UTF-8', undefined])
    const windows = base({env: {...HOSTILE, Path: String.raw`C:\Windows`, SystemRoot: String.raw`C:\Windows`}, platform: 'win32'})
    assert.equal(windows.SystemRoot, String.raw`C:\Windows`)
    assert.equal(windows.USERPROFILE, '/place/app')
    assert.equal(windows.PYTHONPATH, undefined)
  })

  it('gets what bin/compile exports, before what is there', () => {
    const folders = {
      bin: 'bin',
      build: place.build,
      cacheFolder: '/cache',
      envDir: '/env',
      pathSeparator: ':',
      pythonHome: '/home',
    }
    const env = compileEnvironment({LIBRARY_PATH: '/lib', PATH: '/usr/bin'}, folders)
    assert.deepEqual(Object.keys(env).sort(), [...COMPILE_VARIABLES].sort())
    assert.deepEqual(
      [env.PATH, env.LIBRARY_PATH, env.LD_LIBRARY_PATH, env.C_INCLUDE_PATH],
      ['/home/bin:/usr/bin', '/home/lib:/lib', '/home/lib', '/home/include'],
    )
  })

  it('config vars reach what the buildpack lets them reach', () => {
    const names = [
      'A',
      'PATH',
      'PIP_EXTRA_INDEX_URL',
      'PYTHONHOME',
      'LD_PRELOAD',
      'CPATH',
      'CPPATH',
      'LIBRARY_PATH',
      'LD_LIBRARY_PATH',
    ]
    assert.deepEqual(reachingNames(names, 'all-but-blocked'), ['A', 'PIP_EXTRA_INDEX_URL'])
    assert.deepEqual(reachingNames(names, {only: ['PIP_EXTRA_INDEX_URL']}), ['PIP_EXTRA_INDEX_URL'])
    assert.deepEqual(reachingNames(names, 'none'), [])
    assert.equal(reachingNames(names, 'all').length, names.length)
  })
})
