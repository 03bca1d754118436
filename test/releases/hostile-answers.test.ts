import assert from 'node:assert/strict'
import type {ServerResponse} from 'node:http'

import {builtInReleases} from '../../src/buildpack/release.js'
import {compareReleases} from '../../src/buildpack/release-number.js'
import {isValidRelease} from '../../src/releases/validate-release.js'
import {classicSources, cnbSources, ReleaseServer} from './release-server.js'

const SOURCES = classicSources('900', '2026-09-01')
const ESCAPE = '\u{1B}[31m'

describe('an answer that is not what it should be falls back to the built-in release', () => {
  let server: ReleaseServer

  beforeEach(async () => {
    server = new ReleaseServer()
    await server.start()
  })

  afterEach(() => server.stop())

  async function fallsBack(kind: 'classic' | 'cnb' = 'classic'): Promise<void> {
    const {releases} = await server.ask('2026-09-02', {kind})
    assert.deepEqual(releases, builtInReleases)
  }

  it('the sources of these tests are right, but for what a test changes', async () => {
    server.publish('classic', 'v900', SOURCES)
    assert.equal((await server.ask('2026-09-02')).releases.classic.release, 'v900')
  })

  for (const [what, file, from, to] of [
    ['an escape sequence in a file name', 'bin/detect', 'uv.lock', `${ESCAPE}uv.lock`],
    ['an escape sequence in a stack', 'lib/checks.sh', 'old*', `old${ESCAPE}`],
    ['a file name of absurd length', 'bin/detect', 'uv.lock', 'x'.repeat(1000)],
    ['thousands of file names', 'bin/detect', 'uv.lock', 'x\n'.repeat(1000)],
    ['a version of absurd length', 'requirements/uv.txt', '1.0.0', '1'.repeat(500)],
    ['a version that is none', 'requirements/uv.txt', '1.0.0', '__proto__'],
    ['a Python of another minor version', 'lib/python_version.sh', '3.16.1', '3.15.1'],
    ['a Python of four numbers', 'lib/python_version.sh', '3.16.1', '3.16.1.0'],
    ['a default that is not among the Pythons', 'lib/python_version.sh', '{LATEST_PYTHON_3_16}', '{LATEST_PYTHON_3_17}'],
    ['a default that is a key of every object', 'lib/python_version.sh', '{LATEST_PYTHON_3_16}', '{LATEST_PYTHON___proto__}'],
    ['a newest Python that is missing', 'lib/python_version.sh', 'MINOR_VERSION=16', 'MINOR_VERSION=99'],
    ['a supported Python that is gone from their midst', 'lib/python_version.sh', 'LATEST_PYTHON_3_12=', 'PYTHON_3_12='],
    ['no Pythons', 'lib/python_version.sh', 'LATEST_PYTHON_3_1', 'PYTHON_3_1'],
    ['a date that is none', 'CHANGELOG.md', '2026-09-01', '2026-99-99'],
    ['a release number of absurd length', 'CHANGELOG.md', 'v900', `v${'9'.repeat(300)}`],
    ['another file', 'lib/pip.sh', 'SETUPTOOLS', 'OTHER'],
    ['nothing', 'lib/checks.sh', SOURCES['lib/checks.sh']!, ''],
    ['a page of HTML', 'lib/checks.sh', SOURCES['lib/checks.sh']!, '<!DOCTYPE html><title>Sign in</title>'],
  ] as const) {
    it(what, async () => {
      const changed = SOURCES[file]!.replaceAll(from, to)
      assert.notEqual(changed, SOURCES[file])
      const tag = /\[(v\d+)\]/.exec(file === 'CHANGELOG.md' ? changed : SOURCES['CHANGELOG.md']!)![1]!
      server.publish('classic', tag, {...SOURCES, [file]: changed})
      await fallsBack()
      assert.ok(server.requests.length > 1)
    })
  }

  for (const [released, expected] of [
    ['2026-09-30', builtInReleases.classic.release],
    ['2026-10-01', 'v900'],
  ] as const) {
    it(`without Python 3.10, released on ${released}: its support ends in October 2026`, async () => {
      const versions = SOURCES['lib/python_version.sh']!.replace(/LATEST_PYTHON_3_10=.*\n/, '').replace(
        'VERSION=10',
        'VERSION=11',
      )
      server.publish('classic', 'v900', {...classicSources('900', released), 'lib/python_version.sh': versions})
      const {releases} = await server.ask('2026-12-01')
      assert.equal(releases.classic.release, expected)
      assert.equal('3.10' in releases.classic.python.latest, expected !== 'v900')
    })
  }

  it('an older release, of which no more than the changelog is read', async () => {
    server.publish('classic', 'v1', classicSources('1', '2020-01-01'))
    await fallsBack()
    assert.equal(server.requests.length, 1)
  })

  it('a release of the CNB that lacks a part', async () => {
    server.publish('cnb', 'v9.0.0', {...cnbSources('9.0.0', '2026-09-01'), 'src/detect.rs': 'none'})
    await fallsBack('cnb')
  })

  for (const [what, answer] of [
    ['garbage', (response) => response.end(Buffer.from([0xff, 0, 0x1b, 0x5b]))],
    ['an error', (response) => response.writeHead(500).end('## [v900] - 2026-09-01')],
    ['a redirect', (response) => response.writeHead(302, {Location: 'http://127.0.0.1:9/'}).end()],
    ['a connection that breaks', (response) => response.destroy()],
    ['half an answer', (response) => response.writeHead(200, {'Content-Length': 99}).write('## [v', () => response.destroy())],
    ['more than four megabytes', (response) => response.end(`## [v900] - 2026-09-01\n${'x'.repeat(5_000_000)}`)],
    ['a server that hangs', () => server.onHang()],
    ['a body that never ends', (response) => response.write('## [v900]', () => server.onHang())],
    ['an error whose body never ends', (response) => response.writeHead(404).write('x', () => server.onHang())],
  ] as [what: string, answer: (response: ServerResponse) => void][]) {
    it(what, async () => {
      server.answer = (_path, response) => answer(response)
      await fallsBack()
      assert.equal(server.requests.length, 1)
    })
  }

  it('a changelog alone, and a server that hangs afterwards', async () => {
    server.answer = (path, response) => {
      if (path.includes('/main/')) response.end(SOURCES['CHANGELOG.md'])
      else server.onHang()
    }

    await fallsBack()
  })

  it('no server at all, or an address that is none', async () => {
    for (const baseUrl of ['http://127.0.0.1:1', 'not an address', '', 'file:///etc', `${server.url}///`])
      assert.deepEqual((await server.ask('2026-09-02', {baseUrl})).releases, builtInReleases)
    assert.deepEqual(server.requests, ['/heroku/heroku-buildpack-python/main/CHANGELOG.md'])
  })

  it('a release is valid only with all of its parts', () => {
    for (const kind of ['classic', 'cnb'] as const) {
      const release = builtInReleases[kind]
      assert.equal(isValidRelease(kind, release), true)
      for (const key of Object.keys(release)) assert.equal(isValidRelease(kind, {...release, [key]: undefined}), false, key)
      for (const value of [null, undefined, [], [release], 'v900', {}]) assert.equal(isValidRelease(kind, value), false)
    }
  })

  it('release numbers are compared as numbers', () => {
    for (const [older, newer] of [
      ['v9', 'v10'],
      ['6.5.6', '6.10.0'],
      ['6.5', '6.5.1'],
      ['v351', 'v352'],
    ] as const) {
      assert.ok(compareReleases(older, newer) < 0)
      assert.ok(compareReleases(newer, older) > 0)
    }

    assert.equal(compareReleases('v9.5.0', '9.5'), 0)
  })
})
