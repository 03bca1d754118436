import type {HttpClient} from '../system/http.js'

import {limiter} from '../system/limited.js'
import {ApiFailure, type ListingClient} from './client.js'

/** Requests under way at once, for all apps together. */
export const REQUESTS_AT_ONCE = 10

/** Tries of one request. */
const TRIES = 5
/** In ms, doubled with each try. */
const FIRST_WAIT = 1000
const LONGEST_WAIT = 60_000

/**
 * With fewer requests left than this, the rest is spread at the pace at which the API gives new ones: 4,500 an hour.
 * Source: https://devcenter.heroku.com/articles/platform-api-reference#rate-limits
 */
const SCARCE = 250
const PACE = 3_600_000 / 4500

export interface Patience {
  /** Waits; rejects when the signal is given. */
  sleep(milliseconds: number): Promise<void>
  now(): number
  /** From 0 to 1: so that waiting clients don't come back all at once. */
  random(): number
  /** Ends all waiting. */
  signal: AbortSignal
}

export interface RetryingClients {
  client: ListingClient
  http: HttpClient
}

/**
 * Clients for many apps: a bounded number of requests at a time; slower when the API's allowance runs low; a request that
 * was refused for too many (429) or for the server's sake (5xx), or got no answer, is sent again after a growing wait, or
 * after the one that the API asks for, which then holds for all.
 */
export function retryingClients({client, http}: RetryingClients, patience: Patience): RetryingClients {
  const limit = limiter(REQUESTS_AT_ONCE)
  let notBefore = 0
  const turn = async () => {
    const {now, signal, sleep} = patience
    const remaining = client.remainingRequests()
    const start = Math.max(now(), notBefore)
    if (remaining !== null && remaining < SCARCE) notBefore = start + PACE
    if (start > now()) await sleep(start - now())
    signal.throwIfAborted()
  }

  const patiently = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    for (let tries = 1; ; tries++) {
      await turn()
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof ApiFailure) || !isPassing(error) || tries === TRIES) throw error
        const wait = waitFor(error, tries, patience.random())
        if (error.status === 429) notBefore = Math.max(notBefore, patience.now() + wait)
        else await patience.sleep(wait)
      }
    }
  }

  return {
    client: {
      close: () => client.close(),
      get: async (path, options) => limit(async () => patiently(async () => client.get(path, options))),
      getPage: async (path, range) => limit(async () => patiently(async () => client.getPage(path, range))),
      remainingRequests: () => client.remainingRequests(),
    },
    http: {
      getStream: async (url, {signal}) =>
        limit(async () => http.getStream(url, {signal: AbortSignal.any([signal, patience.signal])})),
      getText: async (url, {limit: size, signal}) =>
        limit(async () => http.getText(url, {limit: size, signal: AbortSignal.any([signal, patience.signal])})),
    },
  }
}

/** Whether the same request may be answered later. */
function isPassing({status}: ApiFailure): boolean {
  return status === null || status === 429 || status >= 500
}

function waitFor({retryAfter}: ApiFailure, tries: number, random: number): number {
  const wait = retryAfter === null ? FIRST_WAIT * 2 ** (tries - 1) * (0.75 + random / 2) : retryAfter * 1000
  return Math.min(wait, LONGEST_WAIT)
}
