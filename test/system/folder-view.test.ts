import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync} from 'node:fs'
import {userInfo} from 'node:os'
import path from 'node:path'

import type {DirectoryEntry, FileSystem} from '../../src/system/file-system.js'
import type {FolderView, FolderViews} from '../../src/system/folder-view.js'

import {findFolderViews} from '../../src/system/folder-view.js'
import {CannotStart, realProcesses} from '../../src/system/processes.js'
import {realSystem} from '../../src/system/real-system.js'
import {TemporaryFolders} from '../support/repository.js'
import {skip} from '../support/skip.js'

/** A folder at the root that no machine has. */
const AS = '/heroku-python-view'

describe('system: programs that see a folder under another path', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  describe('on a machine that lets its users', () => {
    let views: FolderViews
    let folder: string
    let view: FolderView

    before(async function () {
      const found = await findFolderViews(AS, path.join(folders.make(), 'trial'), realSystem)
      if (found === null) skip(this, 'this machine has no user namespaces for its users')
      views = found
    })

    beforeEach(async () => {
      const room = realpathSync(folders.make())
      folder = path.join(room, 'the folder')
      mkdirSync(folder)
      view = await views.open({as: AS, folder, room: path.join(room, 'view # 1')})
    })

    async function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
      const lines: string[] = []
      const end = await realProcesses.stream(program, args, {
        cwd: folder,
        env: {PATH: '/usr/bin:/bin', ...env},
        onLine(line) {
          lines.push(line)
        },
        view,
      })
      return {...end, lines}
    }

    const sh = async (script: string, ...args: string[]) => run('/bin/sh', ['-c', script, 'sh', ...args])

    it('is in that folder, and writes to it', async () => {
      const {exitCode, lines} = await sh(`pwd; printf %s "$1" > ${AS}/made; cat made`, String.raw`as it is: "$HOME" \ '`)
      assert.deepEqual({exitCode, lines}, {exitCode: 0, lines: [AS, String.raw`as it is: "$HOME" \ '`]})
      assert.equal(readFileSync(path.join(folder, 'made'), 'utf8'), String.raw`as it is: "$HOME" \ '`)
      assert.equal(existsSync(AS), false, 'nobody else sees it')
    })

    it('sees all else where it is, as the user that it is', async () => {
      const other = path.join(realpathSync(folders.make()), 'other')
      const {lines} = await sh(`ls -d "$1"; ls / | grep -v "^\${2#/}$"; id -u; echo own > "$3"`, folder, AS, other)
      const roots = readdirSync('/').filter((name) => !name.startsWith('.'))
      assert.deepEqual(new Set(lines), new Set([folder, ...roots, String(userInfo().uid)]))
      assert.equal(readFileSync(other, 'utf8'), 'own\n')
    })

    it('is not kept from running by what others have deleted at the root since', async () => {
      const gone: DirectoryEntry[] = (['directory', 'file'] as const).map((kind) => ({kind, name: `heroku-python-gone-${kind}`}))
      const list: FileSystem['list'] = async (at) => [...(await realSystem.files.list(at)), ...(at === '/' ? gone : [])]
      const files = {...realSystem.files, list}
      const found = await findFolderViews(AS, path.join(folders.make(), 'trial'), {...realSystem, files})
      view = await found!.open({as: AS, folder, room: path.join(realpathSync(folders.make()), 'view')})
      assert.deepEqual((await sh('pwd')).lines, [AS])
    })

    it('has the environment that it is given, and no more', async () => {
      const shell = new Set(['_', 'PWD', 'SHLVL'])
      const {lines} = await run('env', [], {GREETING: 'hello'})
      const names = lines.filter((line) => !shell.has(line.split('=')[0]!))
      assert.deepEqual(new Set(names), new Set(['GREETING=hello', 'PATH=/usr/bin:/bin']))
      assert.ok(lines.includes(`PWD=${AS}`), lines.join('\n'))
      assert.ok(lines.every((line) => !line.includes('view # 1')))
    })

    it('is found in it by PATH, and tells how it ends', async () => {
      mkdirSync(path.join(folder, 'bin'))
      writeFileSync(path.join(folder, 'bin/own'), '#!/bin/sh\necho "$0"; exit 7\n', {mode: 0o755})
      const {exitCode, lines} = await run('own', [], {PATH: `${AS}/bin:/usr/bin:/bin`})
      assert.deepEqual({exitCode, lines}, {exitCode: 7, lines: [`${AS}/bin/own`]})
      const killed = await sh('kill -9 $$')
      assert.equal(killed.signal, 'SIGKILL')
      await assert.rejects(run('nowhere-to-be-found', []), CannotStart)
    })

    it("is started by a link that names what it sees, as that of a virtual environment's Python", async () => {
      mkdirSync(path.join(folder, 'bin'))
      writeFileSync(path.join(folder, 'bin/own'), '#!/bin/sh\necho "$0"\n', {mode: 0o755})
      symlinkSync(`${AS}/bin/own`, path.join(folder, 'bin/first'))
      symlinkSync('first', path.join(folder, 'bin/second'))
      symlinkSync(`${AS}/bin/nothing`, path.join(folder, 'bin/broken'))
      symlinkSync(`${AS}/bin/round`, path.join(folder, 'bin/round'))
      const {exitCode, lines} = await run(`${AS}/bin/second`, [])
      assert.deepEqual({exitCode, lines}, {exitCode: 0, lines: [`${AS}/bin/second`]})
      for (const name of ['broken', 'round']) await assert.rejects(run(`${AS}/bin/${name}`, []), CannotStart)
    })

    it('ends with those who have asked for it', async () => {
      const stop = new AbortController()
      const end = await realProcesses.stream('/bin/sh', ['-c', 'echo begun; sleep 1000'], {
        cwd: folder,
        env: {PATH: '/usr/bin:/bin'},
        onLine: () => stop.abort(),
        signal: stop.signal,
        view,
      })
      assert.equal(end.signal, 'SIGTERM')
    })

    it('is where paths lead in both directions', () => {
      assert.equal(view.outside(`${AS}/bin/python`), path.join(folder, 'bin/python'))
      assert.equal(view.outside(AS), folder)
      assert.equal(view.outside(`${AS}lication`), `${AS}lication`)
    })
  })

  describe('not on a machine', () => {
    const find = async (as: string, changes: Partial<typeof realSystem> = {}) =>
      findFolderViews(as, path.join(folders.make(), 'trial'), {...realSystem, ...changes})

    it('that has something of its own there', async () => {
      assert.equal(await find('/etc'), null)
      assert.equal(await find('/bin'), null)
    })

    it('that is no Linux', async () => {
      assert.equal(await find(AS, {host: {...realSystem.host, platform: 'darwin'}}), null)
    })

    it('that forbids it, in whatever way', async () => {
      const failing = (exitCode: number) => ({
        ...realProcesses,
        run: async () => ({exitCode, stderr: 'unshare: unshare failed: Operation not permitted', stdout: new Uint8Array()}),
      })
      assert.equal(await find(AS, {processes: failing(1)}), null)
      assert.equal(await find(AS, {processes: failing(0)}), null, 'what was to be made is not there')
      const without = {
        ...realProcesses,
        async run() {
          throw new CannotStart('unshare')
        },
      }
      assert.equal(await find(AS, {processes: without}), null)
    })
  })
})
