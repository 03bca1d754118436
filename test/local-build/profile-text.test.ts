import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {chmodSync} from 'node:fs'
import path from 'node:path'

import {pythonScript, WEB_CONCURRENCY_SCRIPT} from '../../src/local-build/run/profile-text.js'
import {TemporaryFolders} from '../support/repository.js'

describe('the scripts of the run-time environment', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  /** What the script sets on a dyno with so much memory and so many cores. */
  function concurrency(bytes: string, cores: number, env: Record<string, string> = {}): string {
    const folder = folders.make({limit: `${bytes}\n`, 'bin/nproc': `#!/bin/sh\necho ${cores}\n`})
    chmodSync(path.join(folder, 'bin/nproc'), 0o755)
    const script = WEB_CONCURRENCY_SCRIPT.replace('/sys/fs/cgroup/memory/memory.limit_in_bytes', path.join(folder, 'limit'))
    const print = 'echo "${WEB_CONCURRENCY:-none} ${WEB_CONCURRENCY_SET_BY:-nobody} ${DYNO_RAM:-unknown}"'
    return execFileSync('bash', ['-c', `${script}\n${print}`], {
      encoding: 'utf8',
      env: {PATH: `${folder}/bin:/usr/bin:/bin`, ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  }

  const MB = 1024 * 1024
  // Source: vendor/WEB_CONCURRENCY.sh names these dynos.
  const dynos: [name: string, megabytes: number, cores: number, processes: number][] = [
    ['Standard-1X', 512, 8, 2],
    ['Standard-2X', 1024, 8, 4],
    ['Performance-M', 2560, 2, 5],
    ['Performance-L', 14_336, 8, 17],
    ['less than a process needs', 100, 8, 1],
  ]
  for (const [name, megabytes, cores, processes] of dynos) {
    it(`WEB_CONCURRENCY: ${name}`, () => {
      assert.equal(concurrency(String(megabytes * MB), cores), `${processes} heroku/python ${megabytes}`)
    })
  }

  it('WEB_CONCURRENCY: one that is set stays; without a limit there is none', () => {
    assert.equal(concurrency(String(512 * MB), 8, {WEB_CONCURRENCY: '7'}), '7 nobody 512')
    assert.equal(concurrency('9223372036854771712', 8), 'none nobody unknown')
  })

  it('WEB_CONCURRENCY: of a dyno whose size was said, on a machine with another', () => {
    const dyno = {HEROKU_PYTHON_DYNO_CORES: '2', HEROKU_PYTHON_DYNO_MEMORY: '2560'}
    assert.equal(concurrency(String(512 * MB), 64, dyno), '5 heroku/python 2560')
    assert.equal(concurrency('9223372036854771712', 64, dyno), '5 heroku/python 2560')
  })

  it("each package manager's own variables", () => {
    const machine = {place: {seen: {app: "/it's/app", build: '/place/build_1'}}}
    const script = (manager: 'pip' | 'pipenv' | 'poetry' | 'uv', home: string | null = '/python') =>
      pythonScript({data: {nltk_downloader: 'enabled'}, interpreter: {home}, machine, manager})
    assert.match(script('pip'), /^export PIP_DISABLE_PIP_VERSION_CHECK="1"$/m)
    assert.match(script('pipenv'), /^export PATH="\$HOME\/\.heroku\/python\/pipenv\/bin:\$PATH"\nexport PIPENV_SYSTEM="1"/m)
    assert.doesNotMatch(script('uv'), /PIP|UV_|POETRY/)
    assert.match(script('uv'), /NLTK_DATA="\$HOME/)
    assert.match(script('uv'), /^export PYTHONHOME="\$HOME\/\.heroku\/python"$/m)
    assert.match(script('uv', null), /^unset PYTHONHOME$/m)
    execFileSync('bash', ['-n'], {input: script('pip')})
  })
})
