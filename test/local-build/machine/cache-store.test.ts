import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {CacheStore} from '../../../src/local-build/cache/cache-store.js'
import {Removals} from '../../../src/local-build/cache/removals.js'
import {SpareCopy} from '../../../src/local-build/cache/spare-copy.js'
import type {FileSystem} from '../../../src/system/file-system.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {problem, TemporaryFolders, writeFiles} from '../../support/repository.js'
import {about, buildNamed, buildsIn, leftovers} from './cache.support.js'
import {removeFolder} from '../../support/remove-folder.js'
import {until} from '../../support/until.js'

describe('the cache of an app', () => {
  const folders = new TemporaryFolders()
  let root: string
  let build: string
  let store: CacheStore

  beforeEach(() => {
    root = path.join(folders.make(), 'app')
    build = folders.make()
    store = new CacheStore(root, realFileSystem)
  })

  afterEach(() => folders.remove())

  const at = (file: string) => path.join(build, file)
  const inCache = (file: string) => path.join(store.folder, file)

  /** A build with these files in its Python home, or the restored ones. */
  async function save(files: Record<string, string>, changes = {}): Promise<void> {
    await store.begin()
    writeFiles(build, Object.fromEntries(Object.entries(files).map(([name, text]) => [`.heroku/python/${name}`, text])))
    await store.save(build, {...about('first'), ...changes}, 'copied')
    removeFolder(at('.heroku'))
    store = new CacheStore(root, realFileSystem)
  }

  it('begins with one from elsewhere that has no build data', async () => {
    const tree = path.join(root, 'theirs')
    writeFiles(tree, {'.heroku/python-version': 'python-3.13.1\n', '.heroku/python/bin/python': ''})
    await store.adopt(tree, null)
    for (const build of ['first', 'second']) {
      await store.begin()
      assert.deepEqual((await store.read())?.buildData, {}, build)
      store = new CacheStore(root, realFileSystem)
    }
  })

  it('is nothing at first', async () => {
    assert.equal(await store.read(), null)
    assert.deepEqual(leftovers(root), [])
    await store.begin()
    assert.equal(await store.read(), null)
    assert.deepEqual(leftovers(store.folder), ['build-data'])
    assert.equal(await store.hasDataFile(), true)
    await store.abandon()
    await store.end()
    await until(() => leftovers(root).length === 0)
  })

  it('has the Python home, and tells of the build, as the buildpack would', async () => {
    await save({'bin/python': 'program'}, {pipfileLockSha256: 'abc'})
    const expected = {...about('first'), hasSqliteHeaders: false, pipfileLockSha256: 'abc'}
    const read = async () => {
      const cached = await store.read()
      return cached && {...cached, requirements: Buffer.from(cached.requirements!)}
    }

    assert.deepEqual(await read(), expected)
    await store.begin()
    assert.deepEqual(await read(), expected)
    assert.equal(readFileSync(inCache('.heroku/python-version'), 'utf8'), 'python-3.13.15\n')
    assert.equal(readFileSync(inCache('.heroku/python-stack'), 'utf8'), 'heroku-24\n')
    assert.equal(readFileSync(inCache('.heroku/python/Pipfile.lock.sha256'), 'utf8'), 'abc  Pipfile.lock\n')
    assert.equal(readFileSync(inCache('.heroku/requirements.txt'), 'utf8'), 'first')
    assert.equal(readFileSync(inCache('build-data/python.json'), 'utf8'), '{}\n')
    mkdirSync(at('.heroku'))
    await store.restore(build)
    assert.equal(readFileSync(at('.heroku/python/bin/python'), 'utf8'), 'program')
    assert.ok(!existsSync(inCache('.heroku/python')))
  })

  it('keeps modes, times and links', async () => {
    await store.begin()
    writeFiles(build, {'.heroku/python/a.py': 'a', '.heroku/python/b.so': 'b', '.heroku/python/link': {link: '/nowhere'}})
    execFileSync('chmod', ['755', at('.heroku/python/a.py')])
    for (const file of ['a.py', 'b.so']) utimesSync(at(`.heroku/python/${file}`), 1e9, 1e9 + 0.9999)
    await store.save(build, about('first'), 'copied')
    rmSync(at('.heroku'), {recursive: true})
    await store.begin()
    mkdirSync(at('.heroku'))
    await store.restore(build)
    const [a, b] = ['a.py', 'b.so'].map((file) => statSync(at(`.heroku/python/${file}`)))
    assert.equal(a!.mode & 0o777, 0o755)
    assert.equal(Math.floor(a!.mtimeMs / 1000), 1e9)
    assert.equal(Math.floor(b!.mtimeMs / 1000), 1e9)
    assert.equal(
      execFileSync('readlink', [at('.heroku/python/link')])
        .toString()
        .trim(),
      '/nowhere',
    )
  })

  it('outlives a build that fails, with what hooks and tools did in its folder', async () => {
    await save({module: 'first'})
    await store.begin()
    mkdirSync(at('.heroku'))
    await store.restore(build)
    writeFileSync(at('.heroku/python/module'), 'second')
    writeFiles(store.folder, {'.heroku/python-uv/uv': 'half'})
    await store.abandon()
    rmSync(at('.heroku'), {recursive: true})
    await store.begin()
    mkdirSync(at('.heroku'))
    await store.restore(build)
    assert.equal(readFileSync(at('.heroku/python/module'), 'utf8'), 'first')
    assert.ok(!existsSync(inCache('.heroku/python-uv')))
  })

  for (const file of ['lib/module.py', 'src/package/.git/FETCH_HEAD', 'bin/script'])
    it(`is not altered by a build that appends to ${file}`, async () => {
      await save({[file]: 'whole'})
      await store.begin()
      mkdirSync(at('.heroku'))
      await store.restore(build)
      appendFileSync(at(`.heroku/python/${file}`), ' and more')
      await store.abandon()
      rmSync(at('.heroku'), {recursive: true})
      await store.begin()
      mkdirSync(at('.heroku'))
      await store.restore(build)
      assert.equal(readFileSync(at(`.heroku/python/${file}`), 'utf8'), 'whole')
    })

  for (const file of ['module.so', 'lib/site-packages/module.py'])
    it(`is not trusted once a build has written to ${file} in its place`, async () => {
      await save({[file]: 'whole'})
      await store.begin()
      mkdirSync(at('.heroku'))
      await store.restore(build)
      appendFileSync(at(`.heroku/python/${file}`), 'x')
      await store.abandon()
      rmSync(at('.heroku'), {recursive: true})
      await store.begin()
      // Where the disk shares blocks, it wasn't a link.
      const cached = await store.read()
      if (cached) {
        mkdirSync(at('.heroku'))
        await store.restore(build)
        assert.equal(readFileSync(at(`.heroku/python/${file}`), 'utf8'), 'whole')
      }
    })

  describe('a spare copy of it', () => {
    /** A build that begins with what the last one left, writes some files, and leaves its own. */
    async function rebuild(files: Record<string, string>, keeps = true): Promise<void> {
      await store.begin()
      if (await store.read()) await store.restore(build)
      writeFiles(build, Object.fromEntries(Object.entries(files).map(([name, text]) => [`.heroku/python/${name}`, text])))
      await store.save(build, about('first'), 'copied')
      if (keeps) await store.keepSpare(build)
      removeFolder(at('.heroku'))
      store = new CacheStore(root, realFileSystem)
    }

    const spares = () => leftovers(root).filter((name) => name.startsWith('spare-'))
    const inode = (file: string) => statSync(file).ino
    const restored = async () => {
      await store.begin()
      assert.ok(await store.read())
      await store.restore(build)
      return readFileSync(at('.heroku/python/module'), 'utf8')
    }

    it('is what the next build begins with', async () => {
      await rebuild({module: 'first'})
      const [spare] = spares()
      const kept = inode(path.join(root, spare!, 'tree/.heroku/python/module'))
      assert.equal(await restored(), 'first')
      assert.equal(inode(at('.heroku/python/module')), kept)
      assert.deepEqual(spares(), [])
    })

    it('goes from build to build, with what hooks keep in the cache', async () => {
      await store.begin()
      writeFiles(store.folder, {'mine/file': 'kept'})
      await store.abandon()
      for (const text of ['first', 'second', 'third']) {
        await store.begin()
        writeFiles(store.folder, {'mine/file': text})
        if (await store.read()) await store.restore(build)
        writeFiles(build, {'.heroku/python/module': text})
        await store.save(build, {...about(text), pipfileLockSha256: text}, 'copied')
        await store.keepSpare(build)
        removeFolder(at('.heroku'))
        store = new CacheStore(root, realFileSystem)
        assert.equal(spares().length, 1)
        await store.begin()
        const cached = await store.read()
        assert.equal(cached!.pipfileLockSha256, text)
        assert.equal(Buffer.from(cached!.requirements!).toString(), text)
        assert.equal(readFileSync(inCache('mine/file'), 'utf8'), text)
        await store.restore(build)
        assert.equal(readFileSync(at('.heroku/python/module'), 'utf8'), text)
        await store.abandon()
        rmSync(at('.heroku'), {recursive: true})
      }
    })

    it('leaves the saved Python home where it is, after a build that changes nothing', async () => {
      await rebuild({module: 'first'})
      const savedModule = () => path.join(root, readFileSync(path.join(root, 'current'), 'utf8'), 'tree/.heroku/python/module')
      const [before, folder] = [inode(savedModule()), path.dirname(savedModule())]
      await rebuild({})
      assert.equal(inode(savedModule()), before)
      assert.notEqual(path.dirname(savedModule()), folder)
      assert.equal(await restored(), 'first')
    })

    it('is not used if anything in it was changed, its record is gone, or it is of another cache', async () => {
      for (const change of [
        (spare: string) => appendFileSync(path.join(spare, 'tree/.heroku/python/module'), 'x'),
        (spare: string) => writeFiles(spare, {'tree/.heroku/python/new': ''}),
        (spare: string) => rmSync(path.join(spare, 'complete.json')),
        (spare: string) => writeFileSync(path.join(spare, 'complete.json'), 'null'),
        (spare: string) => {
          const record = JSON.parse(readFileSync(path.join(spare, 'complete.json'), 'utf8')) as object
          writeFileSync(path.join(spare, 'complete.json'), JSON.stringify({...record, saved: 'saved-other'}))
        },
      ]) {
        await rebuild({module: 'first'})
        const [spare] = spares()
        const kept = inode(path.join(root, spare!, 'tree/.heroku/python/module'))
        change(path.join(root, spare!))
        assert.equal(await restored(), 'first', change.toString())
        assert.notEqual(inode(at('.heroku/python/module')), kept)
        assert.deepEqual(spares(), [])
        await store.abandon()
        rmSync(at('.heroku'), {recursive: true})
      }
    })

    it('is none of a build that did not save, and goes with the cache', async () => {
      await rebuild({module: 'first'})
      await store.begin()
      await store.restore(build)
      await store.abandon()
      await store.keepSpare(build)
      assert.deepEqual(spares(), [])
      rmSync(at('.heroku'), {recursive: true})
      await rebuild({module: 'second'})
      await store.clear([])
      assert.deepEqual(spares(), [])
    })

    it('is missing, and no more, where it can not be made', async () => {
      await rebuild({module: 'first'}, false)
      await store.begin()
      await store.restore(build)
      await store.save(build, about('first'), 'copied')
      rmSync(at('.heroku'), {recursive: true})
      await store.keepSpare(build)
      assert.deepEqual(spares(), [])
      assert.equal(await restored(), 'first')
    })

    it('is whole or not there, though another build begins while it is made', async () => {
      await rebuild({module: 'first'})
      await store.begin()
      await store.restore(build)
      writeFiles(store.folder, {'mine/file': 'kept'})
      await store.save(build, about('second'), 'copied')
      // The other one begins at each step of the first one's end.
      let other: CacheStore
      const meanwhile: FileSystem = {
        ...realFileSystem,
        async rename(from, to) {
          other = new CacheStore(root, realFileSystem)
          await other.begin()
          await other.abandon()
          return realFileSystem.rename(from, to)
        },
      }
      const last = readFileSync(path.join(root, 'current'), 'utf8')
      await new SpareCopy(root, meanwhile, new Removals(root, meanwhile)).keep(build, last, about('second'))
      for (const spare of spares()) assert.equal(readFileSync(path.join(root, spare, 'tree/mine/file'), 'utf8'), 'kept')
      removeFolder(at('.heroku'))
      assert.equal(await restored(), 'first')
      assert.equal(readFileSync(inCache('mine/file'), 'utf8'), 'kept')
    })

    it("doesn't keep a build from beginning where it can't be used", async () => {
      await rebuild({module: 'first'})
      const held: FileSystem = {
        ...realFileSystem,
        async rename(from, to) {
          if (from.includes('spare-')) throw Object.assign(new Error('held'), {code: 'EBUSY'})
          return realFileSystem.rename(from, to)
        },
      }
      store = new CacheStore(root, held)
      assert.equal(await restored(), 'first')
    })

    it('has the hash of the lock with which a build ended that changed nothing else', async () => {
      await rebuild({module: 'first'})
      await store.begin()
      await store.restore(build)
      await store.save(build, {...about('second'), pipfileLockSha256: 'abc'}, 'copied')
      await store.keepSpare(build)
      removeFolder(at('.heroku'))
      await store.begin()
      assert.equal((await store.read())!.pipfileLockSha256, 'abc')
      await store.abandon()
      await store.begin()
      assert.equal((await store.read())!.pipfileLockSha256, 'abc')
    })

    for (const [failing, pipfileLockSha256] of [
      ['complete.json', null],
      ['current', null],
      ['python-stack', null],
      ['complete.json', 'abc'],
      ['current', 'abc'],
    ] as const)
      it(`and the saved one stay when a build that changed nothing can't write ${failing}${pipfileLockSha256 ? ', with Pipenv' : ''}`, async () => {
        await store.begin()
        writeFiles(build, {'.heroku/python/module': 'first'})
        await store.save(build, {...about('first'), pipfileLockSha256}, 'copied')
        await store.keepSpare(build)
        removeFolder(at('.heroku'))
        store = new CacheStore(root, realFileSystem)
        const full = Object.assign(new Error('full'), {code: 'ENOSPC'})
        const broken: FileSystem = {
          ...realFileSystem,
          async write(file, contents) {
            if (path.basename(file) === failing) throw full
            return realFileSystem.write(file, contents)
          },
        }
        const store2 = new CacheStore(root, broken)
        await store2.begin()
        await store2.restore(build)
        await assert.rejects(
          store2.save(build, {...about('second'), pipfileLockSha256}, 'copied'),
          problem({code: 'ENOSPC', id: 'cache-not-usable', path: root}),
        )
        await store2.abandon()
        await store2.keepSpare(build)
        rmSync(at('.heroku'), {recursive: true})
        assert.equal((await store.read())!.buildData.pip_version, 'first')
        assert.equal(await restored(), 'first')
      })
  })

  describe('gets the Python home of a build that nobody uses', () => {
    /** A build that changes the module, and saves. */
    async function saveMoved(module: string, files: FileSystem = realFileSystem): Promise<void> {
      store = new CacheStore(root, files)
      await store.begin()
      if (await store.read()) await store.restore(build)
      writeFiles(build, {'.heroku/python/module': module})
      await store.save(build, about(module), 'moved')
    }

    const end = () => {
      removeFolder(at('.heroku'))
      store = new CacheStore(root, realFileSystem)
    }

    const names = () => leftovers(root).filter((name) => /^(?:saved|spare)-/.test(name))

    /** What the next build begins with. */
    const next = async () => {
      await store.begin()
      const cached = await store.read()
      if (!cached) return null
      await store.restore(build)
      const module = readFileSync(at('.heroku/python/module'), 'utf8')
      await store.abandon()
      end()
      return {module, said: cached.buildData.pip_version}
    }

    it('at its end, and is the cache only then', async () => {
      await saveMoved('first')
      assert.equal(await store.hasDataFile(), true)
      assert.equal(readFileSync(at('.heroku/python/module'), 'utf8'), 'first')
      assert.equal(await new CacheStore(root, realFileSystem).read(), null)
      const {ino} = statSync(at('.heroku/python/module'))
      await store.takeHome()
      assert.equal(existsSync(at('.heroku/python')), false)
      await store.keepSpare(build)
      const [saved, ...rest] = names()
      assert.deepEqual(rest, [])
      assert.equal(statSync(path.join(root, saved!, 'tree/.heroku/python/module')).ino, ino)
      end()
      assert.deepEqual(await next(), {module: 'first', said: 'first'})
    })

    it('with what its last programs did to it', async () => {
      await saveMoved('first')
      writeFiles(build, {'.heroku/python/late': ''})
      await store.takeHome()
      end()
      assert.deepEqual(await next(), {module: 'first', said: 'first'})
    })

    it('so that one which is killed before leaves the last one', async () => {
      await saveMoved('first')
      await store.takeHome()
      end()
      await saveMoved('second')
      end()
      assert.deepEqual(await next(), {module: 'first', said: 'first'})
      assert.equal(names().length, 1)
    })

    it('but keeps its own, and a spare one, if the build has left it as it was', async () => {
      await saveMoved('first')
      await store.takeHome()
      end()
      await store.begin()
      await store.restore(build)
      await store.save(build, about('second'), 'moved')
      await store.takeHome()
      await store.keepSpare(build)
      end()
      assert.deepEqual(
        names().map((name) => name.replace(/-.*/, '')),
        ['saved', 'spare'],
      )
      assert.deepEqual(await next(), {module: 'first', said: 'second'})
    })

    for (const failing of ['complete.json', 'current', 'python'])
      it(`or the last one stays, when the disk is full at ${failing}`, async () => {
        await saveMoved('first')
        await store.takeHome()
        end()
        let isFull = false
        const refuse = (file: string) => {
          if (isFull && path.basename(file) === failing) throw Object.assign(new Error('full'), {code: 'ENOSPC'})
        }

        await saveMoved('second', {
          ...realFileSystem,
          async rename(from, to) {
            refuse(to)
            return realFileSystem.rename(from, to)
          },
          async write(file, contents) {
            refuse(file)
            return realFileSystem.write(file, contents)
          },
        })
        isFull = true
        await assert.rejects(store.takeHome(), problem({code: 'ENOSPC', id: 'cache-not-usable', path: root}))
        await store.takeHome()
        await store.keepSpare(build)
        end()
        assert.equal(names().length, 1)
        assert.deepEqual(await next(), {module: 'first', said: 'first'})
      })
  })

  it('is not trusted if anything in it was changed, or its record is gone', async () => {
    for (const change of [
      (saved: string) => appendFileSync(path.join(saved, 'tree/.heroku/python/module'), 'x'),
      (saved: string) => writeFiles(saved, {'tree/.heroku/python/new': ''}),
      (saved: string) => rmSync(path.join(saved, 'tree/.heroku/python-stack')),
      (saved: string) => rmSync(path.join(saved, 'complete.json')),
      (saved: string) => writeFileSync(path.join(saved, 'complete.json'), '{"format": 1'),
      (saved: string) => rmSync(saved, {recursive: true}),
      () => writeFileSync(path.join(root, 'current'), '../other'),
    ]) {
      await save({module: 'first'})
      assert.ok(await store.read())
      change(path.join(root, readFileSync(path.join(root, 'current'), 'utf8')))
      assert.equal(await store.read(), null, change.toString())
      await store.begin()
      assert.equal(await store.read(), null)
      assert.deepEqual(leftovers(store.folder), ['build-data'])
    }
  })

  it('lets hooks delete what is to be made anew', async () => {
    await save({module: 'first'})
    await store.begin()
    rmSync(inCache('.heroku/python'), {recursive: true})
    assert.equal(await store.read(), null)
    rmSync(inCache('build-data/python.json'))
    assert.equal(await store.hasDataFile(), false)
    await store.abandon()
    await store.begin()
    assert.ok(await store.read())
  })

  it('is discarded as the buildpack does: the files of hooks stay', async () => {
    await store.begin()
    writeFiles(build, {'.heroku/python/module': ''})
    writeFiles(store.folder, {'.heroku/mine': '', '.heroku/python-poetry/x': '', '.heroku/python-uv/uv': '', 'mine/file': ''})
    await store.save(build, about('first'), 'copied')
    await store.begin()
    await store.discard()
    assert.deepEqual(leftovers(inCache('.heroku')), ['mine'])
    assert.ok(existsSync(inCache('mine/file')))
    assert.equal(await store.read(), null)
  })

  it('has one saved tree, however many builds there were', async () => {
    for (const name of ['one', 'two', 'three']) await buildNamed(name, root)
    assert.deepEqual(await buildsIn(root), ['three'])
    assert.equal(leftovers(root).filter((name) => name.startsWith('saved-')).length, 1)
    await store.clear([])
    assert.deepEqual(await buildsIn(root), [])
  })

  it('deletes behind the build what it has put aside, and what killed builds have', async () => {
    const old = () => leftovers(root).filter((name) => name.startsWith('old-'))
    await save({module: 'first'})
    await store.begin()
    await store.discard()
    assert.ok(old().length > 0)
    // As a kill leaves it.
    store = new CacheStore(root, realFileSystem)
    await save({module: 'second'}, about('second'))
    execFileSync('chmod', ['555', path.join(root, old()[0]!)])
    await store.end()
    await until(() => old().length === 0)
    assert.equal((await store.read())!.buildData.pip_version, 'second')
  })

  it('reads whatever a hook wrote into the data file', async () => {
    await save({module: 'first'})
    await store.begin()
    for (const text of ['{', 'null', '7', '']) {
      writeFileSync(inCache('build-data/python-prev.json'), text)
      assert.deepEqual((await store.read())!.buildData, {}, text)
    }
  })
})
