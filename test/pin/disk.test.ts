import assert from 'node:assert/strict'
import {chmod, mkdir, stat, writeFile} from 'node:fs/promises'
import path from 'node:path'

import {pinVersion} from '../../src/pin/pin-version.js'
import {realSystem} from '../../src/system/real-system.js'
import {TestFolder} from './folder.js'
import {pinInputOf} from './machine.js'

/** Modes, links, git and where the command runs. */
describe('pin, on disk', () => {
  let folder: TestFolder

  beforeEach(async () => {
    folder = await TestFolder.make({'requirements.txt': 'flask\n'})
  })

  afterEach(async () => {
    await folder.remove()
  })

  const pin = async () =>
    pinVersion({argument: undefined, exact: false, yes: true}, await pinInputOf(folder), realSystem, {dryRun: false})

  it("keeps a file's mode", async () => {
    await folder.write({'.python-version': '3.13.1\n'})
    await chmod(path.join(folder.path, '.python-version'), 0o640)
    await pin()
    assert.equal((await stat(path.join(folder.path, '.python-version'))).mode & 0o777, 0o640)
    assert.equal(await folder.read('.python-version'), '3.13\n')
  })

  it('writes through a link within the source', async () => {
    await folder.write({'.python-version': {link: 'config/python'}, 'config/python': '3.13.1\n'})
    await pin()
    const tree = await folder.tree()
    assert.equal(tree['.python-version'], '→ config/python')
    assert.equal(tree['config/python'], '3.13\n')
  })

  for (const target of ['../elsewhere', '/nowhere/at/all']) {
    it(`puts a file in the place of a link that leads nowhere on Heroku: ${target}`, async () => {
      await folder.write({'.python-version': {link: target}})
      await pin()
      assert.equal((await folder.tree())['.python-version'], '3.14\n')
    })
  }

  it('takes nothing over from a file outside of the source, to which a link leads', async () => {
    const outside = await TestFolder.make({secret: '# canary\n3.12\n'})
    try {
      const link = {link: path.join(outside.path, 'secret')}
      await folder.write({python_version: link, 'runtime.txt': link})
      await pin()
      assert.equal((await folder.tree())['.python-version'], '3.14\n')
    } finally {
      await outside.remove()
    }
  })

  it('leaves a file outside of the source alone, though a link leads to it', async () => {
    const outside = await TestFolder.make({python: '3.12.1\n'})
    try {
      await folder.write({'.python-version': {link: path.join(outside.path, 'python')}})
      await pin()
      assert.equal(await outside.read('python'), '3.12.1\n')
      assert.equal((await folder.tree())['.python-version'], '3.14\n')
    } finally {
      await outside.remove()
    }
  })

  it('works in a fresh repository, from a subfolder, and names the git commands', async () => {
    folder.git('init', '--quiet')
    await folder.write({'runtime.txt': 'python-3.12.1\n'})
    await mkdir(path.join(folder.path, 'a b'))
    const input = {...(await pinInputOf(folder)), cwd: path.join(folder.path, 'a b')}
    const report = await pinVersion({argument: undefined, exact: false, yes: false}, input, realSystem, {dryRun: false})
    assert.deepEqual(report.gitCommands, [
      'git add ../.python-version',
      'git rm --cached --ignore-unmatch ../runtime.txt',
      'git commit --message "Pin Python 3.12"',
    ])
    for (const command of report.gitCommands.slice(0, 2)) folder.git(...command.replaceAll('../', '').split(' ').slice(1))
    assert.equal(folder.git('diff', '--cached', '--name-only').trim(), '.python-version')
  })

  it('warns where git or Heroku would leave the file out', async () => {
    folder.git('init', '--quiet')
    await folder.write({'.gitignore': '*.pyc\n.python-version\n', '.slugignore': '/.python-version\n'})
    const {gitCommands, warnings} = await pin()
    assert.deepEqual(
      warnings.map(({id}) => id),
      ['git-ignored', 'slug-ignored'],
    )
    assert.equal(gitCommands[0], 'git add --force .python-version')
  })

  it('fixes a file that git ignores, comments and all', async () => {
    folder.git('init', '--quiet')
    await writeFile(path.join(folder.path, '.gitignore'), '.python-version\n')
    await folder.write({'.python-version': '# mine\n3.12.1\n'})
    const {version} = await pin()
    assert.equal(version, '3.12')
    assert.equal(await folder.read('.python-version'), '# mine\n3.12\n')
  })
})
