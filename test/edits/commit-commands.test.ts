import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import path from 'node:path'

import {commitCommands} from '../../src/edits/commit-commands.js'
import {TestFolder} from '../pin/folder.js'

describe('the commands that commit edits', () => {
  let root: TestFolder

  beforeEach(async () => {
    root = await TestFolder.make({'app/runtime.txt': 'python-3.12.1\n', 'app/.python-version': '3.12\n', 'other.txt': 'x\n'})
    mkdirSync(path.join(root.path, 'elsewhere'))
  })

  afterEach(async () => root.remove())

  const edits = [
    {action: 'write', contents: '3.12\n', path: '.python-version'},
    {action: 'delete', path: 'runtime.txt'},
  ] as const

  it('name the repository where they are typed outside of it, and commit those files only', () => {
    const folder = path.join(root.path, 'app')
    const git = (...args: string[]) => execFileSync('git', args, {cwd: folder, encoding: 'utf8'})
    git('init', '--quiet')
    git('add', 'runtime.txt')
    const cwd = path.join(root.path, 'elsewhere')
    const commands = commitCommands(edits, {cwd, folder, force: false, message: 'Pin Python 3.12', repository: folder})
    assert.deepEqual(commands, [
      'git -C ../app add .python-version',
      'git -C ../app rm --cached --ignore-unmatch runtime.txt',
      'git -C ../app commit --message "Pin Python 3.12"',
    ])
    git('config', 'user.email', 'test@example.com')
    git('config', 'user.name', 'Test')
    for (const command of commands) execFileSync('sh', ['-c', command], {cwd, stdio: 'ignore'})
    assert.equal(git('ls-files').trim(), '.python-version')
  })

  it('use paths from the folder where they are typed, inside of the repository', () => {
    const folder = path.join(root.path, 'app')
    const place = {cwd: root.path, folder, force: true, message: 'm', repository: root.path}
    assert.equal(commitCommands(edits, place)[0], 'git add --force app/.python-version')
  })

  it('untrack a folder with all that is in it', () => {
    const place = {cwd: '/a', folder: '/a', force: false, message: 'm', repository: '/a'}
    const [command] = commitCommands([{action: 'untrack', path: 'venv'}], place)
    assert.equal(command, 'git rm -r --cached --ignore-unmatch venv')
  })
})
