import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer, type Server} from 'node:http'
import {createRequire} from 'node:module'
import {type AddressInfo, connect, type Socket} from 'node:net'

import {realHttpClient} from '../../src/system/http.js'
import {proxyFor} from '../../src/system/proxy.js'

const ofTheCli = createRequire(createRequire(import.meta.url).resolve('@heroku-cli/command'))
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

describe('texts from the network', () => {
  const servers: Server[] = []
  const sockets: Socket[] = []
  const environment: Record<string, string | undefined> = {}

  beforeEach(() => {
    for (const name of NAMES) {
      environment[name] = process.env[name]
      delete process.env[name]
    }
  })

  afterEach(() => {
    for (const name of NAMES) {
      if (environment[name] === undefined) delete process.env[name]
      else process.env[name] = environment[name]
    }

    for (const socket of sockets.splice(0)) socket.destroy()
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function serve(server: Server, host = '127.0.0.1'): Promise<number> {
    servers.push(server)
    server.listen(0, host)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  const text = async (url: string, limit = 100) => realHttpClient.getText(url, {limit, signal: new AbortController().signal})
  const answering = async (body: string, host?: string) =>
    serve(
      createServer((_request, response) => response.end(body)),
      host,
    )

  /** A proxy. `asked`: where it was to connect to, and with which credentials. */
  async function proxy(target: number | null): Promise<{asked: [string, string | undefined][]; port: number}> {
    const asked: [string, string | undefined][] = []
    const server = createServer((_request, response) => response.writeHead(400).end())
    server.on('connect', (request, socket: Socket) => {
      sockets.push(socket)
      asked.push([request.url!, request.headers['proxy-authorization']])
      if (target === null) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      const onward = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      sockets.push(onward)
    })
    return {asked, port: await serve(server)}
  }

  it('come through the proxy that the environment names, with its credentials', async () => {
    const {asked, port} = await proxy(await answering('hello'))
    process.env.HTTPS_PROXY = 'http://other.invalid'
    process.env.http_proxy = `http://user:p%40ss@127.0.0.1:${port}`
    assert.equal(await text('http://releases.invalid/x'), 'hello')
    assert.deepEqual(asked, [['releases.invalid:80', `Basic ${Buffer.from('user:p@ss').toString('base64')}`]])
  })

  it('of https are asked for in a tunnel: the proxy sees the name of the host, and no more', async () => {
    const {asked, port} = await proxy(await answering('no TLS'))
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`
    await assert.rejects(text('https://releases.invalid/path?query'))
    assert.deepEqual(asked, [['releases.invalid:443', undefined]])
  })

  it("of a proxy that refuses are an error, without the proxy's credentials", async () => {
    const {port} = await proxy(null)
    process.env.HTTP_PROXY = `http://user:canary@127.0.0.1:${port}`
    await assert.rejects(text('http://releases.invalid/'), (error: Error) => {
      assert.match(error.message, /status 407/)
      return !JSON.stringify(error, Object.getOwnPropertyNames(error)).includes('canary')
    })
  })

  it('end by their signal, also while the proxy says nothing', async () => {
    const silent = createServer()
    silent.on('connect', (_request, socket: Socket) => sockets.push(socket))
    process.env.HTTP_PROXY = `http://127.0.0.1:${await serve(silent)}`
    const controller = new AbortController()
    const asking = realHttpClient.getText('http://releases.invalid/', {limit: 1, signal: controller.signal})
    await once(silent, 'connect')
    controller.abort()
    await assert.rejects(asking, {name: 'AbortError'})
  })

  it('come past the proxy where NO_PROXY says so, and over IPv6', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:1'
    process.env.NO_PROXY = 'example.com, 127.0.0.1'
    assert.equal(await text(`http://127.0.0.1:${await answering('hello')}/`), 'hello')
    process.env.NO_PROXY = '*'
    const port = await answering('six', '::1').catch(() => null)
    if (port !== null) assert.equal(await text(`http://[::1]:${port}/`), 'six')
  })

  it('are of http and https alone, of any status but success nothing, and never too long', async () => {
    for (const url of ['file:///etc/passwd', 'data:,x', 'ftp://127.0.0.1/']) await assert.rejects(text(url), /neither http nor/)
    const port = await serve(
      createServer((request, response) => {
        response.writeHead(Number(request.url!.slice(1)), {Location: '/200'}).end('x'.repeat(100))
      }),
    )
    for (const status of [204, 301, 302, 307, 404, 500]) {
      const found = await text(`http://127.0.0.1:${port}/${status}`)
      assert.equal(found, status === 204 ? '' : undefined, String(status))
    }

    assert.equal((await text(`http://127.0.0.1:${port}/200`, 100))?.length, 100)
    await assert.rejects(text(`http://127.0.0.1:${port}/200`, 99), /longer than 99 bytes/)
  })

  it("take the proxy by the Heroku CLI's own rules", async () => {
    const {default: Proxy} = ofTheCli('@heroku/http-call/lib/proxy') as {default: Theirs}
    const before = Proxy.env
    try {
      for (const noProxy of ['', '*', 'github.com', '.github.com', 'hub.com', 'a.com, raw.github.com', 'example.com'])
        for (const env of [
          {HTTPS_PROXY: 'http://a:1'},
          {HTTP_PROXY: 'http://b:2'},
          {https_proxy: 'http://c', HTTP_PROXY: 'http://d:4'},
          {},
        ])
          for (const protocol of ['http', 'https']) {
            Proxy.env = {...env, NO_PROXY: noProxy}
            const agent = Proxy.agent(protocol === 'https', 'raw.github.com')
            const ours = proxyFor(new URL(`${protocol}://raw.github.com/`), Proxy.env)
            assert.equal(ours?.hostname, agent?.options.proxy.host, JSON.stringify([protocol, Proxy.env]))
          }
    } finally {
      Proxy.env = before
    }
  })
})

interface Theirs {
  env: NodeJS.ProcessEnv
  agent(https: boolean, host: string): undefined | {options: {proxy: {host: string}}}
}
