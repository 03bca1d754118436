import assert from 'node:assert/strict'
import {chmodSync, existsSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {Git} from '../../src/project/git.js'
import {ProblemError} from '../../src/common/problem.js'
import {problem, read, realReader, TemporaryFolders, type TestRepository, textOf} from '../support/repository.js'

describe('reading a repository that is not trusted', () => {
  const folders = new TemporaryFolders()
  const environment = {...process.env}

  afterEach(() => {
    process.env = {...environment}
    folders.remove()
  })

  /** A program that leaves a mark when it runs. */
  function trap(then = ''): {program: string; sprung: () => boolean} {
    const folder = folders.make()
    const program = path.join(folder, 'trap')
    writeFileSync(program, `#!/bin/sh\ntouch '${folder}/sprung'\n${then}\n`)
    chmodSync(program, 0o755)
    return {program, sprung: () => existsSync(path.join(folder, 'sprung'))}
  }

  async function readEveryWay({folder}: TestRepository): Promise<void> {
    await read(folder, {askIgnored: ['requirements.txt']})
    await read(folder, {dirty: true})
    const git = new Git(realReader, folder)
    await git.remotes()
    await git.setting('heroku.remote')
  }

  it('runs neither the file system monitor, nor hooks, nor a pager', async () => {
    const {program, sprung} = trap()
    const repository = folders.repository({'requirements.txt': ''})
    for (const name of ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'core.askPass', 'diff.external'])
      repository.git('config', name, program)
    repository.git('config', 'core.hooksPath', path.dirname(program))
    writeFileSync(path.join(path.dirname(program), 'post-index-change'), `#!/bin/sh\n${program}\n`, {mode: 0o755})
    await readEveryWay(repository)
    assert.equal(sprung(), false)
    repository.git('status')
    assert.equal(sprung(), true, 'the trap works: git alone springs it')
  })

  for (const filter of ['evil', 'a=b', 'With.Dots']) {
    it(`runs no filter of the repository: ${filter}`, async () => {
      const {program, sprung} = trap('cat')
      const repository = folders.repository({'.gitattributes': `*.txt filter=${filter}\n`, 'a.txt': 'same'})
      // The file's time differs from the index: git has to look at its contents.
      utimesSync(path.join(repository.folder, 'a.txt'), 1, 1)
      writeFileSync(path.join(repository.folder, '.git/included'), `[filter "${filter}"]\nclean = ${program}\nrequired = true\n`)
      repository.git('config', 'include.path', 'included')
      await readEveryWay(repository)
      assert.equal(sprung(), false)
      repository.git('status')
      assert.equal(sprung(), true, 'the trap works: git alone springs it')
    })
  }

  it('fetches nothing that a partial clone lacks', async () => {
    const {program, sprung} = trap()
    const repository = folders.repository({'requirements.txt': 'x'})
    const clone = folders.make()
    repository.git('config', 'uploadpack.allowFilter', 'true')
    repository.git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${repository.folder}`, clone)
    const gitIn = (...args: string[]) => repository.git('-C', clone, ...args)
    gitIn('config', 'remote.origin.uploadpack', program)
    await assert.rejects(read(clone), (error) => {
      assert.ok(error instanceof ProblemError && error.problem.id === 'git-failed')
      return true
    })
    assert.equal(sprung(), false)
    assert.throws(() => gitIn('cat-file', 'blob', 'HEAD:requirements.txt'))
    assert.equal(sprung(), true, 'the trap works: git alone springs it')
  })

  it('reads its own repository from inside of a hook of another', async () => {
    const repository = folders.repository({'requirements.txt': 'right\n'})
    const other = folders.repository({'requirements.txt': 'wrong\n'})
    Object.assign(process.env, {
      GIT_CONFIG: path.join(other.folder, '.git/config'),
      GIT_DIR: path.join(other.folder, '.git'),
      GIT_INDEX_FILE: path.join(other.folder, '.git/index'),
      GIT_LITERAL_PATHSPECS: '1',
      GIT_OBJECT_DIRECTORY: path.join(other.folder, '.git/objects'),
      GIT_PREFIX: 'x/',
      GIT_WORK_TREE: other.folder,
    })
    for (const options of [{}, {dirty: true}]) {
      const project = await read(repository.folder, options)
      assert.equal(project.source.repository, repository.folder)
      assert.equal(textOf(project, 'requirements.txt'), 'right\n')
      assert.deepEqual(project.worktree?.changes ?? [], [])
    }

    await new Git(realReader, repository.folder).untrack(['requirements.txt'])
    assert.deepEqual((await read(repository.folder)).worktree?.changes, ['requirements.txt'])
  })

  it('takes no lock and writes nothing', async () => {
    const repository = folders.repository({'requirements.txt': ''})
    repository.write({'.git/index.lock': ''})
    utimesSync(path.join(repository.folder, 'requirements.txt'), 1, 1)
    await readEveryWay(repository)
  })

  it('works without git, as far as it can', async () => {
    const repository = folders.repository({'.gitignore': 'uv.lock', 'uv.lock': ''})
    process.env.PATH = folders.make()
    const project = await read(repository.folder)
    assert.deepEqual(project.source.notes, [{id: 'no-git'}])
    assert.deepEqual([...project.tree.files()], ['.gitignore', 'uv.lock'])
    await assert.rejects(read(repository.folder, {ref: 'HEAD'}), problem({id: 'git-missing'}))
    const git = new Git(realReader, repository.folder)
    assert.deepEqual(await git.remotes(), [])
    assert.equal(await git.setting('heroku.remote'), undefined)
  })

  it("passes on git's own words when it doesn't trust the owner", async () => {
    const repository = folders.repository({'requirements.txt': ''})
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1'
    await assert.rejects(read(repository.folder), (error) => {
      assert.ok(error instanceof ProblemError && error.problem.id === 'git-failed')
      assert.match(error.problem.message, /dubious ownership[^]*safe\.directory/)
      return true
    })
  })
})
