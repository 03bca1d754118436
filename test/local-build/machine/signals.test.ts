import assert from 'node:assert/strict'
import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {TemporaryFolders} from '../../support/repository.js'
import {skip} from '../../support/skip.js'
import {until} from '../../support/until.js'
import {anyInterpreter} from '../test-machine.js'
import {isRunning} from './support.js'

const COMMAND = fileURLToPath(new URL('../../safety/support/command-host.ts', import.meta.url))

describe('a build, and the signals that a terminal sends', () => {
  const folders = new TemporaryFolders()
  let home: string
  let source: string

  before(function () {
    if (process.platform !== 'linux') skip(this, 'Windows has no signals, and only Linux tells the state of a process')
  })

  beforeEach(async () => {
    const {major} = await anyInterpreter()
    home = folders.make()
    // Says that it runs, and ends once it may; it minds no signal.
    const hook = `#!/usr/bin/env bash\ntrap "" INT TERM\necho $$ > ${home}/pid\nuntil [ -e ${home}/go ]; do sleep 0.1; done\ntouch ${home}/ended\n`
    source = folders.make({'.python-version': `${major}\n`, 'bin/pre_compile': hook, 'requirements.txt': ''})
  })

  after(() => folders.remove())

  function build(): ChildProcess {
    const child = fork(COMMAND, {
      env: {...process.env, HOME: home, XDG_CACHE_HOME: `${home}/cache`, XDG_DATA_HOME: `${home}/data`},
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.send({argv: ['--offline', '--source', source], command: 'build-local', cwd: home, env: {}})
    return child
  }

  async function hookOf(): Promise<number> {
    const file = path.join(home, 'pid')
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'))
    return Number(readFileSync(file, 'utf8'))
  }

  async function exitCodeOf(child: ChildProcess): Promise<number> {
    const [{result}] = (await once(child, 'message')) as [{result: {exitCode: number}}]
    child.kill()
    return result.exitCode
  }

  it('ctrl-Z: it stands still, and goes on where it was', async () => {
    const child = build()
    await hookOf()
    child.kill('SIGSTOP')
    await until(() => /^State:\s+T/m.test(readFileSync(`/proc/${child.pid}/status`, 'utf8')))
    writeFileSync(path.join(home, 'go'), '')
    await until(() => existsSync(path.join(home, 'ended')))
    child.kill('SIGCONT')
    assert.equal(await exitCodeOf(child), 0)
  })

  it('ctrl-C three times: nothing that it has started stays, and the next build works', async () => {
    const child = build()
    const hook = await hookOf()
    const exit = once(child, 'exit')
    const answer = once(child, 'message').then(() => child.kill())
    answer.catch(() => {})
    for (let count = 0; count < 3; count++) child.kill('SIGINT')
    await exit
    await until(() => !isRunning(hook))
    rmSync(path.join(home, 'pid'))
    writeFileSync(path.join(home, 'go'), '')
    assert.equal(await exitCodeOf(build()), 0)
  })
})
