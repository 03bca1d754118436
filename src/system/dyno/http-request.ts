import type {IncomingMessage} from 'node:http'

import type {HttpOutcome, HttpQuestion} from './dyno-host.js'

import {errorCode} from '../file-system.js'

/** What says why an answer is an error stands at its beginning. */
const BODY_LIMIT = 64 * 1024

/** Asks once, over IPv4. fetch() would not let a caller say which host it asks for. */
export async function request({headers, path, port, signal, timeoutMs}: HttpQuestion): Promise<HttpOutcome> {
  const {request: send} = await import('node:http')
  return new Promise((resolve) => {
    const query = send({agent: false, headers, host: '127.0.0.1', method: 'GET', path, port, signal})
    const timer = setTimeout(() => {
      resolve({kind: 'timed-out'})
      query.destroy()
    }, timeoutMs)
    const settle = (outcome: HttpOutcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }

    query.on('error', (error) => settle(outcomeOf(errorCode(error))))
    query.on('response', (response) => {
      const answered = answerOf(response).then(settle)
      answered.catch(() => settle({kind: 'closed'})).finally(() => query.destroy())
    })
    query.end()
  })
}

function outcomeOf(code: string): HttpOutcome {
  if (code === 'ECONNREFUSED') return {kind: 'refused'}
  return {kind: code.startsWith('HPE_') ? 'not-http' : 'closed'}
}

/** A body that breaks off, or that never ends (server-sent events), is no fault of an answer that has begun. */
async function answerOf(response: IncomingMessage): Promise<HttpOutcome> {
  const chunks: Buffer[] = []
  let size = 0
  // A stream that goes on is not waited for.
  response.setTimeout(1000, () => response.destroy())
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > BODY_LIMIT) break
    }
  } catch {
    // What came is enough.
  }

  const body = Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8')
  return {body, kind: 'answer', location: response.headers.location ?? null, status: response.statusCode ?? 0}
}
