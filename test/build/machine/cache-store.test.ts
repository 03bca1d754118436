import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {CacheStore} from '../../../src/build/cache-store.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {TemporaryFolders, writeFiles} from '../../support/repository.js'
import {about, buildNamed, buildsIn, leftovers} from './cache.support.js'

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
    await store.save(build, {...about('first'), ...changes})
    rmSync(at('.heroku'), {force: true, recursive: true})
    store = new CacheStore(root, realFileSystem)
  }

  it('is nothing at first', async () => {
    assert.equal(await store.read(), null)
    assert.deepEqual(leftovers(root), [])
    await store.begin()
    assert.equal(await store.read(), null)
    assert.deepEqual(leftovers(store.folder), ['build-data'])
    assert.equal(await store.hasDataFile(), true)
    await store.abandon()
    assert.deepEqual(leftovers(root), [])
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
    await store.save(build, about('first'))
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

  for (const file of ['lib/site-packages/module.py', 'lib/site-packages/data.json', 'bin/script'])
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

  it('is not trusted once a build has written to a library in its place', async () => {
    await save({'module.so': 'library'})
    await store.begin()
    mkdirSync(at('.heroku'))
    await store.restore(build)
    appendFileSync(at('.heroku/python/module.so'), 'x')
    await store.abandon()
    rmSync(at('.heroku'), {recursive: true})
    await store.begin()
    // Where the disk shares blocks, it wasn't a link.
    const cached = await store.read()
    if (cached) {
      mkdirSync(at('.heroku'))
      await store.restore(build)
      assert.equal(readFileSync(at('.heroku/python/module.so'), 'utf8'), 'library')
    }
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
    await store.save(build, about('first'))
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
    await store.clear()
    assert.deepEqual(await buildsIn(root), [])
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
