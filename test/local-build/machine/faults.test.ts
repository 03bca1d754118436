import {execa} from 'execa'
import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {hostname} from 'node:os'
import path from 'node:path'
import type {Readable} from 'node:stream'
import {setTimeout as wait} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'

import {lockFolder} from '../../../src/local-build/cache/build-lock.js'
import {CacheStore} from '../../../src/local-build/cache/cache-store.js'
import {pruneCaches} from '../../../src/local-build/cache/prune-caches.js'
import {startDeadline} from '../../../src/system/deadline.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {problem, TemporaryFolders, writeFiles} from '../../support/repository.js'
import {canMount, SmallDisks} from '../../support/small-disk.js'
import {otherSpace, otherStart} from '../../support/identities.js'
import {TestClock} from '../../support/test-clock.js'
import {about, buildNamed, buildsIn, leftovers} from './cache.support.js'

const BUILDER = fileURLToPath(new URL('builder.ts', import.meta.url))
const KILLS = Number(process.env.KILLS ?? 12)
const NEVER = new AbortController().signal

/** Waits until a program has printed so many lines. */
async function linesOf(output: Readable, count: number): Promise<void> {
  let printed = 0
  while (printed < count) {
    const [chunk] = (await once(output, 'data')) as [Buffer]
    printed += chunk.toString().split('\n').length - 1
  }
}

