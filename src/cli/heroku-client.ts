import type {APIClient} from '@heroku-cli/command'
import type {ListingClient, PlatformWriter} from '../platform/client.js'
import type {Clock} from '../system/clock.js'

import {type AskForCode, SecondFactor} from './second-factor.js'
import {ProblemError} from '../common/problem.js'
import {ApiFailure} from '../platform/client.js'
import {maskValues} from '../platform/masker.js'
import {Secret} from '../platform/secret.js'
import {printableLine} from '../render/terminal/printable.js'
import {realClock} from '../system/clock.js'

/** A read that takes longer has hung. */
const TIME_LIMIT = 10_000

/** The parts of @heroku/http-call's class that are put aside: they print bodies, config vars' values among them, and wait long. */
interface HttpCallInternals {
  _debugRequest(): void
  _debugResponse(): void
  _maybeRetry(error: unknown): Promise<void>
}

interface Answer {
  headers: Headers
}

interface HttpStatics {
  showWarnings(answer: Answer): void
}

/** Its answers have an app's generation. */
const VERSION_SDK = 'application/vnd.heroku+json; version=3.sdk'
/** What the Heroku CLI asks for when it writes. */
const VERSION = 'application/vnd.heroku+json; version=3'

/**
 * The Heroku CLI's own client for the Platform API, made safe for secrets: it prints nothing in debug output, asks
 * for nothing but a second factor, doesn't wait for a host that isn't there, and its errors hold neither request nor answer.
 * It sends everything once: the CLI's client would send a write again after a dropped connection, which may have arrived.
 */
export function createPlatformClient(
  api: APIClient,
  {
    askForCode,
    clock = realClock,
    timeLimit = TIME_LIMIT,
  }: {askForCode?: AskForCode | undefined; clock?: Clock; timeLimit?: number} = {},
): ListingClient & PlatformWriter {
  const http = quiet(api)
  const secondFactor = new SecondFactor(askForCode)
  const underWay = new Set<AbortController>()
  let remaining: null | number = null
  const sendOnce = async (path: string, {ended, ...options}: RequestOptions) => {
    // A timer of ours, not AbortSignal.timeout(): that one lets the process end while we wait.
    const slow = new AbortController()
    underWay.add(slow)
    const stopTimer = clock.after(timeLimit, () => slow.abort())
    const {signal} = slow
    const end = () => slow.abort()
    ended?.addEventListener('abort', end, {once: true})
    try {
      ended?.throwIfAborted()
      const whole = {...options, partial: true, retryAuth: false, signal}
      const request = http.request<unknown>(path, whole)
      // The client never settles when a connection breaks in the middle of an answer: the time limit is ours.
      const answer = await Promise.race([request, rejection(signal)])
      remaining = numberIn(answer.headers, 'ratelimit-remaining') ?? remaining
      // An answer that isn't called JSON comes back as text.
      if (typeof answer.body === 'string') throw new SyntaxError('not JSON')
      return answer
    } finally {
      stopTimer()
      ended?.removeEventListener('abort', end)
      underWay.delete(slow)
    }
  }

  const send = async (path: string, {headers, ...options}: RequestOptions) => {
    try {
      try {
        return await sendOnce(path, {headers, ...options})
      } catch (error) {
        const open = async (opened: string, more: Record<string, string>) =>
          sendOnce(opened, {headers: {Accept: VERSION, ...more}, method: 'PUT'})
        const more = await secondFactor.settle(error, open)
        if (more === undefined) throw error
        return await sendOnce(path, {headers: {...headers, ...more}, ...options})
      }
    } catch (error) {
      if (error instanceof ProblemError) throw error
      throw hidden(toApiFailure(error, timeLimit), await tokenOf(api))
    }
  }

  const read = async (path: string, range?: null | string, ended?: AbortSignal) =>
    send(path, {ended, headers: {Accept: VERSION_SDK, ...(typeof range === 'string' && {Range: range})}, method: 'GET'})
  return {
    close() {
      for (const request of underWay) request.abort()
    },
    get: async (path, {range, signal} = {}) => (await read(path, range, signal)).body,
    async getPage(path, range) {
      const {body, headers} = await read(path, range)
      return {answer: body, next: headerOf(headers, 'next-range')}
    },
    patch: async (path, body) => (await send(path, {body, headers: {Accept: VERSION}, method: 'PATCH'})).body,
    put: async (path, body) => (await send(path, {body, headers: {Accept: VERSION}, method: 'PUT'})).body,
    remainingRequests: () => remaining,
  }
}

