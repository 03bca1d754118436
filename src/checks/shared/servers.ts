import {optionValues, type StartCommand} from './start-command.js'

/** The HTTP servers of Python apps, and where each of them listens. */

export interface Server {
  /** The package that has it. */
  name: 'daphne' | 'granian' | 'gunicorn' | 'hypercorn' | 'uvicorn' | 'waitress'
  program: string
  /** The options that name host and port as one. */
  bind: readonly string[]
  host: readonly string[]
  port: readonly string[]
  /** What decides in another way: a socket, a file descriptor, a file. */
  other: readonly string[]
  /** Environment variables of host and port are `PREFIX_HOST` and `PREFIX_PORT`. */
  prefix?: string
  /** Where it listens if it isn't told; undefined: on all addresses, on `$PORT`. */
  otherwise?: {host: string; port: string}
  /** What to write instead. */
  example: string
  /** Options without a value, and those whose value could be taken for a module. */
  flags: readonly string[]
}

/** Options that name the folder which the app's module is looked for in: each server has one of them, or none. */
export const FOLDER_OPTIONS = ['--app-dir', '--chdir', '--pythonpath', '--working-dir']

/** Source: the command lines of gunicorn 23, uvicorn 0.35, hypercorn 0.17, daphne 4.2, waitress 3.0 and granian 2.5. */
const SERVERS: readonly Server[] = [
  {
    bind: ['-b', '--bind'],
    example: 'gunicorn --bind 0.0.0.0:$PORT',
    flags: [
      '--capture-output',
      '--check-config',
      '-D',
      '--daemon',
      '--enable-stdio-inheritance',
      '--preload',
      '--proxy-protocol',
      '--reload',
      '--reuse-port',
    ],
    host: [],
    name: 'gunicorn',
    other: [],
    port: [],
    program: 'gunicorn',
  },
  {
    bind: [],
    example: 'uvicorn --host 0.0.0.0 --port $PORT',
    flags: [
      '--access-log',
      '--factory',
      '--no-access-log',
      '--no-proxy-headers',
      '--no-server-header',
      '--proxy-headers',
      '--reload',
      '--use-colors',
    ],
    host: ['--host'],
    name: 'uvicorn',
    other: ['--fd', '--uds'],
    otherwise: {host: '127.0.0.1', port: '8000'},
    port: ['--port'],
    prefix: 'UVICORN',
    program: 'uvicorn',
  },
  {
    bind: ['-b', '--bind'],
    example: 'hypercorn --bind 0.0.0.0:$PORT',
    flags: ['-D', '--daemon', '--debug', '--reload'],
    host: [],
    name: 'hypercorn',
    other: ['-c', '--config', '--insecure-bind', '--quic-bind'],
    otherwise: {host: '127.0.0.1', port: '8000'},
    port: [],
    program: 'hypercorn',
  },
  {
    bind: [],
    example: 'daphne --bind 0.0.0.0 --port $PORT',
    flags: ['--no-server-name', '--proxy-headers'],
    host: ['-b', '--bind'],
    name: 'daphne',
    other: ['-e', '--endpoint', '--fd', '-u', '--unix-socket'],
    otherwise: {host: '127.0.0.1', port: '8000'},
    port: ['-p', '--port'],
    program: 'daphne',
  },
  {
    bind: ['--listen'],
    example: 'waitress-serve --listen=*:$PORT',
    flags: ['--call', '--expose-tracebacks', '--no-ipv4', '--no-ipv6'],
    host: ['--host'],
    name: 'waitress',
    other: ['--unix-socket'],
    otherwise: {host: '0.0.0.0', port: '8080'},
    port: ['--port'],
    program: 'waitress-serve',
  },
  {
    bind: [],
    example: 'granian --host 0.0.0.0 --port $PORT',
    flags: ['--access-log', '--factory', '--log', '--no-access-log', '--no-log', '--no-ws', '--reload', '--ws'],
    host: ['--host'],
    name: 'granian',
    other: ['--uds'],
    otherwise: {host: '127.0.0.1', port: '8000'},
    port: ['--port'],
    prefix: 'GRANIAN',
    program: 'granian',
  },
]

/** The server that a command starts; undefined if it is none, or a program of the app's own. */
export function serverOf({program}: StartCommand): Server | undefined {
  return SERVERS.find((server) => server.program === program || (server.name === program && server.name === 'waitress'))
}

/** Where a server does not listen as Heroku's router needs it to. */
export type Misbound = {why: 'default'; host: string; port: string} | {why: 'host'; host: string} | {why: 'port'; port: string}

/**
 * Why no request can reach a server: a port that isn't `$PORT`, or an address of the dyno itself.
 *
 * @param configured whether there is a config var of a name
 * @returns undefined if requests reach it, or where a file or a variable decides
 */
export function misbound(
  server: Server,
  {args, environment}: StartCommand,
  configured: (name: string) => boolean,
): Misbound | undefined {
  if (optionValues(args, server.other).length > 0) return undefined
  const binds = optionValues(args, server.bind)
  if (binds.length > 0) return misboundTo(binds)
  const {otherwise, prefix} = server
  if (!otherwise) return undefined
  const named = (options: readonly string[], suffix: 'HOST' | 'PORT') =>
    optionValues(args, options).at(-1) ?? (prefix === undefined ? undefined : environment.get(`${prefix}_${suffix}`))
  const port = named(server.port, 'PORT')
  const host = named(server.host, 'HOST') ?? (prefix !== undefined && configured(`${prefix}_HOST`) ? '$' : undefined)
  if (port === undefined && host === undefined) return {...otherwise, why: 'default'}
  return wrongPort(port ?? otherwise.port) ?? wrongHost(host ?? otherwise.host)
}

/** The same for `host:port` texts, of which one that is reached will do. */
export function misboundTo(binds: readonly string[]): Misbound | undefined {
  const wrong = binds.map((bind) => wrongBind(bind))
  return wrong.includes(undefined) ? undefined : wrong[0]
}

/** What is neither a port nor an address of the dyno (a socket, a variable) may be reached. */
function wrongBind(bind: string): Misbound | undefined {
  const colon = bind.lastIndexOf(':')
  const hasPort = colon !== -1 && !bind.endsWith(']')
  if (!hasPort) return bind.includes('$') ? undefined : {port: '8000', why: 'port'}
  return wrongPort(bind.slice(colon + 1)) ?? wrongHost(bind.slice(0, colon))
}

export function wrongPort(port: string): Misbound | undefined {
  return /^\d+$/.test(port) ? {port, why: 'port'} : undefined
}

/** An address that is reached from within the dyno alone. */
export function wrongHost(host: string): Misbound | undefined {
  return /^(?:127(?:\.\d+){3}|localhost|\[?::1\]?)$/i.test(host) ? {host, why: 'host'} : undefined
}

/** The app that a server is to run, as `module` or `module:name`; undefined where it isn't plain. */
export function targetOf(server: Server, {args}: StartCommand): string | undefined {
  return args.find((word, index) => {
    if (!/^[A-Za-z_][\w.]*(?::[A-Za-z_][\w.]*(?:\(.*\))?)?$/.test(word)) return false
    const before = args[index - 1]
    if (
      before === undefined ||
      before === '-' ||
      !before.startsWith('-') ||
      before.includes('=') ||
      server.flags.includes(before)
    )
      return true
    // The value of an option has no colon, but for a few.
    return word.includes(':') && !/^(?:-c|--config|--logger-class)$/.test(before)
  })
}
