import type {ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'

import {type Answer, bodyOf, errorFor, headersOf, ok, send} from './answers.js'

/** Which requests a fault befalls: all that match, less the first `after`, and no more than `times`. */
export interface FaultMatch {
  method?: string
  /** The whole path, or a pattern; without the query. */
  path: RegExp | string
  times?: number
  after?: number
}

/** What goes wrong. Only `drop`/`hang` 'after', `drop` 'during' and the last four carry out the request. */
export type Effect = {
  /** In ms, before anything else; alone: a slow but right answer. */
  delay?: number
} & (
  | {status: number; body?: unknown; headers?: Record<string, string>}
  | {hang: 'after' | 'before'}
  /** `during`: the headers and half of the body arrive. */
  | {drop: 'after' | 'before' | 'during'}
  /** 200 and application/json, with a body that is none. */
  | {garbage: true}
  /** A complete HTTP answer with the first half of the JSON. */
  | {truncate: true}
  | {contentType: string}
  /** Changes the right answer; what comes of it is not held against the schema. */
  | {rewrite: (json: unknown) => unknown}
  | {delay: number}
)

/** A fault that was set; `hits` tells whether it ever struck. */
export interface Fault {
  readonly hits: number
  remove(): void
}

interface ActiveFault {
  match: FaultMatch
  effect: Effect
  seen: number
  hits: number
}

export class Faults {
  private active: ActiveFault[] = []

  add(match: FaultMatch, effect: Effect): Fault {
    const fault: ActiveFault = {match, effect, seen: 0, hits: 0}
    this.active.push(fault)
    return {
      get hits() {
        return fault.hits
      },
      remove: () => {
        this.active = this.active.filter((other) => other !== fault)
      },
    }
  }

  clear(): void {
    this.active = []
  }

  /** The first fault that strikes this request; later ones wait for their turn. */
  take(method: string, path: string): Effect | undefined {
    for (const fault of this.active) {
      if (!applies(fault.match, method, path)) continue
      fault.seen += 1
      const {after = 0, times = Number.POSITIVE_INFINITY} = fault.match
      if (fault.seen <= after || fault.hits >= times) continue
      fault.hits += 1
      return fault.effect
    }
  }
}

function applies(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false
  // search, not test: a pattern with the g flag would remember where it was.
  return typeof match.path === 'string' ? match.path === path : path.search(match.path) !== -1
}

/** A request that is answered. */
export interface Asked {
  response: ServerResponse
  /** Does what it asks for and gives the right answer. */
  carryOut(): Answer
  /** Told when it will never have an answer, or no whole one. */
  onHang(): void
}

/** Answers as the fault has it. */
export async function answerWith(effect: Effect, {carryOut, onHang, response}: Asked, signal: AbortSignal): Promise<void> {
  if (effect.delay !== undefined) await sleep(effect.delay, undefined, {signal})
  if ('hang' in effect) {
    if (effect.hang === 'after') carryOut()
    onHang()
  } else if ('drop' in effect) drop(effect.drop, {carryOut, onHang, response})
  else if ('status' in effect) {
    const body = effect.body === undefined ? errorFor(effect.status).toAnswer() : ok(effect.body)
    send(response, {...body, status: effect.status, headers: effect.headers ?? {}})
  } else if ('garbage' in effect) send(response, ok(null), '<!DOCTYPE html><title>Gateway</title>')
  else spoil(effect, response, carryOut())
}

function spoil(effect: Effect, response: ServerResponse, answer: Answer): void {
  if ('truncate' in effect) send(response, answer, half(answer))
  else if ('contentType' in effect) send(response, {...answer, headers: {...answer.headers, 'Content-Type': effect.contentType}})
  else if ('rewrite' in effect && 'json' in answer) send(response, {...answer, json: effect.rewrite(answer.json)})
  else send(response, answer)
}

function drop(when: 'after' | 'before' | 'during', {carryOut, onHang, response}: Asked): void {
  const answer = when === 'before' ? undefined : carryOut()
  if (when !== 'during' || !answer) {
    response.destroy()
    return
  }

  response.writeHead(answer.status, {...headersOf(answer), 'Content-Length': Buffer.byteLength(bodyOf(answer))})
  response.once('close', onHang)
  response.write(half(answer), () => response.destroy())
}

function half(answer: Answer): string | Uint8Array {
  const body = bodyOf(answer)
  return body.slice(0, Math.floor(body.length / 2))
}
