import assert from 'node:assert/strict'

import BuildLocal from '../../src/commands/python/build-local.js'
import Doctor from '../../src/commands/python/doctor.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

interface Failure {
  detail: string | null
  reason: string
}

/** Committed links that end the buildpack of Fir before it has looked at the app, as a user hears of them. */
describe('links in a circle on Fir', () => {
  const folders = new TemporaryFolders()
  const LONG = 'x'.repeat(256)
  let api: FakePlatformApi

  before(async () => {
    api = await FakePlatformApi.start({apps: [{generation: 'fir', name: 'forest'}, {name: 'cedar'}]})
  })

  after(() => api.stop())

  afterEach(() => folders.remove())

  const environment = () => ({...api.env, CI: '1', HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9'})
  const doctor = (source: string, ...argv: string[]) => runCommand(Doctor, ['--source', source, ...argv], environment())
  const plan = (source: string, ...argv: string[]) =>
    runCommand(BuildLocal, ['--source', source, '--app', 'forest', '--plan', ...argv], environment())

  const cases: [name: string, files: TestFiles, of: {file: string; step: string}][] = [
    [
      'the version file',
      {'.python-version': {link: '.python-version'}, 'requirements.txt': ''},
      {file: '.python-version', step: 'detect'},
    ],
    ['a name that is too long', {'.python-version': {link: LONG}, 'uv.lock': ''}, {file: '.python-version', step: 'detect'}],
    [
      'a lockfile',
      {'.python-version': '3.13\n', 'poetry.lock': {link: 'poetry.lock'}},
      {file: 'poetry.lock', step: 'package-manager'},
    ],
    [
      'runtime.txt, through a folder',
      {
        '.python-version': '3.13\n',
        folder: {link: 'folder'},
        'requirements.txt': '',
        'runtime.txt': {link: 'folder/runtime.txt'},
      },
      {file: 'runtime.txt', step: 'python-version'},
    ],
    [
      'manage.py of a Django app',
      {'.python-version': '3.13\n', 'manage.py': {link: 'manage.py'}, 'requirements.txt': 'django==5.2.8\n'},
      {file: 'manage.py', step: 'collectstatic'},
    ],
  ]
  for (const [name, files, {file, step}] of cases) {
    it(name, async () => {
      const source = folders.repository(files).folder
      const detail = `Unable to check if ${file} exists`
      const report = await doctor(source, '--app', 'forest', '--json')
      assert.equal(report.exitCode, 1, report.stderr)
      const {build, findings} = JSON.parse(report.stdout) as {
        build: {detected: boolean; failure: Failure}
        findings: {file: string; id: string; severity: string}[]
      }
      assert.deepEqual([build.failure.reason, build.failure.detail], ['internal-error', detail])
      assert.equal(build.detected, step !== 'detect')
      assert.deepEqual(
        findings.filter(({severity}) => severity === 'error').map((finding) => [finding.id, finding.file]),
        [['fir/link-unreadable', file]],
      )
      const shown = await doctor(source, '--app', 'forest')
      assert.ok(shown.stdout.startsWith(`The build would fail: the buildpack can't follow a link (internal-error: ${detail}).`))
      assert.doesNotMatch(shown.stdout, /on your disk but not in the commit/)

      const {stdout} = await plan(source, '--json')
      const planned = JSON.parse(stdout) as {build: {failure: Failure}; steps: {id: string; reason: string; status: string}[]}
      assert.equal(planned.build.failure.detail, detail)
      const end = planned.steps.findIndex(({status}) => status === 'not-reached')
      assert.equal(planned.steps[end - 1]?.id, step)
      assert.match(planned.steps[end - 1]!.reason, /the build fails here: the buildpack can't follow a link$/)
      assert.ok((await plan(source)).stdout.includes(`(internal-error: ${detail})`))
    })
  }

  it('are files that are missing on Cedar', async () => {
    const source = folders.repository({'.python-version': {link: '.python-version'}, 'requirements.txt': ''}).folder
    const {stdout} = await doctor(source, '--app', 'cedar', '--json')
    const {build} = JSON.parse(stdout) as {build: {failure: Failure | null; python_version_origin: string}}
    assert.deepEqual([build.failure, build.python_version_origin], [null, 'default'])
  })
})
