import type {BootResult} from '../../local-build/boot/boot.js'
import type {VerdictId} from '../../local-build/boot/verdict.js'

import {bytesOf, duration, share, size} from '../terminal/numbers.js'

/** What was asked for. */
export interface Asked {
  host: string
  hostIsKnown: boolean
  path: string
}

/** What became of a process, in one line, without its type. */
export function verdictText(result: BootResult, {host, path}: Asked): string {
  const {seconds, status, verdict} = result
  const code = verdict.code === null ? '' : `${verdict.code}: `
  const after = `after ${duration(seconds)}`
  switch (verdict.id) {
    case 'connection-closed':
      return `${code}closes the connection without an answer to GET ${path}`

    case 'crashed':
      return `${code}${endText(result)} ${after}`

    case 'healthy':
      return `healthy: ${healthText(result, path)}${memoryText(result)}`

    case 'host-refused':
      return `answers 400: the host ${host} is not allowed`

    case 'memory-exceeded':
      return `${code}uses ${amountText(result)}`

    case 'no-answer':
      return `${code}doesn't answer GET ${path}`

    case 'not-http':
      return `${code}answers GET ${path} with something that isn't HTTP`

    case 'not-run':
      return 'not run: the release phase can change data (to run it, use --boot release)'

    case 'port-not-bound':
      return `${code}${portText(result)}`

    case 'redirect-loop':
      return `redirects GET ${path} to itself (${status ?? ''})`

    case 'release-failed':
      return `failed: ${endText(result)} ${after}`

    case 'server-error':
      return `answers GET ${path} with ${status ?? ''}`

    case 'stop-ignored':
      return `${code}doesn't exit on SIGTERM (killed after 30 s)`
  }
}

function healthText({address, reach, seconds, status}: BootResult, path: string): string {
  const after = `after ${duration(seconds)}`
  if (reach === 'none') return `${address === null ? '' : `listens on ${address}, `}still running ${after}`
  return `listening ${after}, GET ${path} answers ${status ?? ''}`
}

function endText({exit}: BootResult): string {
  if (exit?.signal) return `killed by ${exit.signal}`
  return `exited with status ${exit?.code ?? ''}`
}

function portText({address, port, reach, seconds}: BootResult): string {
  if (reach === 'loopback') return `listens only on ${address ?? '127.0.0.1'}, where the router can't reach it`
  if (reach === 'ipv6') return `listens only on IPv6, but the router uses IPv4`
  const elsewhere = address === null ? '' : `, but on ${address}`
  return `doesn't listen on $PORT (${port})${elsewhere}, after ${duration(seconds)}`
}

function memoryText(result: BootResult): string {
  return result.memory === null ? '' : `, ${amountText(result)}`
}

/** `54 MB of 512 MB (11 %)`. RSS counts what processes share in each of them. */
function amountText({memory, memoryMegabytes}: BootResult): string {
  if (memory === null) return ''
  const most = memory.method === 'rss' ? 'at most ' : ''
  return `${most}${size(memory.bytes)} of ${size(bytesOf(memoryMegabytes))} (${share(memory.bytes, memoryMegabytes)})`
}

type Advice = (result: BootResult, asked: Asked) => readonly string[]

/** What a verdict means and what to do, a paragraph each. */
const ADVICE: Record<VerdictId, Advice> = {
  'connection-closed': () => ['Visitors see an application error. The process dropped the request. Its log shows why.'],
  crashed: ({exit}) =>
    exit?.code === 0
      ? ['The process exited without an error, and Heroku counts that as a crash. It must keep running in the foreground.']
      : ['Heroku would restart it, with longer and longer waits.'],
  healthy: ({status}, {path}) => (status === 404 ? [`The app has no page at ${path}. To check another page, use --path.`] : []),
  'host-refused': (_result, {host, hostIsKnown}) =>
    hostIsKnown
      ? [`Add ${host} to ALLOWED_HOSTS. If visitors use another domain, check with --host DOMAIN.`]
      : ['No app given, so the host name is a placeholder. To use the real one, add --app NAME or --host DOMAIN.'],
  'memory-exceeded': ({verdict}) => [
    verdict.code === 'R15'
      ? 'Heroku kills a dyno that uses twice its memory. Run fewer processes (WEB_CONCURRENCY), or use a larger dyno.'
      : 'The dyno would swap memory to disk and become slow. Run fewer processes (WEB_CONCURRENCY), or use a larger dyno.',
  ],
  'no-answer': () => ['The router gives up after 30 s. Move long work to a worker process.'],
  'not-http': () => ['A web process must use HTTP without TLS: the router handles TLS.'],
  'not-run': () => [],
  'port-not-bound'({port, reach}) {
    if (reach === 'loopback') return [`Listen on 0.0.0.0 (all addresses) and port $PORT (here ${port}).`]
    if (reach === 'ipv6') return ['Listen on 0.0.0.0, not on [::].']
    return ["Heroku sets each web process's port in the PORT variable. Listen on 0.0.0.0 and that port."]
  },
  'redirect-loop': () => [
    "The router marks HTTPS requests with X-Forwarded-Proto. Make the app read it. In Django: SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')",
  ],
  'release-failed': () => ["Heroku wouldn't release this build. The last release keeps running."],
  'server-error': ({cause}) =>
    cause === null ? ["The log doesn't show why. Django logs request errors only if LOGGING is set up for it."] : [],
  'stop-ignored': () => [
    'Heroku kills it after 30 s, and its current work is lost. Handle SIGTERM. In scripts, start the process with exec.',
  ],
}

/** Empty for what is well. */
export function adviceText(result: BootResult, asked: Asked): readonly string[] {
  return ADVICE[result.verdict.id](result, asked)
}
