import {execa} from 'execa'
import assert from 'node:assert/strict'
import {chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'
import {GIT_ENVIRONMENT, SMALL_APP, TemporaryFolders, type TestRepository, WITHOUT_GUNICORN} from '../support/repository.js'
import {skip} from '../support/skip.js'

/** The real pre-commit, with this checkout as the repository of the hook, and git's own hooks. */
describe('before a commit', () => {
  const folders = new TemporaryFolders()
  let env: Record<string, string>
  /** pre-commit's program. */
  let program: string
  let revision: string
  let hooks: TestRepository

  before(async function () {
    const venv = path.join(folders.make(), 'venv')
    const bin = path.join(venv, process.platform === 'win32' ? 'Scripts' : 'bin')
    const home = folders.make()
    const setting = async (name: string) => (await execa('npm', ['config', 'get', name])).stdout.trim()
    env = {
      ...known(['PATH', 'LANG', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']),
      ...GIT_ENVIRONMENT,
      HOME: home,
      PRE_COMMIT_HOME: path.join(home, 'pre-commit'),
      npm_config_cache: await setting('cache'),
      npm_config_registry: await setting('registry'),
    }
    // pip takes the index from the settings of the machine.
    const made = await execa('python3', ['-m', 'venv', venv], {reject: false})
    if (made.exitCode !== 0) skip(this, 'no Python with venv')
    const installed = await execa(path.join(bin, 'pip'), ['install', '--quiet', 'pre-commit'], {reject: false})
    if (installed.exitCode !== 0) skip(this, 'the package index gave no pre-commit')
    program = path.join(bin, 'pre-commit')
    hooks = checkout()
    revision = hooks.commit()
    const tried = await run(configured(SMALL_APP), program, ['install-hooks'])
    if (tried.exitCode !== 0 && /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(tried.stdout + tried.stderr))
      skip(this, "npm's registry gave no answer")
    assert.equal(tried.exitCode, 0, tried.stdout + tried.stderr)
  })

  after(() => folders.remove())

  /** What git would have of this checkout, with what is not committed yet. */
  const checkout = (): TestRepository => {
    const repository = folders.repository()
    const listed = repository.git('-C', PROJECT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    for (const file of listed.split('\0').filter((name) => /^(?:bin|scripts|src)\/|^[^/]+$/.test(name))) {
      mkdirSync(path.dirname(path.join(repository.folder, file)), {recursive: true})
      copyFileSync(path.join(PROJECT, file), path.join(repository.folder, file))
    }

    return repository
  }

  const configured = (files: Record<string, string>): TestRepository => {
    const hook = `  - repo: ${hooks.folder}\n    rev: ${revision}\n    hooks:\n      - id: heroku-python-doctor\n`
    return folders.repository({...files, '.pre-commit-config.yaml': `repos:\n${hook}`})
  }

  const run = async ({folder}: TestRepository, command: string, args: string[], more: Record<string, string> = {}) =>
    execa(command, args, {cwd: folder, env: {...env, ...more}, extendEnv: false, reject: false})

  it('pre-commit run lets a healthy app pass', async () => {
    const {exitCode, stdout} = await run(configured(SMALL_APP), program, ['run', '--all-files'])
    assert.match(stdout, /heroku python:doctor\.+Passed/)
    assert.equal(exitCode, 0)
  })

  it('pre-commit stops a commit for what is staged, and names it', async () => {
    const repository = configured(SMALL_APP)
    const installed = await run(repository, program, ['install'])
    assert.equal(installed.exitCode, 0, installed.stderr)
    const before = repository.git('rev-parse', 'HEAD')
    repository.write(WITHOUT_GUNICORN).git('add', 'requirements.txt')
    // The disk has it again: that is not what would be committed.
    repository.write(SMALL_APP)
    const {exitCode, stderr} = await run(repository, 'git', ['commit', '--message=without'])
    assert.match(stderr, /procfile\/server-not-in-deps/)
    assert.equal(exitCode, 1)
    assert.equal(repository.git('rev-parse', 'HEAD'), before)
  })

  it('pre-commit lets a commit pass whose faults are on the disk alone', async () => {
    const repository = configured(SMALL_APP)
    await run(repository, program, ['install'])
    repository.write({'README.md': 'words\n'}).git('add', 'README.md')
    repository.write(WITHOUT_GUNICORN)
    const {exitCode, stderr} = await run(repository, 'git', ['commit', '--message=words'])
    assert.equal(exitCode, 0, stderr)
  })

  describe('with the hook of the documentation, and git alone', () => {
    const hooked = async (): Promise<{path: string; repository: TestRepository}> => {
      const page = readFileSync(path.join(PROJECT, 'docs/pre-commit.md'), 'utf8')
      const hook = /^```sh\n(.*?)^```$/ms.exec(page)![1]!
      const repository = folders.repository(SMALL_APP)
      mkdirSync(path.join(repository.folder, '.git/hooks'), {recursive: true})
      writeFileSync(path.join(repository.folder, '.git/hooks/pre-commit'), hook, {mode: 0o755})
      // What the Heroku CLI would do with it: our own program, as pre-commit has installed it.
      const bin = folders.make()
      const {stdout} = await execa('find', [env.PRE_COMMIT_HOME!, '-path', '*/bin/heroku-python'])
      writeFileSync(path.join(bin, 'heroku'), `#!/bin/sh\nexec '${stdout.split('\n')[0]}' "$@"\n`)
      chmodSync(path.join(bin, 'heroku'), 0o755)
      return {path: `${bin}${path.delimiter}${env.PATH}`, repository}
    }

    it('git commit --all is stopped for what it would commit', async () => {
      const {path: PATH, repository} = await hooked()
      repository.write(WITHOUT_GUNICORN)
      const {exitCode, stdout, stderr} = await run(repository, 'git', ['commit', '--all', '--message=x'], {PATH})
      assert.match(stdout + stderr, /procfile\/server-not-in-deps/)
      assert.equal(exitCode, 1)
    })

    it('git commit FILE passes, for the fault is in another', async () => {
      const {path: PATH, repository} = await hooked()
      repository.write({...WITHOUT_GUNICORN, 'app.py': `# words\n${SMALL_APP['app.py']}`})
      repository.git('add', '--all')
      const {exitCode, stdout, stderr} = await run(repository, 'git', ['commit', '--message=x', '--', 'app.py'], {PATH})
      assert.equal(exitCode, 0, stdout + stderr)
    })
  })
})

/** Of this process's environment, what a program here can't do without. */
function known(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}
