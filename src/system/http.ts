import type {IncomingMessage, RequestOptions} from 'node:http'

import {once} from 'node:events'

import {connectThrough, proxyFor} from './proxy.js'

export interface HttpClient {
  /**
   * Gets a small text, through the proxy that the environment names.
   *
   * @returns undefined for any answer but a 2xx: a redirect is not followed
   * @throws on a network failure, a time-out, or a body of over `limit` bytes
   */
  getText(url: string, options: {limit: number; signal: AbortSignal}): Promise<string | undefined>
  /**
   * Gets what may be long, piece by piece, and the same way. A redirect is an answer like any other.
   *
   * @throws on a network failure or a time-out, here and while it is read
   */
  getStream(url: string, options: {signal: AbortSignal}): Promise<HttpStream>
}

export interface HttpStream {
  status: number
  chunks: AsyncIterable<Uint8Array>
  /** Ends it. What nobody reads to its end would hold the connection, and with it the process, open. */
  close(): void
}

export const realHttpClient: HttpClient = {
  async getStream(url, {signal}) {
    const response = await get(new URL(url), AbortSignal.any([signal]))
    return {
      chunks: response as AsyncIterable<Uint8Array>,
      close: () => response.destroy(),
      status: response.statusCode ?? 0,
    }
  },

  async getText(url, {limit, signal}) {
    // One of its own for each request: many texts may be got at once.
    const response = await get(new URL(url), AbortSignal.any([signal]))
    try {
      const {statusCode = 0} = response
      return statusCode >= 200 && statusCode < 300 ? await readText(response, limit) : undefined
    } finally {
      // A body that nobody reads would hold the connection, and with it the process, open.
      response.destroy()
    }
  },
}

/** Not fetch(): Node 20's goes past every proxy. */
async function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  if (!isSecure && url.protocol !== 'http:') throw new TypeError('neither http nor https')
  const {request} = await (isSecure ? import('node:https') : import('node:http'))
  const proxy = proxyFor(url, process.env)
  const options: RequestOptions = {headers: {'User-Agent': 'heroku-python'}, signal}
  const through = proxy && (await connectThrough(proxy, url, signal))
  const query = request(url, {...options, ...(through ? {createConnection: () => through} : {agent: false})})
  query.end()
  // Of a connection that breaks once the answer has begun, its reader is told.
  query.on('error', () => {})
  const [response] = (await once(query, 'response', {signal})) as [IncomingMessage]
  return response
}

async function readText(response: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > limit) throw new Error(`the answer is longer than ${limit} bytes`)
    chunks.push(chunk)
  }

  return Buffer.concat(chunks).toString('utf8')
}
