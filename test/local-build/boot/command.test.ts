import assert from 'node:assert/strict'
import {existsSync, readdirSync, rmSync} from 'node:fs'
import path from 'node:path'

import BuildLocal from '../../../src/commands/python/build-local.js'
import {FakePlatformApi} from '../../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles, writeFiles} from '../../support/repository.js'
import {runCommand} from '../../support/run-command.js'
import {anyInterpreter} from '../test-machine.js'
import {everythingOf} from './left-over.js'

/** The command from a source to the verdict, with servers of the standard library. */
describe('build-local --boot: the command', () => {
  const folders = new TemporaryFolders()
  let cache: string
  let python: Awaited<ReturnType<typeof anyInterpreter>>
  let source: string | undefined
  let api: FakePlatformApi

  class TestBuild extends BuildLocal {
    protected override releaseDataOptions(offline: boolean) {
      return {...super.releaseDataOptions(offline), cacheFolder: cache}
    }
  }

  interface Booted {
    boot: {cause: null | string; code: null | string; findings: string[]; status: null | number; type: string; verdict: string}[]
    status: string
  }

  before(async () => {
    python = await anyInterpreter()
    cache = folders.make()
    api = await FakePlatformApi.start({
      apps: [
        {
          addons: [
            {configVars: {DATABASE_URL: 'postgres://u:canary-database@db.example.com/d'}, plan: 'heroku-postgresql:essential-0'},
          ],
          configVars: {GREETING: 'canary-greeting'},
          formation: [{quantity: 1, size: 'Standard-2X', type: 'web'}],
          name: 'example',
        },
      ],
      token: 'canary-token',
    })
  })

  after(async () => {
    await api.stop()
    folders.remove()
  })

  const FILES: TestFiles = {
    'requirements.txt': '',
    'web.py':
      "import http.server, os\nprint(os.environ.get('GREETING'), os.environ.get('DATABASE_URL'), os.environ['DYNO'], flush=True)\nhttp.server.HTTPServer(('0.0.0.0', int(os.environ['PORT'])), http.server.SimpleHTTPRequestHandler).serve_forever()\n",
  }

  /** In the same folder each time, whose builds have a cache in common. */
  const make = (procfile: string, more: TestFiles = {}) => {
    source ??= folders.make()
    for (const name of readdirSync(source)) rmSync(path.join(source, name))
    writeFiles(source, {...FILES, '.python-version': `${python.major}\n`, Procfile: procfile, ...more})
  }

  const run = async (...argv: string[]) => {
    const result = await runCommand(TestBuild, ['--source', source!, '--python', python.program, ...argv], {
      ...api.env,
      CI: '1',
      HEROKU_API_KEY: 'canary-token',
      HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9',
    })
    assert.doesNotMatch(result.stdout + result.stderr, /canary/)
    assert.deepEqual(everythingOf(cache), [])
    return result
  }

  it('a healthy app: exit code 0, config vars as the build has them, no value on the screen', async () => {
    make('web: python web.py\nrelease: python migrate.py\n')
    const {exitCode, stdout} = await run('--app', 'example', '--boot', '--verbose')
    assert.equal(exitCode, 0, stdout)
    assert.match(stdout, /-----> Starting web: python web\.py\n/)
    assert.match(stdout, /^ {7}\*{4} None web\.1$/m)
    assert.match(stdout, /release {2}not run/)
    assert.match(stdout, /web {6}healthy: listening after .*, GET \/ answers 200, .* of 1024 MB/)
  })

  it('one that would not live: exit code 1, JSON with the cause and the finding that explains it', async () => {
    make('web: gunicorn app:app\nworker: python worker.py\n', {
      'app.py': 'app = None\n',
      'worker.py': "import os\nos.environ['TOKEN']\n",
    })
    const {exitCode, stderr, stdout} = await run('--boot', 'all', '--json')
    assert.equal(exitCode, 1, stdout + stderr)
    const {boot, status} = JSON.parse(stdout) as Booted
    assert.equal(status, 'succeeded')
    assert.deepEqual(
      boot.map(({code, type, verdict}) => [type, verdict, code]),
      [
        ['web', 'crashed', 'H10'],
        ['worker', 'crashed', null],
      ],
    )
    assert.match(boot[0]!.cause!, /gunicorn: command not found/)
    assert.deepEqual(boot[0]!.findings, ['procfile/server-not-in-deps'])
    assert.deepEqual([boot[1]!.cause, boot[1]!.findings], ["KeyError: 'TOKEN'", []])
  })

  it('the output folder is as it was built: the app has not run in it', async () => {
    make('web: sh -c "touch left && python web.py"\n')
    const out = `${folders.make()}/out`
    const {exitCode, stdout} = await run('--boot', '--output', out)
    assert.equal(exitCode, 0, stdout)
    assert.deepEqual([existsSync(`${out}/run`), existsSync(`${out}/left`)], [true, false])
  })
})