describe('what may happen to a build’s cache', () => {
  const folders = new TemporaryFolders()
  let root: string

  beforeEach(() => {
    root = path.join(folders.make(), 'app')
  })

  const disks = new SmallDisks(folders)

  afterEach(() => {
    disks.remove()
    folders.remove()
  })

  const builder = (...args: string[]) =>
    execa(process.execPath, ['--import', 'tsx', BUILDER, root, ...args], {lines: true, reject: false})

  async function take(signal = NEVER, onWait: (pid: number | null) => void = () => {}): Promise<() => Promise<void>> {
    return lockFolder(root, realFileSystem, {onWait, signal})
  }

  it(`kill -9 at ${KILLS} moments leaves the last saved cache, or the new one`, async () => {
    let last = 'none'
    const seen = new Set<string>()
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = builder(`kill${kill}`)
      // A build prints seven lines, and every other one has its home moved. Each kill comes after another number of them, and at any
      // moment before the next one.
      await linesOf(child.stdout, 1 + ((kill * 5) % 17))
      await wait(Math.random() * 50)
      child.kill('SIGKILL')
      const {stdout} = await child
      const ended = stdout.filter((line) => line.startsWith('end ')).map((line) => line.slice(4))
      const before = ended.at(-1) ?? last
      // A killed process's lock is taken over at once.
      const unlock = await take()
      const [build = 'none', ...mixed] = await buildsIn(root)
      await unlock()
      assert.deepEqual(mixed, [], `a mix of ${build} and others`)
      const next = `kill${kill}-${ended.length + 1}`
      assert.ok(build === before || build === next, `${build} after ${before}`)
      last = build
      seen.add(build)
    }

    assert.ok(seen.size >= KILLS / 4, `only ${[...seen].join(', ')}`)
    assert.equal(leftovers(root).filter((name) => name.startsWith('saved-')).length, 1)
  })

  it('two builds at once wait for each other', async () => {
    const [one, two] = await Promise.all([builder('one', '4'), builder('two', '4')])
    assert.equal(one.exitCode, 0, one.stderr.join('\n'))
    assert.equal(two.exitCode, 0, two.stderr.join('\n'))
    assert.match([...one.stdout, ...two.stdout].join('\n'), /waiting for \d+/)
    const [last, ...mixed] = await buildsIn(root)
    assert.deepEqual(mixed, [])
    assert.match(last!, /-4$/)
  })

  it('the one that waits says for whom, and ends by its signal', async () => {
    const unlock = await take()
    const waited: (number | null)[] = []
    const clock = new TestClock()
    const inVain = take(startDeadline(300, clock).signal, (pid) => {
      waited.push(pid)
      clock.pass(300)
    })
    await assert.rejects(inVain, problem({id: 'build-locked', pid: process.pid}))
    assert.deepEqual(waited, [process.pid])
    const interrupted = new AbortController()
    const waiting = take(interrupted.signal)
    interrupted.abort()
    await assert.rejects(waiting, problem({id: 'interrupted'}))
    await unlock()
    await (
      await take()
    )()
  })

  /** A lock that was left. */
  async function leave(owner: Record<string, unknown>): Promise<void> {
    await (
      await take()
    )()
    mkdirSync(`${root}.lock`)
    writeFileSync(path.join(root, 'owner.json'), JSON.stringify(owner))
  }

  for (const [whose, owner] of [
    ['computer', {host: `not-${hostname()}`, pid: 1}],
    ['container', {host: hostname(), identity: otherSpace(), pid: process.pid}],
  ] as const)
    it(`the lock of another ${whose} is taken over when it is no longer renewed`, async () => {
      await leave(owner)
      const clock = new TestClock()
      const inVain = take(startDeadline(300, clock).signal, () => clock.pass(300))
      await assert.rejects(inVain, problem({id: 'build-locked', pid: owner.pid}))
      utimesSync(`${root}.lock`, Date.now() / 1000 - 600, Date.now() / 1000 - 600)
      await (
        await take()
      )()
    })

  for (const [what, owner] of [
    ['before it said who it is', undefined],
    ['while it said who it is', '{"host":"so'],
  ] as const)
    it(`the lock of a process that was killed ${what} is taken over when it is no longer renewed`, async () => {
      await leave({})
      if (owner === undefined) rmSync(path.join(root, 'owner.json'))
      else writeFileSync(path.join(root, 'owner.json'), owner)
      const clock = new TestClock()
      const inVain = take(startDeadline(300, clock).signal, () => clock.pass(300))
      await assert.rejects(inVain, problem({id: 'build-locked', pid: null}))
      utimesSync(`${root}.lock`, Date.now() / 1000 - 600, Date.now() / 1000 - 600)
      await (
        await take()
      )()
    })

  it('the lock of a killed process is taken over, though another one has its number by now', async () => {
    await leave({host: hostname(), identity: otherStart(), pid: process.pid})
    await (
      await take(NEVER, () => assert.fail('this process waits for itself'))
    )()
  })

  if (canMount()) {
    it('a full disk loses nothing', async () => {
      root = path.join(disks.make(), 'app')
      await buildNamed('first', root)
      const store = new CacheStore(root, realFileSystem)
      await store.begin()
      writeFiles(root, {'build/.heroku/python/module': ''})
      const large = {...about('second'), requirements: new Uint8Array(16 * 1024 * 1024)}
      await assert.rejects(
        store.save(path.join(root, 'build'), large, 'copied'),
        problem({code: 'ENOSPC', id: 'cache-not-usable', path: root}),
      )
      await store.abandon()
      assert.deepEqual(await buildsIn(root), ['first'])
      assert.equal(leftovers(root).filter((name) => name.startsWith('saved-')).length, 1)
    })

    it('a disk that can only be read is a problem, with its reason', async () => {
      const disk = disks.make()
      root = path.join(disk, 'app')
      await buildNamed('first', root)
      execFileSync('mount', ['-o', 'remount,ro', disk])
      const expected = problem({code: 'EROFS', id: 'cache-not-usable', path: root})
      await assert.rejects(new CacheStore(root, realFileSystem).begin(), expected)
      await assert.rejects(take(), expected)
      assert.equal((await new CacheStore(root, realFileSystem).read())!.buildData.pip_version, 'first')
    })
  }

  it('a folder that can not be made is a problem, with its reason', async () => {
    writeFileSync(root, 'a file')
    const store = new CacheStore(root, realFileSystem)
    await assert.rejects(store.begin(), problem({code: 'EEXIST', id: 'cache-not-usable', path: root}))
    await assert.rejects(take(), problem({code: 'EEXIST', id: 'cache-not-usable', path: root}))
  })

  it('caches of apps that nobody builds are deleted, but none in use', async () => {
    const builds = path.dirname(root)
    for (const name of ['old', 'busy', 'new', 'kept']) {
      root = path.join(builds, name)
      await (
        await take()
      )()
      await new CacheStore(root, realFileSystem).begin()
    }

    const long = Date.now() / 1000 - 31 * 24 * 3600
    root = path.join(builds, 'busy')
    const unlock = await take()
    for (const name of ['old', 'busy', 'kept']) utimesSync(path.join(builds, name, 'owner.json'), long, long)
    mkdirSync(path.join(builds, 'not-ours'))
    assert.deepEqual(await pruneCaches(builds, path.join(builds, 'kept'), realFileSystem), [path.join(builds, 'old')])
    await unlock()
    assert.deepEqual(
      leftovers(builds).filter((name) => !name.includes('.')),
      ['busy', 'kept', 'new', 'not-ours'],
    )
  })

  it('the least recent ones are deleted when all are too large together', async () => {
    const builds = path.dirname(root)
    for (const [name, days] of [
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ] as const) {
      root = path.join(builds, name)
      await (
        await take()
      )()
      await buildNamed(name, root)
      const saved = path.join(root, readFileSync(path.join(root, 'current'), 'utf8'), 'complete.json')
      const record = JSON.parse(readFileSync(saved, 'utf8')) as {home: object}
      writeFileSync(saved, JSON.stringify({...record, home: {...record.home, bytes: 4 * 1024 ** 3}}))
      utimesSync(path.join(root, 'owner.json'), Date.now() / 1000 - days * 86_400, Date.now() / 1000 - days * 86_400)
    }

    assert.deepEqual(await pruneCaches(builds, path.join(builds, 'c'), realFileSystem), [path.join(builds, 'a')])
    assert.ok(!existsSync(path.join(builds, 'a')))
  })

  it('tells what it knows of a build that saved no requirements', async () => {
    const store = new CacheStore(root, realFileSystem)
    await store.begin()
    writeFiles(root, {'build/.heroku/python/module': ''})
    await store.save(path.join(root, 'build'), {...about('x'), requirements: null, stack: null}, 'copied')
    const cached = await new CacheStore(root, realFileSystem).read()
    assert.equal(cached!.requirements, null)
    assert.equal(cached!.stack, null)
  })
})