interface RequestOptions {
  body?: unknown
  /** Ends the request before its time limit does. */
  ended?: AbortSignal | undefined
  headers: Record<string, string>
  method: 'GET' | 'PATCH' | 'PUT'
}

interface ErrorBody {
  id?: unknown
  message?: unknown
}

/** Of the HTTP library's call. */
interface Refusal {
  headers?: Headers
  statusCode?: number
}

/** No message of the API has a token or a password in it; should one have, it goes no further. */
function hidden({apiId, message, retryAfter, status}: ApiFailure, token: string | undefined): ApiFailure {
  const masked = maskValues(message, token === undefined ? [] : [new Secret(token)])
  return new ApiFailure(status, apiId, masked, retryAfter)
}

async function tokenOf(api: APIClient): Promise<string | undefined> {
  try {
    return await api.getAuth()
  } catch {
    // Whatever is wrong with the credentials, it is not what is told here.
    return undefined
  }
}

type Headers = Record<string, string | string[] | undefined>

function headerOf(headers: Headers | undefined, name: string): null | string {
  const value = headers?.[name]
  return typeof value === 'string' ? value : null
}

function numberIn(headers: Headers | undefined, name: string): null | number {
  const value = headerOf(headers, name)
  return value !== null && /^\d+$/.test(value) ? Number(value) : null
}

async function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('too slow', 'TimeoutError')), {once: true})
  })
}

/** The headers in which the API warns whoever uses the CLI. */
const WARNINGS = ['x-heroku-warning', 'warning-message']

function plain(value: string | string[] | undefined): string | string[] | undefined {
  return Array.isArray(value) ? value.map((text) => printableLine(text)) : value && printableLine(value)
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
  const {showWarnings} = api.http as unknown as HttpStatics
  Object.assign(Quiet.prototype, internals)
  Object.assign(Quiet, {
    // For a team the client would ask another host about unpaid bills, and print that request with its token when debugging.
    configDelinquency() {},
    /** It prints what these headers say: anything but line ends may be in them. */
    showWarnings(answer: Answer) {
      showWarnings.call(this, {
        ...answer,
        headers: Object.fromEntries(WARNINGS.map((name) => [name, plain(answer.headers[name])])),
      })
    },
    async twoFactorRetry(error: unknown) {
      throw error
    },
  })
  return Quiet
}

function toApiFailure(error: unknown, timeLimit: number): ApiFailure {
  const {body, code, http, message, name} = error as Partial<{
    body: ErrorBody
    code: string
    http: Refusal & {body?: ErrorBody; http?: Refusal}
    message: string
    name: string
  }>
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') {
    return new ApiFailure(null, null, `the Platform API didn't answer within ${timeLimit / 1000} seconds`)
  }

  if (http) {
    const refusal = http.statusCode === undefined ? http.http : http
    if (refusal?.statusCode !== undefined) return refused(refusal, body ?? http.body)
  }

  if (code) return new ApiFailure(null, null, `the Platform API can't be reached (${code})`)
  // What is left is our client's complaint about a bad token, or an answer that is no JSON.
  return new ApiFailure(null, null, /HEROKU_API_KEY/.test(message ?? '') ? message! : "the Platform API's answer can't be read")
}

function refused({headers, statusCode}: Refusal, body: ErrorBody | undefined): ApiFailure {
  const message = typeof body?.message === 'string' ? body.message : `the Platform API answered with status ${statusCode}`
  const id = typeof body?.id === 'string' ? body.id : null
  return new ApiFailure(statusCode!, id, message, numberIn(headers, 'retry-after'))
}
