import assert from 'node:assert/strict'
import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {cp, mkdir, readdir, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import {anyInterpreter} from '../local-build/test-machine.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'
import {until} from '../support/until.js'

/** Known by its number in the list of processes: other runs of these tests have others. */
const SLEEP = `sleep ${100_000 + process.pid}`

/** What is killed is gone a moment later. */
async function untilNoneSleeps(): Promise<void> {
  await until(() => spawnSync('pgrep', ['-f', SLEEP]).status === 1)
}

/** Builds as a user makes them: the packed plugin in the released Heroku CLI, the real package index, a real web process. */
describe('heroku python:build-local, in the real Heroku CLI', () => {
  let cli: HerokuCli
  /** The newest Python here that the buildpack has: the examples ask for one that need not be here. */
  let python: {major: string; program: string}
  let count = 0

  before(async () => {
    cli = await installHerokuCli()
    python = await anyInterpreter()
  })

  after(async () => {
    await cli.remove()
  })

  const app = async (files: Record<string, string>, example?: string) => {
    const folder = path.join(cli.home, `app-${++count}`)
    await mkdir(folder)
    if (example !== undefined) await cp(path.join(PROJECT, 'examples', example), folder, {recursive: true})
    for (const [name, contents] of Object.entries({'.python-version': `${python.major}\n`, ...files})) {
      await mkdir(path.dirname(path.join(folder, name)), {recursive: true})
      await writeFile(path.join(folder, name), contents)
    }

    return folder
  }

  const build = async (source: string, argv: readonly string[] = [], env: Record<string, string> = {}) =>
    cli.run(['python:build-local', '--source', source, '--python', python.program, ...argv], {env})

  /** FastAPI through pip: the example's Poetry asks an index that is not everywhere where these tests run. */
  const FASTAPI = {
    example: 'fastapi-poetry',
    files: {'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n'},
    without: ['poetry.lock', 'pyproject.toml'],
  }
  const apps: {example: string; files?: Record<string, string>; without?: string[]}[] = [
    {example: 'flask-pip'},
    {example: 'django-pip'},
    FASTAPI,
  ]
  for (const {example, files = {}, without = []} of apps) {
    it(`builds and boots examples/${example}, whose web process then answers, and is judged by its run script`, async () => {
      const out = path.join(cli.home, `out-${example}`)
      const source = await app(files, example)
      for (const name of without) await rm(path.join(source, name))
      const {exitCode, stderr, stdout} = await build(source, ['--output', out, '--boot'])
      assert.equal(exitCode, 0, stdout + stderr)
      assert.match(stdout, /^-----> Python app detected\n-----> Using Python 3\.\d+ specified in \.python-version\n/)
      assert.match(stdout, /-----> Saving cache\n/)
      assert.match(stdout, /Process types\n {2}web {2}\S/)
      assert.match(stdout, /web {2}healthy: listening after .*, GET \/ answers 200, .* of 512 MB/)
      assert.match(await firstAnswer(out), /Heroku/)
      const check = execFileSync(path.join(out, 'run'), ['--check', 'web'], {encoding: 'utf8', env: {PATH: process.env.PATH}})
      assert.match(check, /\nweb: healthy: listening after .*, GET \/ answers 200\n$/)
    })
  }

  it('uses the cache again, and gives JSON with the build data', async () => {
    const source = await app({'requirements.txt': 'six==1.17.0\n'})
    const first = await build(source, ['--json'])
    assert.equal(first.exitCode, 0, first.stdout + first.stderr)
    assert.equal(first.stderr.includes('Installing'), false)
    const cold = JSON.parse(first.stdout) as Record<string, unknown>
    assert.deepEqual([cold.status, cold.package_manager, cold.cache_status], ['succeeded', 'pip', 'empty'])
    assert.deepEqual((cold.packages as {name: string; version: string}[]).find((one) => one.name === 'six')?.version, '1.17.0')
    const warm = JSON.parse((await build(source, ['--json'])).stdout) as Record<string, unknown>
    assert.equal(warm.cache_status, 'reused')
  })

  it('fails as Heroku would, with the reason, the fix and the log', async () => {
    const source = await app({'requirements.txt': 'six==999.0\n'})
    const {exitCode, stdout} = await build(source)
    assert.equal(exitCode, 1)
    assert.match(stdout, / {7}ERROR: No matching distribution found for six==999\.0/)
    assert.match(stdout, / ! {5}failure_reason: install-dependencies::pip\n/)
    const log = /Full log: (\S+)\n$/.exec(stdout)?.[1]
    assert.ok(log, stdout)
    assert.match(execFileSync('cat', [log], {encoding: 'utf8'}), /No matching distribution/)
    if (process.platform !== 'win32') assert.match(execFileSync('ls', ['-l', log], {encoding: 'utf8'}), /^-rw-------/)
  })

  it("hands a hook the app's config vars, less what add-ons own, and shows no value that it prints", async () => {
    const api = await FakePlatformApi.start({
      apps: [
        {
          addons: [{configVars: {DATABASE_URL: 'postgres://u:canary-database@host/d'}, plan: 'heroku-postgresql:essential-0'}],
          configVars: {SECRET_KEY: 'canary-value'},
          name: 'example-app',
        },
      ],
      token: 'canary-token',
    })
    try {
      const source = await app({
        'bin/post_compile':
          '#!/usr/bin/env bash\necho "key=$SECRET_KEY database=${DATABASE_URL-none}"\nenv | grep -c HEROKU_API_KEY\n true\n',
        'requirements.txt': '',
      })
      const {exitCode, stderr, stdout} = await build(source, ['--app', 'example-app'], {
        ...api.env,
        HEROKU_API_KEY: 'canary-token',
      })
      assert.equal(exitCode, 0, stdout + stderr)
      assert.match(stdout, / {7}key=\*{4} database=none\n {7}0\n/)
      assert.match(stdout, /DATABASE_URL: owned by add-on \S+/)
      assert.doesNotMatch(stdout + stderr, /canary/)
      assert.throws(() => execFileSync('grep', ['-rl', 'canary-', path.join(cli.home, 'cache')]), {status: 1})
    } finally {
      await api.stop()
    }
  })

  it('ends at ctrl-C, with all that runs, and leaves a cache that works', async () => {
    const source = await app({
      'bin/pre_compile': `#!/usr/bin/env bash\n${SLEEP} & echo started; wait\n`,
      'requirements.txt': '',
    })
    const child = start(source)
    await untilPrinted(child, 'started')
    child.kill('SIGINT')
    const [exitCode] = (await once(child, 'exit')) as [number]
    assert.equal(exitCode, 2)
    await untilNoneSleeps()
    await writeFile(path.join(source, 'bin/pre_compile'), 'true\n')
    const again = await build(source)
    assert.equal(again.exitCode, 0, again.stdout + again.stderr)
    assert.doesNotMatch(again.stdout + again.stderr, /Another build/)
  })

  it('kills at a second ctrl-C what does not end at the first, and ends itself as it should', async () => {
    // After the install: by then libraries listen to signals too.
    const source = await app({
      'bin/post_compile': `#!/usr/bin/env bash\ntrap "" INT TERM\necho started\nwhile true; do ${SLEEP}; done\n`,
      'requirements.txt': 'idna==3.10\n',
    })
    const child = start(source)
    await untilPrinted(child, 'started')
    child.kill('SIGINT')
    await untilPrinted(child, 'Ctrl-C again kills')
    child.kill('SIGINT')
    const [exitCode, signal] = (await once(child, 'exit')) as [null | number, NodeJS.Signals | null]
    assert.deepEqual([exitCode, signal], [2, null])
    await untilNoneSleeps()
  })

  it('has a help page', async () => {
    const {stdout} = await cli.run(['help', 'python:build-local'])
    for (const part of ['USAGE', 'FLAGS', 'DESCRIPTION', 'EXAMPLES', '--config-vars', '--output', '--install-python'])
      assert.ok(stdout.includes(part), part)
  })

  /** A build as it runs, to be interrupted. */
  function start(source: string): ChildProcess {
    return spawn(process.execPath, [cli.program, 'python:build-local', '--source', source, '--python', python.program], {
      cwd: cli.home,
      env: cli.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  /** Waits for a text of either output, both of which are read until the end. */
  async function untilPrinted(child: ChildProcess, text: string): Promise<void> {
    let printed = ''
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout!, child.stderr!])
        stream.on('data', (chunk: Buffer) => {
          printed += chunk.toString()
          if (printed.includes(text)) resolve()
        })
      child.once('close', () => reject(new Error(`it ended without "${text}": ${printed}`)))
    })
  }

  /** Starts the web process of a built app, and asks it. */
  async function firstAnswer(folder: string): Promise<string> {
    assert.ok((await readdir(folder)).includes('run'))
    const port = await freePort()
    const env = {PATH: process.env.PATH, PORT: String(port)}
    const web = spawn(path.join(folder, 'run'), ['web'], {env, stdio: ['ignore', 'inherit', 'inherit']})
    try {
      let answer
      while (!answer && web.exitCode === null && web.signalCode === null) {
        await sleep(200)
        answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => {})
      }

      assert.equal(answer?.status, 200, 'the web process does not answer')
      return await answer.text()
    } finally {
      web.kill('SIGTERM')
      if (web.exitCode === null && web.signalCode === null) await once(web, 'exit')
    }
  }

  async function freePort(): Promise<number> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    server.close()
    assert.ok(typeof address === 'object' && address)
    return address.port
  }
})
