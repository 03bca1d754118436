import {execa} from 'execa'
import assert from 'node:assert/strict'
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'
import {GIT_ENVIRONMENT, SMALL_APP, TemporaryFolders, type TestRepository, WITHOUT_GUNICORN} from '../support/repository.js'
import {skip} from '../support/skip.js'

const PAGE = readFileSync(path.join(PROJECT, 'docs/pre-commit.md'), 'utf8')

/** The real pre-commit and git's own hooks, with the released Heroku CLI and the packed plugin. */
describe('before a commit', () => {
  const folders = new TemporaryFolders()
  let cli: HerokuCli
  let env: Record<string, string>
  /** pre-commit's program. */
  let program: string

  before(async function () {
    const venv = path.join(folders.make(), 'venv')
    const bin = path.join(venv, process.platform === 'win32' ? 'Scripts' : 'bin')
    // pip takes the index from the settings of the machine.
    const made = await execa('python3', ['-m', 'venv', venv], {reject: false})
    if (made.exitCode !== 0) skip(this, 'no Python with venv')
    const installed = await execa(path.join(bin, 'pip'), ['install', '--quiet', 'pre-commit'], {reject: false})
    if (installed.exitCode !== 0) skip(this, 'the package index gave no pre-commit')
    program = path.join(bin, 'pre-commit')
    cli = await installHerokuCli()
    const programs = folders.make()
    const heroku = `#!/bin/sh\nexec '${process.execPath}' --no-deprecation '${cli.program}' "$@"\n`
    writeFileSync(path.join(programs, 'heroku'), heroku, {mode: 0o755})
    const setting = async (name: string) => (await execa('npm', ['config', 'get', name])).stdout.trim()
    env = {
      ...cli.env,
      ...GIT_ENVIRONMENT,
      // The CLI writes its credential helper into git's settings. As root, git would put a file in the place of /dev/null.
      GIT_CONFIG_GLOBAL: path.join(cli.home, '.gitconfig'),
      PATH: `${programs}${path.delimiter}${cli.env.PATH}`,
      PRE_COMMIT_HOME: path.join(cli.home, 'pre-commit'),
      npm_config_cache: await setting('cache'),
      npm_config_registry: await setting('registry'),
    }
  })

  after(async () => {
    folders.remove()
    await cli?.remove()
  })

  /** An app with the hook that this repository defines. */
  const withHookOfRepository = (): TestRepository => {
    const hooks = folders.repository()
    copyFileSync(path.join(PROJECT, '.pre-commit-hooks.yaml'), path.join(hooks.folder, '.pre-commit-hooks.yaml'))
    const hook = `  - repo: ${hooks.folder}\n    rev: ${hooks.commit()}\n    hooks:\n      - id: heroku-python-doctor\n`
    return folders.repository({...SMALL_APP, '.pre-commit-config.yaml': `repos:\n${hook}`})
  }

  /** An app with the hook of the documentation, which installs the packed plugin in the place of the published one. */
  const withHookOfDocumentation = (): TestRepository => {
    const [, config] = /^```yaml\n(.*?)^```$/ms.exec(PAGE)!
    const packed = config!.replace(/\[heroku-python@[\d.]+\]/, `['${cli.tarball}']`)
    assert.notEqual(packed, config)
    return folders.repository({...SMALL_APP, '.pre-commit-config.yaml': packed})
  }

  const run = async ({folder}: TestRepository, command: string, args: string[]) =>
    execa(command, args, {cwd: folder, env, extendEnv: false, reject: false})

  const WAYS = {
    'the hook of the documentation': withHookOfDocumentation,
    'the hook of this repository': withHookOfRepository,
  }
  for (const [name, make] of Object.entries(WAYS))
    describe(`with ${name}`, () => {
      it('pre-commit run lets a healthy app pass', async () => {
        const {exitCode, stdout} = await run(make(), program, ['run', '--all-files'])
        assert.match(stdout, /heroku python:doctor\.+Passed/)
        assert.equal(exitCode, 0)
      })

      it('a commit is stopped for what is staged, and names it', async () => {
        const repository = make()
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

      it('a commit passes whose faults are on the disk alone', async () => {
        const repository = make()
        await run(repository, program, ['install'])
        repository.write({'README.md': 'words\n'}).git('add', 'README.md')
        repository.write(WITHOUT_GUNICORN)
        const {exitCode, stderr} = await run(repository, 'git', ['commit', '--message=words'])
        assert.equal(exitCode, 0, stderr)
      })
    })

  describe('with git alone', () => {
    const hooked = (): TestRepository => {
      const [, hook] = /^```sh\n(.*?)^```$/ms.exec(PAGE)!
      const repository = folders.repository(SMALL_APP)
      mkdirSync(path.join(repository.folder, '.git/hooks'), {recursive: true})
      writeFileSync(path.join(repository.folder, '.git/hooks/pre-commit'), hook!, {mode: 0o755})
      return repository
    }

    it('git commit --all is stopped for what it would commit', async () => {
      const repository = hooked()
      repository.write(WITHOUT_GUNICORN)
      const {exitCode, stdout, stderr} = await run(repository, 'git', ['commit', '--all', '--message=x'])
      assert.match(stdout + stderr, /procfile\/server-not-in-deps/)
      assert.equal(exitCode, 1)
    })

    it('git commit FILE passes, for the fault is in another', async () => {
      const repository = hooked()
      repository.write({...WITHOUT_GUNICORN, 'app.py': `# words\n${SMALL_APP['app.py']}`})
      repository.git('add', '--all')
      const {exitCode, stdout, stderr} = await run(repository, 'git', ['commit', '--message=x', '--', 'app.py'])
      assert.equal(exitCode, 0, stdout + stderr)
    })
  })
})
