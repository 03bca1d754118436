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
      return `${code}does not answer GET ${path}`

    case 'not-http':
      return `${code}answers GET ${path} with something that is not HTTP`

    case 'not-run':
      return 'not run, since the release phase can change data (--boot release runs it)'

    case 'port-not-bound':
      return `${code}${portText(result)}`

    case 'redirect-loop':
      return `redirects GET ${path} to itself (${status ?? ''})`

    case 'release-failed':
      return `failed: ${endText(result)} ${after}`

    case 'server-error':
      return `answers GET ${path} with ${status ?? ''}`

    case 'stop-ignored':
      return `${code}does not end on SIGTERM (killed after 30 s)`
  }
}

function healthText({address, reach, seconds, status}: BootResult, path: string): string {
  const after = `after ${duration(seconds)}`
  if (reach === 'none') return `${address === null ? '' : `listens on ${address}, `}still running ${after}`
  return `listening ${after}, GET ${path} answers ${status ?? ''}`
}

function endText({exit}: BootResult): string {
  if (exit?.signal) return `ended by ${exit.signal}`
  return `exited with status ${exit?.code ?? ''}`
}

function portText({address, port, reach, seconds}: BootResult): string {
  if (reach === 'loopback') return `listens on ${address ?? '127.0.0.1'} only, which the router cannot reach`
  if (reach === 'ipv6') return `listens on IPv6 only, and the router uses IPv4`
  const elsewhere = address === null ? '' : `, but on ${address}`
  return `does not listen on $PORT (${port})${elsewhere}, after ${duration(seconds)}`
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
  'connection-closed': () => ['Visitors see an application error. The process dropped the request; its log says why.'],
  crashed: ({exit}) =>
    exit?.code === 0
      ? ['The process ended without an error, and Heroku counts that as a crash. It must keep running, in the foreground.']
      : ['Heroku would start it again, later and later.'],
  healthy: ({status}, {path}) => (status === 404 ? [`Nothing is served at ${path}. To check another page, use --path.`] : []),
  'host-refused': (_result, {host, hostIsKnown}) =>
    hostIsKnown
      ? [`Add ${host} to ALLOWED_HOSTS. If visitors use another domain, check with --host DOMAIN.`]
      : ['No app given, so the host name is made up. To check with its real name, use --app NAME or --host DOMAIN.'],
  'memory-exceeded': ({verdict}) => [
    verdict.code === 'R15'
      ? 'Heroku kills a dyno that uses twice its memory. Run fewer processes (WEB_CONCURRENCY), or use a larger dyno size.'
      : 'The dyno would swap, and become slow. Run fewer processes (WEB_CONCURRENCY), or use a larger dyno size.',
  ],
  'no-answer': () => ['The router gives up after 30 s. Move long work to a worker process.'],
  'not-http': () => ['A web process must speak HTTP, without TLS: the router ends TLS.'],
  'not-run': () => [],
  'port-not-bound'({port, reach}) {
    if (reach === 'loopback') return [`Listen on all addresses: 0.0.0.0, port $PORT (here ${port}).`]
    if (reach === 'ipv6') return ['Listen on 0.0.0.0, not on [::].']
    return ['Heroku gives each web process its port in the PORT variable. Listen on 0.0.0.0 and that port.']
  },
  'redirect-loop': () => [
    "The request says that it came over HTTPS (X-Forwarded-Proto). Make the app read that: in Django, set SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https').",
  ],
  'release-failed': () => ['Heroku would not release this build: the last release keeps running.'],
  'server-error': ({cause}) =>
    cause === null ? ['The log does not say why. Django logs errors of a request only if LOGGING says so.'] : [],
  'stop-ignored': () => [
    'Heroku kills it after 30 s, and what it was doing is lost. Handle SIGTERM; start it with exec in scripts.',
  ],
}

/** Empty for what is well. */
export function adviceText(result: BootResult, asked: Asked): readonly string[] {
  return ADVICE[result.verdict.id](result, asked)
}
