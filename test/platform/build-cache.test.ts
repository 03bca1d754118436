import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {gzipSync} from 'node:zlib'

import {type App, isAvailable} from '../../src/platform/app.js'
import type {PlatformClient} from '../../src/platform/client.js'
import {readApp} from '../../src/platform/read-app.js'
import {realHttpClient} from '../../src/system/http.js'
import {everythingIn} from '../support/everything-in.js'
import type {AppSeed} from '../support/fake-platform-api/seeds.js'
import {archive, cacheOf, packed, packedByTar, type TarMember} from '../support/tar-archive.js'
import {TestClock} from '../support/test-clock.js'
import {ConnectedApi, TOKEN, VALUE} from './connected-api.js'

const DATA = 'build-data/python.json'
const GOOD = cacheOf('3.12.11')
const asMembers = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, contents]): TarMember => ({contents, name: `./${name}`}))

/** The build cache of an app, read from a storage over real HTTP. */
describe("an app's build cache", () => {
  const connected = new ConnectedApi()
  const servers: ReturnType<typeof createServer>[] = []
  let clock: TestClock

  beforeEach(() => {
    clock = new TestClock()
  })

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }

    await connected.stop()
  })

  const connect = async (seed: Partial<AppSeed>) => {
    const client = await connected.connect({apps: [{configVars: {DATABASE_URL: VALUE}, name: 'example', ...seed}]})
    connected.api.onHang(() => clock.strand())
    return client
  }

  /** Whatever is read, no part of it holds the URL or its signature. */
  const readWith = async (client: PlatformClient): Promise<App['buildCache']> => {
    const app = await readApp('example', client, {cacheClock: clock, http: realHttpClient, withPython: false})
    for (const text of everythingIn(app)) assert.doesNotMatch(text, /planted-cache|Signature|\/caches\//)
    return app.buildCache
  }

  const read = async (cache: Uint8Array) => readWith(await connect({cache}))
  const reasonOf = async (reading: Promise<App['buildCache']>) => {
    const cache = await reading
    assert.ok(!isAvailable(cache), 'it was read')
    return cache.unavailable
  }

  /** The metadata's URL leads to a server of the test's own. */
  const elsewhere = async (answer: (response: ServerResponse) => void): Promise<PlatformClient> => {
    const server = createServer((_request, response) => answer(response))
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/caches/x?Signature=planted-cache`
    const client = await connect({})
    connected.api.fault({path: /build-metadata$/}, {rewrite: () => ({cache_get_url: url})})
    return client
  }

  it('tells the Python, the tool, the stack and the requirements of the last build', async () => {
    const cache = await read(packedByTar(cacheOf('3.12.11', {requirements: 'six==1.17.0\n'})))
    assert.deepEqual(cache, {
      buildData: {package_manager: 'pip', pip_version: '26.2.1'},
      hasSqliteHeaders: false,
      pipfileLockSha256: null,
      pythonVersion: '3.12.11',
      requirements: Buffer.from('six==1.17.0\n'),
      seconds: 34.512_31,
      stack: 'heroku-26',
    })
  })

  it('is asked for as the schema has it, and its storage gets no token', async () => {
    await read(packedByTar(GOOD))
    const [metadata, storage] = ['/build-metadata', '/caches/'].map((part) =>
      connected.api.requests.find(({path}) => path.includes(part)),
    )
    assert.equal(metadata?.headers.accept, 'application/vnd.heroku+json; version=3.sdk')
    assert.equal(metadata?.headers.authorization, `Bearer ${TOKEN}`)
    assert.equal(storage?.headers.authorization, undefined)
    assert.deepEqual(
      connected.api.requests.filter(({method}) => method !== 'GET'),
      [],
    )
  })

  it('is read no further than to its build data', async () => {
    const {[DATA]: data, ...rest} = GOOD
    const whole = archive([...asMembers({[DATA]: data!}), ...asMembers(rest)])
    // The end never comes: who waits for it waits forever.
    const client = await elsewhere((response) => response.write(gzipSync(whole)))
    const cache = await readWith(client)
    assert.ok(isAvailable(cache))
    assert.deepEqual([cache.pythonVersion, cache.stack], ['3.12.11', null])
  })

  it('is passed over where it comes too slowly', async () => {
    const client = await elsewhere((response) => {
      response.write(gzipSync(archive(asMembers({'.heroku/python-stack': 'heroku-26\n'}))).subarray(0, 40), () => clock.strand())
    })
    assert.equal(await reasonOf(readWith(client)), 'it took longer than 2 seconds')
  })

  for (const path of [/build-metadata$/, /^\/caches\//])
    it(`is passed over where ${path.source} never answers`, async () => {
      const client = await connect({cache: packedByTar(GOOD)})
      connected.api.fault({path}, {hang: 'before'})
      assert.equal(await reasonOf(readWith(client)), 'it took longer than 2 seconds')
    })

  const unreadable: [what: string, cache: () => Uint8Array, reason: RegExp][] = [
    [
      'an archive without build data',
      () => packed([{contents: 'x', name: './.heroku/python-version'}]),
      /no data of a Python build/,
    ],
    ['an empty archive', () => packed([]), /no data of a Python build/],
    ['an archive that ends early', () => gzipSync(archive(asMembers(GOOD)).subarray(0, 1600)), /unknown format/],
    ['a gzip file that ends early', () => packed(asMembers({...GOOD, [DATA]: ''})).subarray(0, 60), /unknown format/],
    ['no gzip file', () => Buffer.from('PK'), /unknown format/],
    ['no archive', () => gzipSync(Buffer.alloc(4096, 'x')), /unknown format/],
    ['build data that is no JSON', () => packed([{contents: '{', name: DATA}]), /data of the last build has an unknown format/],
    ['build data that is a list', () => packed([{contents: '[]', name: DATA}]), /data of the last build has an unknown format/],
    ['build data without a Python', () => packed([{contents: '{"python_version": "3.13"}', name: DATA}]), /unknown format/],
    ['build data without end', () => packed([{contents: ' '.repeat(2 ** 21), name: DATA}]), /unknown format/],
    ['a size that no file has', () => packed([{name: DATA, size: 8 ** 11 - 1}]), /unknown format/],
    ['build data that is a link', () => packed([{link: '/etc/passwd', name: DATA, type: '2'}]), /no data/],
    ['build data that is a hard link', () => packed([{link: '.heroku/x', name: DATA, type: '1'}]), /no data/],
    ['build data that is a folder', () => packed([{name: `${DATA}/`, type: '5'}]), /no data/],
    [
      'build data elsewhere',
      () => packed(['../', '/', 'a/../', './a/'].map((at) => ({contents: '{}', name: at + DATA}))),
      /no data/,
    ],
  ]
  for (const [what, cache, reason] of unreadable)
    it(`is passed over: ${what}`, async () => {
      assert.match(await reasonOf(read(cache())), reason)
    })

  it('is read behind what it does not understand: long names, pax headers, folders, binary numbers', async () => {
    const members: TarMember[] = [
      {contents: '30 mtime=1795000000.123456789\n', name: './PaxHeaders/x', type: 'x'},
      {name: './.heroku/', type: '5'},
      {contents: `./${'long/'.repeat(40)}file\0`, name: '././@LongLink', type: 'L'},
      {binary: true, contents: 'x'.repeat(700), name: `./${'long/'.repeat(15)}`},
      {link: '../../../../etc/passwd', name: './.heroku/python/link', type: '2'},
      ...asMembers(GOOD),
    ]
    const cache = await read(packed(members))
    assert.ok(isAvailable(cache))
    assert.equal(cache.pythonVersion, '3.12.11')
  })

  it('may hold anything: what has another form than the buildpack gives it does not count', async () => {
    const data = {package_manager: '\u001B[31mpip', pip_version: `1.0 ${VALUE}`, total_duration: 'long'}
    const files = {...cacheOf('3.12.11', {data}), '.heroku/python-stack': '../../etc\n', '.heroku/python-version': 'ruby-3.4.1\n'}
    const cache = await read(packedByTar(files))
    assert.ok(isAvailable(cache))
    assert.deepEqual([cache.buildData, cache.stack, cache.seconds, cache.pythonVersion], [{}, null, null, '3.12.11'])
    const nines = '9'.repeat(100_000)
    const long = {'.heroku/python-version': `python-${nines}.9.9\n`}
    const endless = await read(packedByTar({...cacheOf('3.12.11', {data: {total_duration: 1e300}}), ...long}))
    assert.ok(isAvailable(endless))
    assert.deepEqual([endless.seconds, endless.pythonVersion], [null, '3.12.11'])
  })

  const refusals: [what: string, effect: Parameters<typeof connected.api.fault>[1], reason: RegExp][] = [
    ['403', {status: 403}, /its storage answered with status 403/],
    ['500', {status: 500}, /its storage answered with status 500/],
    ['404', {status: 404}, /the app has none/],
    ['a redirect', {headers: {Location: 'http://127.0.0.1:9/secret'}, status: 302}, /its storage answered with status 302/],
    ['a connection that breaks', {drop: 'before'}, /it could not be downloaded/],
    ['an answer that breaks off', {drop: 'during'}, /it could not be downloaded|it took longer/],
  ]
  for (const [what, effect, reason] of refusals)
    it(`is passed over where its storage answers with ${what}`, async () => {
      const client = await connect({cache: packedByTar(GOOD)})
      connected.api.fault({path: /^\/caches\//}, effect)
      assert.match(await reasonOf(readWith(client)), reason)
    })

  for (const url of [
    'not a URL?Signature=planted-cache',
    'file:///etc/passwd',
    'http://127.0.0.1:1/?Signature=planted-cache',
    null,
    7,
  ])
    it(`is passed over where its address is ${String(url)}`, async () => {
      const client = await connect({})
      connected.api.fault({path: /build-metadata$/}, {rewrite: () => ({cache_get_url: url})})
      assert.match(await reasonOf(readWith(client)), /^it could not be downloaded$|^the app has none$/)
    })

  it('is passed over where the user may not see it', async () => {
    const client = await connect({cache: packedByTar(GOOD)})
    connected.api.fault({path: /build-metadata$/}, {status: 403})
    assert.match(await reasonOf(readWith(client)), /You do not have access/)
  })

  it('is not asked for of a Fir app, nor before the first build, nor by a fleet', async () => {
    const client = await connect({builds: []})
    assert.equal(await reasonOf(readWith(client)), 'the app has none')
    connected.api.addApp({generation: 'fir', name: 'fir'})
    await readApp('fir', client, {cacheClock: clock, http: realHttpClient, withPython: false})
    connected.api.addApp({name: 'fleet'})
    await readApp('fleet', client, {http: realHttpClient, withPython: true})
    assert.doesNotMatch(connected.api.calls.join('\n'), /build-metadata|caches/)
  })
})
