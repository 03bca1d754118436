import assert from 'node:assert/strict'
import {mkdir, mkdtemp, readFile, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

import Doctor from '../../src/commands/python/doctor.js'
import {CHECKS} from '../../src/checks/index.js'
import {runCommand} from '../support/run-command.js'
import {removeFolder} from '../support/remove-folder.js'

/** The command as a user types it, in this process. What it says of an app on Heroku is in doctor-app.test.ts. */
describe('python:doctor', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'doctor-'))
  })

  afterEach(async () => {
    removeFolder(folder)
  })

  const app = async (files: Record<string, string>) => {
    for (const [name, contents] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), {recursive: true})
      await writeFile(path.join(folder, name), contents)
    }
  }

  const doctor = async (...argv: string[]) => runCommand(Doctor, ['--offline', '--source', folder, ...argv])
  const healthy = {
    '.python-version': '3.14\n',
    Procfile: 'web: python app.py\n',
    'app.py': '',
    'requirements.txt': 'idna==3.11\n',
  }
  const broken = {'Requirements.txt': 'idna==3.11\n'}
  const pinned = {'.python-version': '3.14.1\n', 'requirements.txt': 'idna==3.11\n'}

  describe('exit codes, the same in text and JSON', () => {
    const table: [name: string, files: Record<string, string>, argv: string[], exitCode: number][] = [
      ['a healthy app', healthy, [], 0],
      ['an app that fails to build', broken, [], 1],
      ['only a warning', pinned, [], 0],
      ['a warning, with --fail-level warning', pinned, ['--fail-level', 'warning'], 1],
      ['an error, with --fail-level never', broken, ['--fail-level', 'never'], 0],
      ['a failure that is foretold, its check skipped', broken, ['--skip', 'source/requirements-misspelled'], 0],
      ['a failure that is foretold, of another group', broken, ['--only', 'version'], 0],
      ['a warning of another group', pinned, ['--only', 'procfile', '--fail-level', 'error'], 0],
      ['an unknown flag', healthy, ['--no-such-flag'], 2],
      ['an unknown check', healthy, ['--only', 'version/no-such-check'], 2],
      ['a bad level', healthy, ['--fail-level', 'fatal'], 2],
      ['--ref outside of git', healthy, ['--ref', 'main'], 2],
      ['--dry-run without --fix', healthy, ['--dry-run'], 2],
    ]
    for (const [name, files, argv, exitCode] of table) {
      it(name, async () => {
        await app(files)
        assert.equal((await doctor(...argv)).exitCode, exitCode)
        const json = await doctor(...argv, '--json')
        assert.equal(json.exitCode, exitCode)
        const document = JSON.parse(json.stdout) as {schemaVersion: number}
        assert.equal(document.schemaVersion, 1)
      })
    }
  })

  it('keeps a healthy app to one line', async () => {
    await app(healthy)
    const {stdout} = await doctor('--verbose')
    assert.match(
      stdout,
      /^Not a git repository, so the files on disk were read\.\n\nHeroku would build this app with Python 3\.14\.\d+ \(\.python-version\), pip [\d.]+, `pip install -r\s+requirements\.txt`\. No problems found/,
    )
  })

  it('takes --format json for --json, errors included', async () => {
    await app(broken)
    assert.deepEqual(JSON.parse((await doctor('--format', 'json')).stdout), JSON.parse((await doctor('--json')).stdout))
    const failed = await doctor('--format=json', '--only', 'nothing')
    assert.equal((JSON.parse(failed.stdout) as {error: {id: string}}).error.id, 'unknown-check')
  })

  it('says what is wrong with the source, and never shows a stack trace', async () => {
    await app({file: ''})
    const cases: [source: string, message: RegExp][] = [
      ['nowhere', /Error: The source folder doesn't exist/],
      ['file', /Error: The source isn't a folder/],
    ]
    for (const [source, message] of cases) {
      const {exitCode, stderr, stdout} = await runCommand(Doctor, ['--offline', '--source', path.join(folder, source)])
      assert.equal(exitCode, 2)
      assert.equal(stdout, '')
      assert.match(stderr, message)
      assert.doesNotMatch(stderr, /\n\s+at /)
    }
  })

  it('lists every check, and explains one', async () => {
    const list = await doctor('--list')
    for (const {id, title} of CHECKS) assert.ok(list.stdout.includes(id) && list.stdout.includes(title), id)
    assert.equal(JSON.parse((await doctor('--list', '--json')).stdout).checks.length, CHECKS.length)
    const explained = await doctor('--explain', 'version/eol')
    assert.match(explained.stdout, /^version\/eol \(error\)\n[\s\S]*\nWhy\n[\s\S]*\nHow to fix it\n/)
  })

  it('suggests the check that was meant', async () => {
    const {exitCode, stderr} = await doctor('--explain', 'versions/end-of-eol')
    assert.equal(exitCode, 2)
    assert.match(stderr, /Did you mean .*version\/eol/)
  })

  describe('--fix', () => {
    it('shows the change, makes it, and the finding is gone', async () => {
      await app(broken)
      const {exitCode, stdout} = await doctor('--fix')
      assert.match(stdout, /rename Requirements\.txt → requirements\.txt[\s\S]*Fixed source\/requirements-misspelled/)
      assert.equal(exitCode, 0)
      assert.equal(await readFile(path.join(folder, 'requirements.txt'), 'utf8'), 'idna==3.11\n')
    })

    it('shows the change and makes none with --dry-run', async () => {
      await app(pinned)
      const {exitCode, stdout} = await doctor('--fix', '--dry-run')
      assert.match(stdout, /-3\.14\.1\n\+3\.14\n[\s\S]*Dry run: nothing changed/)
      assert.equal(exitCode, 0)
      assert.equal(await readFile(path.join(folder, '.python-version'), 'utf8'), '3.14.1\n')
    })

    it('finds nothing to do the second time', async () => {
      await app(pinned)
      await doctor('--fix')
      assert.match((await doctor('--fix')).stdout, /^Nothing to fix automatically/)
    })

    it('is part of the JSON document', async () => {
      await app(broken)
      const {fixes} = JSON.parse((await doctor('--fix', '--dry-run', '--json')).stdout) as {fixes: unknown}
      assert.deepEqual(fixes, {
        applied: false,
        edits: [{action: 'rename', path: 'Requirements.txt', to: 'requirements.txt'}],
        mends: ['source/requirements-misspelled'],
        postponed: [],
        refused: [],
      })
    })
  })
})
