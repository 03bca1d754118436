import assert from 'node:assert/strict'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {builtInReleases} from '../../src/buildpack/release.js'
import {predict} from '../../src/buildpack/predict.js'
import {createFileTree} from '../../src/packaging/file-tree.js'
import {filesOf} from '../../src/releases/read-newer-release.js'
import {TemporaryFolders} from '../support/repository.js'
import {classicSources, cnbSources, ReleaseServer} from './release-server.js'
import {CNB_PROGRAM} from '../support/cnb-program.js'

const {release: BUILT_IN, released: RELEASED} = builtInReleases.classic

/** A time, some days after the release that the plugin ships: whichever that is. */
function day(days: number, time = '00:00:00.000Z'): string {
  return `${new Date(Date.parse(RELEASED) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)}T${time}`
}

/** The changelog, and each file of the release once. */
function asked(tag: string): string[] {
  const repository = '/heroku/heroku-buildpack-python'
  return [`${repository}/main/CHANGELOG.md`, ...filesOf('classic').map((file) => `${repository}/${tag}/${file}`)].sort()
}

describe('the newest release that is known', () => {
  const folders = new TemporaryFolders()
  let server: ReleaseServer

  beforeEach(async () => {
    server = new ReleaseServer()
    await server.start()
  })

  afterEach(async () => {
    await server.stop()
    folders.remove()
  })

  it('is a newer one of the public repository, used and kept', async () => {
    server.publish('classic', 'v900', classicSources('900', '2031-02-03'))
    const cacheFolder = path.join(folders.make(), 'not', 'yet')
    const {ageInDays, releases, ruleChanges, stale} = await server.ask('2031-03-01T00:00:00Z', {cacheFolder})
    assert.equal(releases.classic.release, 'v900')
    assert.deepEqual(releases.cnb, builtInReleases.cnb)
    assert.deepEqual({ageInDays, stale}, {ageInDays: 0, stale: false})
    assert.deepEqual([...server.requests].sort(), asked('v900'))
    const tree = createFileTree(new Map([['uv.lock', {kind: 'file'}]]))
    assert.equal(predict(tree, {releases}).failure?.reason, 'python-version-file::not-found')

    const cached = await server.ask('2031-03-01T01:00:00Z', {cacheFolder, offline: true})
    assert.deepEqual(cached.releases, releases)
    assert.ok(ruleChanges.size > 0)
    assert.deepEqual(cached.ruleChanges, ruleChanges)
    assert.match(readFileSync(path.join(cacheFolder, 'buildpack-classic.json'), 'utf8'), /"checkedAt":"2031-03-01T00:00:00.000Z"/)
  })

  it('is kept for the place that it is from: another one is asked, and what it says is not mixed with it', async () => {
    server.publish('classic', 'v900', classicSources('900', '2031-02-03'))
    const cacheFolder = folders.make()
    assert.equal((await server.ask('2031-03-01T00:00:00Z', {cacheFolder})).releases.classic.release, 'v900')
    for (const offline of [true, false]) {
      const other = await server.ask('2031-03-01T01:00:00Z', {baseUrl: 'http://127.0.0.1:1', cacheFolder, offline})
      assert.equal(other.releases.classic.release, BUILT_IN)
    }

    const standard = await server.ask('2031-03-01T02:00:00Z', {baseUrl: undefined, cacheFolder, offline: true})
    assert.equal(standard.releases.classic.release, BUILT_IN)
  })

  it('has the rules that changed, also for a plugin whose cache is of an earlier version', async () => {
    server.publish('classic', 'v900', classicSources('900', '2031-02-03'))
    const cacheFolder = folders.make()
    await server.ask('2031-03-01T00:00:00Z', {cacheFolder})
    const file = path.join(cacheFolder, 'buildpack-classic.json')
    const {rules, ...earlier} = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    assert.ok(rules)
    writeFileSync(file, JSON.stringify(earlier))
    assert.equal((await server.ask('2031-03-01T01:00:00Z', {cacheFolder})).ruleChanges.size, 0)
    const {releases, ruleChanges} = await server.ask('2031-03-02T01:00:00Z', {cacheFolder})
    assert.equal(releases.classic.release, 'v900')
    assert.equal(ruleChanges.get('python-version::eol'), 'v900')
  })

  it('has the code that decides, of the Cloud Native Buildpack as of the classic one, without what installs', async () => {
    const cacheFolder = folders.make()
    const layer = {'src/layers/python.rs': 'pub(crate) fn install() {}'}
    server.publish('cnb', 'v900.0.0', {...cnbSources('900.0.0', RELEASED), ...CNB_PROGRAM, ...layer})
    const {newerRules} = await server.ask(day(1), {cacheFolder, kind: 'cnb'})
    assert.deepEqual([newerRules?.kind, newerRules?.release], ['cnb', '900.0.0'])
    // A module that only its main.rs names.
    assert.ok(server.requests.some((request) => request.endsWith('/v900.0.0/src/choice.rs')))
    const {rules} = JSON.parse(readFileSync(path.join(cacheFolder, 'buildpack-cnb.json'), 'utf8')) as {
      rules: {program: Record<string, string>}
    }
    const names = ['checks', 'choice', 'detect', 'errors', 'main', 'python_version'].map((name) => `src/${name}.rs`)
    assert.deepEqual(Object.keys(rules.program).sort(), names)
    const kept = await server.ask(day(2), {cacheFolder, kind: 'cnb', offline: true})
    assert.equal(kept.newerRules?.release, '900.0.0')
  })

  it('is kept for each buildpack', async () => {
    server.publish('cnb', 'v9.10.0', cnbSources('9.10.0', '2031-02-03'))
    const cacheFolder = folders.make()
    const {releases} = await server.ask('2031-03-01', {cacheFolder, kind: 'cnb'})
    assert.equal(releases.cnb.release, '9.10.0')
    assert.equal(releases.cnb.python.default, '3.16')
    assert.deepEqual(releases.cnb.forbiddenEnvVars, ['PIP_EXAMPLE'])
    assert.equal((await server.ask('2031-03-01', {cacheFolder, offline: true})).releases.classic.release, BUILT_IN)
  })

  it('is asked for once a day', async () => {
    server.publish('classic', BUILT_IN, classicSources(BUILT_IN.slice(1), RELEASED))
    const cacheFolder = folders.make()
    for (const [now, requests] of [
      [day(14), 1],
      [day(14, '12:00:00Z'), 1],
      [day(14, '23:59:59Z'), 1],
      [day(15), 2],
      [day(15, '01:00:00Z'), 2],
    ] as const) {
      assert.equal((await server.ask(now, {cacheFolder})).releases.classic.release, BUILT_IN)
      assert.equal(server.requests.length, requests, now)
    }

    server.publish('classic', 'v900', classicSources('900', RELEASED))
    assert.equal((await server.ask(day(16), {cacheFolder})).releases.classic.release, 'v900')
  })

  it('is asked for again an hour after a failure', async () => {
    const cacheFolder = folders.make()
    for (const [now, requests] of [
      [day(14), 1],
      [day(14, '00:59:59Z'), 1],
      [day(14, '01:00:00Z'), 2],
    ] as const) {
      await server.ask(now, {cacheFolder})
      assert.equal(server.requests.length, requests, now)
    }

    server.publish('classic', 'v900', classicSources('900', RELEASED))
    assert.equal((await server.ask(day(14, '02:00:00Z'), {cacheFolder})).releases.classic.release, 'v900')
    server.answer = (_path, response) => response.destroy()
    assert.equal((await server.ask(day(16), {cacheFolder})).releases.classic.release, 'v900', 'a failure forgets nothing')
  })

  it('is asked for over no network when offline, and each time where nothing is kept', async () => {
    await server.ask(day(14), {offline: true})
    assert.equal(server.requests.length, 0)
    await server.ask(day(14))
    await server.ask(day(14))
    assert.equal(server.requests.length, 2)
  })

  it('is stale when it is old, and none newer could be looked for in 60 days', async () => {
    const cacheFolder = folders.make()
    const offline = {cacheFolder, offline: true}
    for (const [now, ageInDays, stale] of [
      [day(0), 0, false],
      [day(60), 60, false],
      [day(61), 61, true],
      // A clock that is wrong says nothing.
      ['2020-01-01T00:00:00Z', 0, false],
    ] as const) {
      const releaseData = await server.ask(now, offline)
      assert.deepEqual({ageInDays: releaseData.ageInDays, stale: releaseData.stale}, {ageInDays, stale}, now)
    }

    server.publish('classic', BUILT_IN, classicSources(BUILT_IN.slice(1), RELEASED))
    await server.ask(day(136), {cacheFolder})
    assert.equal((await server.ask(day(196), offline)).stale, false)
    assert.equal((await server.ask(day(197), offline)).stale, true)
  })

  describe('with a cache', () => {
    const place = (folder: string) => path.join(folder, 'buildpack-classic.json')

    for (const [what, contents] of [
      ['that is empty', ''],
      ['that is no JSON', '{"release":'],
      ['that is null', 'null'],
      ['that is a list', '[1]'],
      ['of other types', '{"checkedAt":1,"failedAt":{},"release":"v900"}'],
      ['of times that are none', '{"checkedAt":"yesterday","failedAt":"99-99-99"}'],
      ['of times to come', '{"checkedAt":"2999-01-01T00:00:00Z","failedAt":"2999-01-01T00:00:00Z"}'],
      ['of an older release', JSON.stringify({release: {...builtInReleases.classic, release: 'v1'}})],
      ['of a release that lacks parts', JSON.stringify({release: {...builtInReleases.classic, python: {}, release: 'v900'}})],
      ['of prototype keys', `{"__proto__":{"checkedAt":"${day(14)}"},"release":{"__proto__":{"release":"v900"}}}`],
    ] as const) {
      it(`${what}, asks and falls back`, async () => {
        const cacheFolder = folders.make({'buildpack-classic.json': contents})
        const {ageInDays, releases} = await server.ask(day(14), {cacheFolder})
        assert.equal(releases.classic.release, BUILT_IN)
        assert.equal(ageInDays, 14)
        assert.equal(server.requests.length, 1)
        assert.ok(readFileSync(place(cacheFolder), 'utf8').includes(`"failedAt":"${day(14)}"`))
      })
    }

    it('that cannot be read or written, asks each time', async () => {
      server.publish('classic', 'v900', classicSources('900', RELEASED))
      const folder = folders.make({file: ''})
      mkdirSync(place(folder))
      for (const cacheFolder of [folder, path.join(folder, 'file'), path.join(folder, 'file', 'below')])
        assert.equal((await server.ask(day(14), {cacheFolder})).releases.classic.release, 'v900')
    })

    it('of an enormous size, falls back', async () => {
      const cacheFolder = folders.make()
      writeFileSync(place(cacheFolder), `{"release":"${'x'.repeat(5_000_000)}"}`)
      assert.equal((await server.ask(day(14), {cacheFolder, offline: true})).releases.classic.release, BUILT_IN)
    })
  })
})
