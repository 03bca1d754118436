import assert from 'node:assert/strict'
import {mkdirSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import type {Effect} from '../support/fake-platform-api/faults.js'
import {PROJECT} from '../support/heroku-cli.js'
import {tool} from '../support/python-tools.js'
import {type Command, CommandProcess} from './support/command-process.js'
import {sources} from './support/canary-sources.js'
import {CanaryWorld} from './support/canary-world.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const AGREED = ['--yes', '--confirm', 'to-migrate']

/** Secrets are planted wherever there can be one; the commands run in every mode; nothing shows them. */
describe('canaries', () => {
  let world: CanaryWorld
  let runs: CommandProcess

  const begin = async (env: Record<string, string>) => {
    world = await CanaryWorld.make()
    runs = new CommandProcess({...world.env, ...env})
  }

  const end = async () => {
    await runs.end()
    await world.stop()
  }

  afterEach(() => world.api.clearFaults())

  /** Runs a command in an app's folder; nothing that it prints or leaves may hold a secret. */
  const run = async (command: Command, folder: string, argv: string[], env: Record<string, string | undefined> = {}) => {
    const result = await runs.run(command, [...(folder === '' ? [] : ['--source', folder]), ...argv], {env})
    const told = `${command} ${argv.join(' ')}`
    const {stderr, stdout} = result
    assert.ok((stdout + stderr).length > 20, told)
    assert.deepEqual(world.canaries.findIn(`${stdout}\n${stderr}\n${runs.output}`), [], told)
    assert.deepEqual(world.leaksInFiles(...(folder === '' ? [] : [folder])), [], told)
    return result
  }

  describe('with DEBUG=*', () => {
    before(async () => begin({DEBUG: '*,heroku-python'}))

    after(end)

    for (const [kind, files] of Object.entries(sources)) {
      it(`python:doctor of an app with ${kind}`, async () => {
        const {folder} = world.repository(files(world))
        for (const argv of [
          ['--verbose'],
          ['--json'],
          ['--format', 'sarif'],
          ['--format', 'github'],
          ['--fix', '--dry-run'],
          ['--dirty'],
          ['--app', 'example', '--verbose'],
          ['--app', 'example', '--json'],
          ['--app', 'example', '--format', 'sarif'],
          ['--app', 'example', '--format', 'github'],
          ['--app', 'fir-app', '--verbose'],
        ])
          await run('doctor', folder, argv)
      })
    }

    it('python:doctor --fix, --list, and of a fleet', async () => {
      const {folder} = world.repository({...sources.pip(world), 'runtime.txt': 'python-3.13.1\n'})
      const {stdout} = await run('doctor', folder, ['--app', 'example', '--fix'])
      assert.match(stdout, /Fixed/)
      for (const argv of [['--list'], ['--team', 'acme'], ['--team', 'acme', '--verbose'], ['--all', '--json']])
        assert.match((await run('doctor', '', argv)).stdout, /example|deps/)
    })

    it('python:pin', async () => {
      const {folder} = world.repository(sources.pip(world))
      for (const argv of [
        ['--check'],
        ['--dry-run', '--json'],
        ['3.12', '--dry-run', '--app', 'example'],
        ['2.7'],
        ['99', '--json'],
        [],
      ])
        await run('pin', folder, argv)
    })

    it('python:pin --dependencies, which knows the passwords of indexes', async () => {
      const {venv} = await tool('uv')
      const cache = path.join(world.home, 'cache/heroku/heroku-python')
      mkdirSync(cache, {recursive: true})
      // It would be downloaded; links are not followed when secrets are looked for.
      symlinkSync(path.dirname(venv), path.join(cache, 'tools'))
      const {folder} = world.repository({
        '.python-version': '3.13\n',
        'requirements.txt': `--extra-index-url ${world.indexUrl('compiled')}\nidna>=3\n`,
      })
      const shown = await run('pin', folder, ['--dependencies', '--dry-run', '--app', 'example'])
      assert.match(shown.stdout, /\+ idna \d/)
      const broken = world.repository({
        '.python-version': '3.13\n',
        'requirements.txt': `--index-url ${world.indexUrl('compiled-broken')}\nno-such-package-\${INDEX_TOKEN}\nidna==99\n`,
      })
      const refused = await run('pin', broken.folder, ['--dependencies', '--json'])
      assert.equal(refused.exitCode, 1, refused.stdout)
    })

    it('python:migrate-buildpack: the plan, the change, and back', async () => {
      const {folder} = world.repository(sources.pip(world))
      const app = ['--app', 'to-migrate']
      for (const argv of [
        ['--dry-run'],
        [],
        ['--json'],
        AGREED,
        ['--undo', ...AGREED],
        [...AGREED, '--json'],
        ['--undo', ...AGREED, '--json'],
      ])
        await run('migrate-buildpack', folder, [...app, ...argv])
      assert.ok(world.api.calls.includes('PUT /apps/to-migrate/buildpack-installations'))
    })

    describe('when the API fails', () => {
      const message = () => `No: ${world.token} https://u:${world.mark('api-url')}@h/?k=${world.mark('api-query')}`
      const effects: Record<string, () => Effect> = {
        '401': () => ({body: {id: 'unauthorized', message: message()}, status: 401}),
        '403 without a body': () => ({status: 403}),
        '404': () => ({status: 404}),
        '500': () => ({body: {id: 'x', message: message()}, headers: {'x-secret': message()}, status: 500}),
        'broken JSON': () => ({truncate: true}),
        'a dropped connection': () => ({drop: 'before'}),
        'no JSON': () => ({garbage: true}),
      }
      const everything: [Command, ...string[]][] = [
        ['doctor'],
        ['pin', '--dry-run', '--json'],
        ['migrate-buildpack', '--yes'],
        ['migrate-buildpack', '--yes', '--json'],
        ['build-local', '--plan', '--json'],
      ]
      const aPart: [Command, ...string[]][] = [
        ['doctor', '--verbose'],
        ['doctor', '--json'],
        ['build-local', '--plan'],
      ]
      for (const [name, effect] of Object.entries(effects)) {
        it(name, async () => {
          const {folder} = world.repository(sources.pip(world))
          for (const [fails, commands] of [
            [/./, everything],
            [/config-vars|buildpack-inst|builds/, aPart],
          ] as const) {
            for (const [command, ...argv] of commands) {
              world.api.clearFaults()
              const fault = world.api.fault({path: fails}, effect())
              await run(command, folder, [...argv, '--app', 'example'])
              assert.ok(fault.hits > 0, `${command} was told no`)
            }
          }
        })
      }

      it('no answer', async () => {
        const {folder} = world.repository(sources.pip(world))
        world.api.fault({path: /config-vars/}, {hang: 'before'})
        await run('migrate-buildpack', folder, ['--dry-run', '--app', 'example'])
        await run('doctor', folder, ['--app', 'example'])
      })
    })

    it('the credentials of .netrc, and a token that no header can hold', async () => {
      const {folder} = world.repository(sources.pip(world))
      for (const key of [undefined, `${world.token}\n${world.mark('second-line')}`, `ключ-${world.mark('no-ascii')}`])
        for (const [command, ...argv] of [['doctor'], ['pin', '--dry-run', '--json'], ['migrate-buildpack', '--dry-run']] as [
          Command,
          ...string[],
        ][])
          await run(command, folder, [...argv, '--app', 'example'], {HEROKU_API_KEY: key})
    })
  })

  describe('without DEBUG', () => {
    before(async () => begin({}))

    after(end)

    it('every command', async () => {
      const {folder} = world.repository(sources.pip(world))
      for (const [command, ...argv] of [
        ['doctor', '--verbose'],
        ['doctor', '--json'],
        ['pin', '--dry-run'],
        ['migrate-buildpack', '--dry-run'],
        ['build-local', '--plan'],
      ] as [Command, ...string[]][]) {
        world.api.clearFaults()
        await run(command, folder, [...argv, '--app', 'example'])
        world.api.fault({path: /./}, {body: {id: 'x', message: world.token}, status: 500})
        await run(command, folder, [...argv, '--app', 'example'])
      }
    })
  })

  it('are found, had they been shown', async () => {
    world = await CanaryWorld.make()
    const mark = world.mark('proof')
    const forms = [
      mark,
      base64(mark),
      base64(`a${mark}`),
      base64(`ab${mark}c`),
      Buffer.from(mark).toString('hex'),
      [...mark].reverse().join(''),
      'Zq9!',
    ]
    for (const form of forms) assert.notDeepEqual(world.canaries.findIn(`x ${form} y`), [], form)
    assert.deepEqual(world.canaries.findIn(PROJECT), [])
    await world.stop()
  })
})
