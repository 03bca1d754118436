import type {APIClient} from '@heroku-cli/command'

import {ApiFailure, type PlatformClient} from './platform/read-app.js'

/** A read that takes longer has hung. */
const TIME_LIMIT = 10_000

/** The parts of @heroku/http-call's class that are put aside: they print bodies, config vars' values among them, and wait long. */
interface HttpCallInternals {
  _debugRequest(): void
  _debugResponse(): void
  _maybeRetry(error: unknown): Promise<void>
}

/**
 * The Heroku CLI's own client for the Platform API, made safe for secrets: it prints nothing in debug output, never asks
 * (no login, no second factor), doesn't wait for a host that isn't there, and its errors hold neither request nor answer.
 */
export function createPlatformClient(api: APIClient, timeLimit = TIME_LIMIT): PlatformClient {
  const http = quiet(api)
  return {
    async get(path, {range} = {}) {
      // A timer of ours, not AbortSignal.timeout(): that one lets the process end while we wait.
      const slow = new AbortController()
      const timer = setTimeout(() => slow.abort(), timeLimit)
      const {signal} = slow
      const headers = {Accept: 'application/vnd.heroku+json; version=3.sdk', ...(range !== undefined && {Range: range})}
      const options = {headers, partial: true, retryAuth: false, signal}
      try {
        // The client never settles when a connection breaks in the middle of an answer: the time limit is ours.
        const {body} = await Promise.race([http.get<unknown>(path, options), rejection(signal)])
        // An answer that isn't called JSON comes back as text.
        if (typeof body === 'string') throw new SyntaxError('not JSON')
        return body
      } catch (error) {
        throw toApiFailure(error, timeLimit)
      } finally {
        clearTimeout(timer)
      }
    },
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
