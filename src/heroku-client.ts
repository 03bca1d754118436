import type {APIClient} from '@heroku-cli/command'
import type {PlatformWriter} from './platform/installations.js'

import {ApiFailure} from './platform/read-app.js'

/** A read that takes longer has hung. */
const TIME_LIMIT = 10_000

/** The parts of @heroku/http-call's class that are put aside: they print bodies, config vars' values among them, and wait long. */
interface HttpCallInternals {
  _debugRequest(): void
  _debugResponse(): void
  _maybeRetry(error: unknown): Promise<void>
}

/** Its answers have an app's generation. */
const VERSION_SDK = 'application/vnd.heroku+json; version=3.sdk'
/** What the Heroku CLI asks for when it writes. */
const VERSION = 'application/vnd.heroku+json; version=3'

/**
 * The Heroku CLI's own client for the Platform API, made safe for secrets: it prints nothing in debug output, never asks
 * (no login, no second factor), doesn't wait for a host that isn't there, and its errors hold neither request nor answer.
 * It sends everything once: the CLI's client would send a write again after a dropped connection, which may have arrived.
 */
export function createPlatformClient(api: APIClient, timeLimit = TIME_LIMIT): PlatformWriter {
  const http = quiet(api)
  const send = async (method: 'GET' | 'PATCH' | 'PUT', path: string, headers: Record<string, string>, body?: unknown) => {
    // A timer of ours, not AbortSignal.timeout(): that one lets the process end while we wait.
    const slow = new AbortController()
    const timer = setTimeout(() => slow.abort(), timeLimit)
    const {signal} = slow
    try {
      const options = {body, headers, method, partial: true, retryAuth: false, signal}
      const request = http.request<unknown>(path, options)
      // The client never settles when a connection breaks in the middle of an answer: the time limit is ours.
      const answer = await Promise.race([request, rejection(signal)])
      // An answer that isn't called JSON comes back as text.
      if (typeof answer.body === 'string') throw new SyntaxError('not JSON')
      return answer.body
    } catch (error) {
      throw toApiFailure(error, timeLimit)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    get: async (path, {range} = {}) => send('GET', path, {Accept: VERSION_SDK, ...(range !== undefined && {Range: range})}),
    patch: async (path, body) => send('PATCH', path, {Accept: VERSION}, body),
    put: async (path, body) => send('PUT', path, {Accept: VERSION}, body),
  }
}

async function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('too slow', 'TimeoutError')), {once: true})
  })
}

function quiet(api: APIClient): APIClient['http'] {
  const Quiet = class<T> extends api.http<T> {}
  const internals: HttpCallInternals = {
    _debugRequest() {},
    _debugResponse() {},
    async _maybeRetry(error) {
      throw error
    },
  }
  Object.assign(Quiet.prototype, internals)
  Object.assign(Quiet, {
    async twoFactorRetry(error: unknown) {
      throw error
    },
  })
  return Quiet
}

function toApiFailure(error: unknown, timeLimit: number): ApiFailure {
  const {body, code, http, message, name} = error as Partial<{
    body: {id?: unknown; message?: unknown}
    code: string
    http: {body?: {id?: unknown; message?: unknown}; statusCode?: number; http?: {statusCode?: number}}
    message: string
    name: string
  }>
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') {
    return new ApiFailure(null, null, `the Platform API didn't answer within ${timeLimit / 1000} seconds`)
  }

  const status = http?.statusCode ?? http?.http?.statusCode
  const answer = body ?? http?.body
  if (status !== undefined) {
    const text = typeof answer?.message === 'string' ? answer.message : `the Platform API answered with status ${status}`
    return new ApiFailure(status, typeof answer?.id === 'string' ? answer.id : null, text)
  }

  if (code) return new ApiFailure(null, null, `the Platform API can't be reached (${code})`)
  // What is left is our client's complaint about a bad token, or an answer that is no JSON.
  return new ApiFailure(null, null, /HEROKU_API_KEY/.test(message ?? '') ? message! : "the Platform API's answer can't be read")
}
