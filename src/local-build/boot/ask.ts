import type {DynoHost, DynoProcess, HttpOutcome} from '../../system/dyno/dyno-host.js'

/** How long a process that drops a connection may take to end: gunicorn's master does when its workers can't start. */
const EXIT_MS = 3000
/** As the router. Source: devcenter.heroku.com/articles/error-codes, H12. */
export const REQUEST_MS = 30_000

export interface Question {
  host: DynoHost
  process: DynoProcess
  port: number
  /** The app's host name, and the path. */
  name: string
  path: string
  timeoutMs: number
  /** Aborted when the process has ended, or nobody wants to know any more. */
  signal: AbortSignal
}

/** Asks the app as the router does. A connection that is dropped is tried once more, if the process lives on. */
export async function ask({host, name, path, port, signal, timeoutMs}: Question): Promise<HttpOutcome | null> {
  const send = async () => host.request({headers: headersOf(name), path, port, signal, timeoutMs})
  const first = await send()
  if (signal.aborted) return null
  if (first.kind !== 'closed' && first.kind !== 'refused') return first
  await host.wait(EXIT_MS, signal)
  return signal.aborted ? null : send()
}

/** Source: devcenter.heroku.com/articles/http-routing, "Heroku headers". */
function headersOf(name: string): Record<string, string> {
  return {
    Accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    Connection: 'close',
    Host: name,
    'User-Agent': 'heroku-python',
    Via: '1.1 heroku-router',
    'X-Forwarded-For': '192.0.2.1',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    'X-Request-Id': '00000000-0000-4000-8000-000000000000',
  }
}
