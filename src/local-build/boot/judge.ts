import type {HttpOutcome} from '../../system/dyno/dyno-host.js'
import type {Observation} from './observation.js'
import type {HerokuCode, Verdict, VerdictId} from './verdict.js'

/** What a verdict depends on, besides what was seen. */
export interface Expectations {
  /** The host that was asked for. */
  host: string
  /** False: no app is known, and its name was made up. */
  hostIsKnown: boolean
  path: string
  memoryMegabytes: number
}

/** What becomes of the process on Heroku. Pure. The worst that was seen counts. */
export function judge(seen: Observation, expected: Expectations): Verdict {
  if (seen.kind === 'release') return seen.exit?.code === 0 ? HEALTHY : verdict('release-failed', null)
  const isWeb = seen.kind === 'web'
  // A router's error: a worker that ends is started again and again, and nobody sees a page with a code.
  if (seen.exit) return verdict('crashed', isWeb ? 'H10' : null)
  return (isWeb ? judgeWeb(seen, expected) : null) ?? judgeMemory(seen, expected) ?? judgeStop(seen) ?? HEALTHY
}

const HEALTHY: Verdict = {code: null, id: 'healthy', lives: true}

function verdict(id: VerdictId, code: HerokuCode | null, lives = false): Verdict {
  return {code, id, lives}
}

function judgeWeb({answer, lines, reach}: Observation, expected: Expectations): null | Verdict {
  if (reach !== 'reachable') return verdict('port-not-bound', 'R10')
  switch (answer?.kind) {
    case 'answer':
      if (answer.status >= 500) return verdict('server-error', null)
      if (refusesHost(answer, lines)) return verdict('host-refused', null, !expected.hostIsKnown)
      return isLoop(answer, expected) ? verdict('redirect-loop', null) : null

    case 'closed':
    case 'refused':
      return verdict('connection-closed', 'H13')

    case 'not-http':
      return verdict('not-http', 'H17')

    case 'timed-out':
      return verdict('no-answer', 'H12')

    case undefined:
      return null
  }
}

/** What Django (with and without DEBUG), Starlette and Werkzeug say of a host that is not in their list. */
const REFUSED_HOST =
  /DisallowedHost|Invalid HTTP_HOST header|Invalid host header|Host '?[^\n]{1,256}'? is not trusted|<h1>Bad Request(?: \(400\))?<\/h1>\s*<p><\/p>/

function refusesHost({body, status}: {body: string; status: number}, lines: readonly string[]): boolean {
  return status === 400 && (REFUSED_HOST.test(body) || lines.some((line) => REFUSED_HOST.test(line)))
}

/** The request says that it came by https, as the router's do. Who doesn't look sends the browser round and round. */
function isLoop({location, status}: HttpOutcome & {kind: 'answer'}, {host, path}: Expectations): boolean {
  return status >= 300 && status < 400 && location === `https://${host}${path}`
}

const MEGABYTE = 1024 * 1024

/** Source: devcenter.heroku.com/articles/error-codes: R14 above the dyno's memory, R15 at twice as much. */
function judgeMemory({memory}: Observation, {memoryMegabytes}: Expectations): null | Verdict {
  // Of several processes, RSS says too much.
  if (memory?.method !== 'pss') return null
  const share = memory.bytes / (memoryMegabytes * MEGABYTE)
  if (share >= 2) return verdict('memory-exceeded', 'R15')
  return share > 1 ? verdict('memory-exceeded', 'R14', true) : null
}

function judgeStop({stop}: Observation): null | Verdict {
  return stop === 'too-late' ? verdict('stop-ignored', 'R12', true) : null
}
