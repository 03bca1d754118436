import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import path from 'node:path'

import {concerns, hasStrace, READ_ONLY, trace} from '../../scripts/trace-reads.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'
import {TrapRepository} from './support/trap-repository.js'

describe('as the kernel sees it', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  it('a trace tells what was started and opened, and not what failed, or was allowed', () => {
    const log = [
      '12 execve("/usr/bin/git", ["git", "status"], 0x5 /* 9 vars */) = 0',
      String.raw`12 execve("/tmp/trap \"x", ["trap"], 0x5 /* 9 vars */) = 0`,
      '12 execve("/home/me/bin/git", ["git"], 0x5 /* 9 vars */) = -1 ENOENT (No such file or directory)',
      '13 openat(AT_FDCWD</src/app>, "sub/../.gitignore", O_RDONLY) = 3</src/app/.gitignore>',
      '13 openat(AT_FDCWD</src/app>, "../outside", O_RDONLY|O_CLOEXEC) = 3</src/outside>',
      '13 openat(4</home/me>, ".netrc", O_RDONLY) = 5</home/me/.netrc>',
      '13 open("/home/me/missing", O_RDONLY) = -1 ENOENT (No such file or directory)',
    ]
    assert.deepEqual(concerns(log.join('\n'), ['/src/app']), {
      opened: ['/home/me/.netrc', '/src/outside'],
      programs: [String.raw`/tmp/trap \"x`],
      seen: 5,
    })
  })

  for (const command of READ_ONLY)
    it(`${command.join(' ')}: no program but git starts, and nothing outside of the source is opened`, function () {
      if (!hasStrace())
        skip(this, 'needs strace: nothing else tells every program that is started, and every file that is opened')
      const outside = path.join(folders.make(), 'outside')
      writeFileSync(outside, '')
      const {folder} = TrapRepository.make('config', folders)
      for (const name of ['core.excludesFile', 'core.attributesFile', 'include.path'])
        execFileSync('git', ['config', '--file', path.join(folder, '.git/config'), name, outside])
      const {opened, output, programs, seen} = trace(folder, command)
      assert.ok(seen > 1000, output)
      assert.deepEqual({opened, programs}, {opened: [], programs: []}, output)
      assert.match(output, /\S/)
    })
})
