import assert from 'node:assert/strict'
import {type ChildProcess, fork, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {realClock} from '../../../src/system/clock.js'
import {watchLeftovers} from '../../../src/system/leftovers.js'
import {TemporaryFolders} from '../../support/repository.js'
import {skip} from '../../support/skip.js'
import {until} from '../../support/until.js'
import {anyInterpreter} from '../test-machine.js'
import {isRunning} from './support.js'

/** Writes its number, and stays in a session of its own whatever it is told. */
const STAYS = 'setsid bash -c \'trap "" TERM HUP INT; echo $$ > "$1"; while :; do sleep 1; done\' daemon'
const COMMAND = fileURLToPath(new URL('../../safety/support/command-host.ts', import.meta.url))

describe('what a build leaves running, in a session of its own', () => {
  const folders = new TemporaryFolders()
  const NEVER = new AbortController().signal

  before(function () {
    if (process.platform !== 'linux') skip(this, 'only Linux tells the environment of a process')
  })

  after(() => folders.remove())

  async function pidIn(file: string): Promise<number> {
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'))
    return Number(readFileSync(file, 'utf8'))
  }

  it('ends when it is asked to; what does not is killed, with what it has started', async () => {
    const file = path.join(folders.make(), 'pid')
    const left = watchLeftovers(realClock)
    const env = {...process.env, ...(await left.env())}
    const polite = spawn('setsid', ['sleep', '3600'], {env, stdio: 'ignore'})
    const stubborn = spawn('bash', ['-c', `${STAYS} ${file} &`], {env, stdio: 'ignore'})
    const ended = once(polite, 'exit')
    await once(stubborn, 'exit')
    const pid = await pidIn(file)
    const kill = new AbortController()
    const ending = left.end(kill.signal)
    assert.equal((await ended)[1], 'SIGTERM')
    assert.ok(isRunning(pid))
    kill.abort()
    await ending
    assert.ok(!isRunning(pid))
    await left.end(NEVER)
    await left.close()
  })

  /** Builds a source whose hook leaves such a process. */
  async function building(hook: string): Promise<{child: ChildProcess; file: string; home: string}> {
    const {major} = await anyInterpreter()
    const home = folders.make()
    const file = path.join(home, 'pid')
    const script = `#!/usr/bin/env bash\n${STAYS} ${file} > /dev/null 2>&1 < /dev/null &\nuntil [ -s ${file} ]; do sleep 0.1; done\n${hook}\n`
    const source = folders.make({'.python-version': `${major}\n`, 'bin/pre_compile': script, 'requirements.txt': ''})
    const child = fork(COMMAND, {
      env: {...process.env, HOME: home, XDG_CACHE_HOME: `${home}/cache`, XDG_DATA_HOME: `${home}/data`},
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.send({argv: ['--offline', '--source', source], command: 'build-local', cwd: home, env: {}})
    return {child, file, home}
  }

  for (const [how, hook] of [
    ['succeeds', 'exit 0'],
    ['fails', 'exit 1'],
  ] as const)
    it(`is gone when the build ${how}`, async () => {
      const {child, file} = await building(hook)
      const answer = once(child, 'message')
      const pid = await pidIn(file)
      const [{result}] = (await answer) as [{result: {exitCode: number}}]
      assert.equal(result.exitCode, how === 'succeeds' ? 0 : 1)
      assert.ok(!isRunning(pid))
      child.kill()
    })

  it('is gone when the command is killed', async () => {
    const {child, file} = await building('sleep 3600')
    const pid = await pidIn(file)
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    await until(() => !isRunning(pid))
  })
})
