import assert from 'node:assert/strict'

import type {DoctorJson} from '../../src/doctor/json.js'

import Doctor from '../../src/commands/python/doctor.js'
import {TemporaryFolders, type TestFiles, type TestRepository} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

/** `--baseline REF`: only what the change since REF adds. */
describe('a baseline', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  const APP: TestFiles = {
    '.python-version': '3.14\n',
    Procfile: 'web: gunicorn app:app\n',
    'app.py': 'def app(environ, start):\n    return []\n',
    'requirements.txt': 'gunicorn==23.0.0\npackaging==25.0\n',
  }

  const doctor = async (repository: TestRepository, ...argv: string[]) =>
    runCommand(Doctor, ['--offline', '--source', repository.folder, ...argv])

  const document = async (repository: TestRepository, ...argv: string[]) => {
    const {exitCode, stdout} = await doctor(repository, '--json', ...argv)
    const {baseline, findings, summary} = JSON.parse(stdout) as DoctorJson
    assert.equal(findings.length, summary.error + summary.warning + summary.info)
    return {baseline, exitCode, ids: findings.map(({id}) => id), summary}
  }

  it('leaves out what was there, wherever its line has moved to', async () => {
    const repository = folders.repository({...APP, Procfile: 'web: waitress-serve app:app\n'})
    assert.ok((await document(repository)).ids.includes('procfile/server-not-in-deps'))
    repository.commit({Procfile: 'release: python app.py\n\nweb:   waitress-serve app:app\n'})
    const {baseline, exitCode, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual(ids, [])
    assert.equal(exitCode, 0)
    assert.ok(baseline!.existing > 0)
    assert.equal(baseline!.commit, repository.git('rev-parse', 'HEAD~1'))
    assert.equal(baseline!.ref, 'HEAD~1')
  })

  it('tells what a change adds, though the line at fault was not touched', async () => {
    const repository = folders.repository(APP)
    repository.commit({'requirements.txt': 'packaging==25.0\n'})
    const {exitCode, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual(ids, ['procfile/server-not-in-deps'])
    assert.equal(exitCode, 1)
  })

  it('counts what is there twice: a second one is new', async () => {
    const line = 'git+https://github.com/pallets/flask#egg=flask\n'
    const repository = folders.repository({...APP, 'requirements.txt': `gunicorn==23.0.0\n${line}`})
    const before = (await document(repository)).ids.filter((id) => id === 'deps/vcs-ref-floating')
    assert.equal(before.length, 1)
    repository.commit({'requirements.txt': `gunicorn==23.0.0\n${line}git+https://github.com/pallets/click#egg=click\n`})
    const {ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual(
      ids.filter((id) => id === 'deps/vcs-ref-floating'),
      ['deps/vcs-ref-floating'],
    )
  })

  it('takes a line that was changed, and has the same fault still, for one that was there', async () => {
    const repository = folders.repository({
      ...APP,
      '.python-version': '3.8\n',
      'requirements.txt': 'django==3.2.18\ngunicorn==23.0.0\n',
    })
    repository.commit({'.python-version': '3.9\n', 'requirements.txt': 'django==3.2.19\ngunicorn==23.0.0\n'})
    assert.ok((await document(repository)).ids.includes('version/eol'))
    const {exitCode, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual({exitCode, ids}, {exitCode: 0, ids: []})
  })

  it('tells of another fault in a line that was changed', async () => {
    const repository = folders.repository({...APP, '.python-version': '3.14.1\n'})
    repository.commit({'.python-version': '3.9\n'})
    const {exitCode, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual({exitCode, ids}, {exitCode: 1, ids: ['version/eol']})
  })

  it('follows a file that was renamed', async () => {
    const repository = folders.repository({...APP, 'shop/core.py': 'import psycopg2\nimport left_out\n'})
    repository.git('mv', 'shop', 'store')
    repository.commit()
    const {exitCode, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual({exitCode, ids}, {exitCode: 0, ids: []})
  })

  it('does not fail for a build that failed already, and fails for one that the change breaks', async () => {
    const repository = folders.repository({...APP, '.python-version': '3.1\n'})
    repository.commit({'README.md': 'words\n'})
    assert.equal((await doctor(repository)).exitCode, 1)
    const {exitCode, stdout} = await doctor(repository, '--baseline', 'HEAD~1')
    assert.equal(exitCode, 0)
    assert.match(stdout, /No new problems found/)
    assert.match(stdout, /The build would have failed there\s+for the same reason/)

    const broken = folders.repository(APP)
    broken.commit({'uv.lock': ''})
    assert.equal((await doctor(broken, '--baseline', 'HEAD~1')).exitCode, 1)
  })

  it('finds nothing new in what a commit lacks and the disk has, if it lacked it before', async () => {
    const repository = folders.repository(APP)
    repository.commit({'README.md': 'words\n'})
    repository.write({'notes.txt': 'not committed'})
    const all = await document(repository)
    assert.deepEqual(all.ids, ['source/uncommitted-changes'])
    assert.equal((await document(repository, '--baseline', 'HEAD~1', '--fail-level', 'info')).exitCode, 0)
  })

  it('compares the files on disk too', async () => {
    const repository = folders.repository(APP)
    repository.write({'requirements.txt': 'packaging==25.0\n'})
    const {baseline, ids} = await document(repository, '--dirty', '--baseline', 'HEAD')
    assert.deepEqual(ids, ['procfile/server-not-in-deps'])
    assert.equal(baseline!.existing, 0)
  })

  it('takes what was suppressed for something that was there', async () => {
    const suppressions = JSON.stringify({suppress: {'version/patch-pinned': 'we pin'}})
    const repository = folders.repository({...APP, '.heroku-python.json': suppressions, '.python-version': '3.14.1\n'})
    repository.git('rm', '--quiet', '.heroku-python.json')
    repository.commit()
    const {baseline, ids} = await document(repository, '--baseline', 'HEAD~1')
    assert.deepEqual(ids, [])
    assert.equal(baseline!.existing, 1)
  })

  it('lists what time may have brought apart from what the change brings', async () => {
    const repository = folders.repository()
    const old = repository.commit({...APP, '.python-version': '3.9\n'}, {at: '2021-01-01T00:00:00Z'})
    repository.commit({'requirements.txt': 'packaging==25.0\n'})
    const {exitCode, stdout} = await doctor(repository, '--baseline', old)
    assert.match(stdout, /Found 1 error since/)
    assert.match(stdout, /1 finding was there at/)
    assert.match(stdout, /Since then, from time and not from this change:\n {2}version\/eol \(\.python-version\): /)
    assert.equal(exitCode, 1)
    const {baseline} = await document(repository, '--baseline', old)
    assert.deepEqual(
      baseline!.since.map(({id}) => id),
      ['version/eol'],
    )
  })

  it('lists nothing of that kind for a commit that is newer than all that is known of the buildpack', async () => {
    const repository = folders.repository()
    const recent = repository.commit({...APP, '.python-version': '3.9\n'}, {at: '2035-01-01T00:00:00Z'})
    const {baseline, exitCode} = await document(repository, '--baseline', recent)
    assert.deepEqual({exitCode, existing: baseline!.existing, since: baseline!.since}, {exitCode: 0, existing: 1, since: []})
  })

  it('has the same fingerprints with a baseline and without, in JSON and in SARIF', async () => {
    const repository = folders.repository(APP)
    repository.commit({'requirements.txt': 'packaging==25.0\n'})
    const prints = async (...argv: string[]) => {
      const {stdout} = await doctor(repository, '--json', ...argv)
      return (JSON.parse(stdout) as DoctorJson).findings.map(({fingerprint}) => fingerprint)
    }

    const whole = await prints()
    assert.deepEqual(await prints('--baseline', 'HEAD~1'), whole)
    const {stdout} = await doctor(repository, '--format', 'sarif')
    const {runs} = JSON.parse(stdout) as {runs: {results: {partialFingerprints: Record<string, string>}[]}[]}
    assert.deepEqual(
      runs[0]!.results.map(({partialFingerprints}) => partialFingerprints['herokuPython/v1']),
      whole,
    )
  })

  describe('that is not there', () => {
    const error = async (repository: {folder: string}, ref: string) => {
      const {exitCode, stdout} = await runCommand(Doctor, [
        '--source',
        repository.folder,
        '--offline',
        '--json',
        `--baseline=${ref}`,
      ])
      assert.equal(exitCode, 2)
      return (JSON.parse(stdout) as {error: {fix: string; id: string; message: string}}).error
    }

    it('is named, with the flag', async () => {
      const {fix, id, message} = await error(folders.repository(APP), 'no-such-branch')
      assert.equal(id, 'unknown-ref')
      assert.equal(message, 'No commit named no-such-branch')
      assert.match(fix, /to --baseline/)
    })

    it('is no file of a commit', async () => {
      assert.equal((await error(folders.repository(APP), 'HEAD:Procfile')).id, 'unknown-ref')
    })

    it('outside of git', async () => {
      const {fix, id, message} = await error({folder: folders.make(APP)}, 'main')
      assert.equal(id, 'not-a-git-repository')
      assert.match(message, /^--baseline can't be used here/)
      assert.match(fix, /remove --baseline/)
    })

    it('in a shallow clone: it says how to fetch', async () => {
      const origin = folders.repository(APP)
      origin.commit({'README.md': 'words\n'})
      const folder = folders.make()
      origin.git('clone', '--quiet', '--depth=1', `file://${origin.folder}`, `${folder}/clone`)
      const {fix, message} = await error({folder: `${folder}/clone`}, 'HEAD~1')
      assert.match(message, /isn't in this clone: The repository is a shallow clone/)
      assert.match(fix, /git fetch --unshallow/)
    })
  })
})
