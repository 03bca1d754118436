import type {IncomingMessage} from 'node:http'
import type {Socket} from 'node:net'

import {once} from 'node:events'

/**
 * The proxy for an address, by the same variables and rules as the Heroku CLI's own client, so that both ways lead to the
 * same place. Source: @heroku/http-call, lib/proxy.
 */
export function proxyFor({hostname, protocol}: URL, env: NodeJS.ProcessEnv): undefined | URL {
  const [http, https] = [env.HTTP_PROXY || env.http_proxy, env.HTTPS_PROXY || env.https_proxy]
  const proxy = protocol === 'https:' ? https || http : http
  if (!proxy || isExcepted(hostname, env.NO_PROXY || env.no_proxy || '')) return undefined
  return new URL(proxy)
}

function isExcepted(host: string, exceptions: string): boolean {
  const endings = exceptions.split(',').map((part) => part.trim().replace(/^\./, ''))
  return exceptions.trim() === '*' || endings.some((ending) => ending !== '' && host.endsWith(ending))
}

/**
 * A connection to an address through a proxy, encrypted if the address is https. The proxy sees no more than its name.
 *
 * @throws without the proxy's credentials
 */
export async function connectThrough(proxy: URL, target: URL, signal: AbortSignal): Promise<Socket> {
  const {request} = await import('node:http')
  const isSecure = target.protocol === 'https:'
  const port = target.port || (isSecure ? '443' : '80')
  const place = `${target.hostname}:${port}`
  const query = request({
    agent: false,
    headers: {Host: place, ...authorization(proxy)},
    host: withoutBrackets(proxy.hostname),
    method: 'CONNECT',
    path: place,
    port: proxy.port || '8080',
    signal,
  })
  query.end()
  const [answer, socket] = (await once(query, 'connect', {signal})) as [IncomingMessage, Socket]
  if (answer.statusCode !== 200) {
    socket.destroy()
    throw new Error(`the proxy answered with status ${answer.statusCode}`)
  }

  if (!isSecure) return socket
  const {connect} = await import('node:tls')
  return connect({servername: target.hostname, socket})
}

function authorization({password, username}: URL): Record<string, string> {
  if (username === '') return {}
  const credentials = [username, password].map((part) => decodeURIComponent(part)).join(':')
  return {'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}`}
}

/** `::1` of a URL's `[::1]`. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}
