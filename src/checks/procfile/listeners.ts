import type {CheckContext} from '../check.js'
import type {StartCommand} from './start-command.js'

import {type ScriptCall, scriptCalls, type Value} from '../../project/python-source/index.js'
import {scriptOf} from './scripts.js'
import {type Misbound, misboundTo, wrongHost, wrongPort} from './servers.js'

/** The calls that start a web server in an app's own code, and where each of them listens. */

interface Listener {
  /** What is called. */
  path: RegExp
  /** Names and places of arguments. */
  host: readonly (number | string)[]
  port: readonly (number | string)[]
  /** A place for `(host, port)`. */
  address?: number
  /** `listen="0.0.0.0:8080"` */
  bind?: string
  /** Arguments that say it in another way. */
  other?: readonly string[]
  /** Where it listens if it isn't told; `$PORT` is read by itself. */
  otherwise: {host: string; port: string}
  /** The arguments to write instead. */
  right: string
}

const KEYWORDS = 'host="0.0.0.0", port=int(os.environ["PORT"])'
const PAIR = '("0.0.0.0", int(os.environ["PORT"]))'
const POSITIONAL = '"0.0.0.0", int(os.environ["PORT"])'

/** Source: the signatures in each library's documentation. */
const LISTENERS: readonly Listener[] = [
  {
    host: ['host', 0],
    otherwise: {host: '127.0.0.1', port: '5000'},
    path: /^(?:flask(?:\.app)?\.Flask|quart(?:\.app)?\.Quart|apiflask\.APIFlask|flask_openapi3\.OpenAPI)\(\)\.run$/,
    port: ['port', 1],
    right: KEYWORDS,
  },
  {
    host: ['host', 0],
    otherwise: {host: '127.0.0.1', port: '$PORT'},
    path: /^dash(?:\.dash)?\.Dash\(\)\.run(?:_server)?$/,
    port: ['port', 1],
    right: KEYWORDS,
  },
  {
    host: ['host', 1],
    otherwise: {host: '127.0.0.1', port: '5000'},
    path: /^flask_socketio\.SocketIO\(\)\.run$/,
    port: ['port', 2],
    right: KEYWORDS,
  },
  {
    host: ['host'],
    other: ['fd', 'uds'],
    otherwise: {host: '127.0.0.1', port: '8000'},
    path: /^uvicorn(?:\.main)?\.run$/,
    port: ['port'],
    right: KEYWORDS,
  },
  {
    bind: 'listen',
    host: ['host'],
    other: ['sockets', 'unix_socket'],
    otherwise: {host: '0.0.0.0', port: '8080'},
    path: /^waitress\.serve$/,
    port: ['port'],
    right: KEYWORDS,
  },
  {
    host: ['host'],
    other: ['path', 'sock'],
    otherwise: {host: '0.0.0.0', port: '8080'},
    path: /^aiohttp\.web\.run_app$/,
    port: ['port'],
    right: KEYWORDS,
  },
  {
    host: ['host'],
    otherwise: {host: '127.0.0.1', port: '8080'},
    path: /^bottle\.(?:Bottle\(\)\.)?run$/,
    port: ['port'],
    right: KEYWORDS,
  },
  {
    host: ['host', 0],
    otherwise: {host: '127.0.0.1', port: '8000'},
    path: /^sanic(?:\.app)?\.Sanic\(\)\.run$/,
    port: ['port', 1],
    right: KEYWORDS,
  },
  {
    host: ['server_name'],
    otherwise: {host: '127.0.0.1', port: '7860'},
    path: /^gradio\.(?:Blocks|ChatInterface|Interface|TabbedInterface)\(\)\.(?:queue\(\)\.)?launch$/,
    port: ['server_port'],
    right: 'server_name="0.0.0.0", server_port=int(os.environ["PORT"])',
  },
  {host: ['host'], otherwise: {host: '0.0.0.0', port: '8080'}, path: /^nicegui\.ui\.run$/, port: ['port'], right: KEYWORDS},
  {
    address: 0,
    host: [],
    otherwise: {host: '', port: ''},
    path: /^(?:http\.server\.(?:Threading)?HTTPServer|socketserver\.(?:Threading)?TCPServer|gevent\.pywsgi\.WSGIServer|cheroot\.wsgi\.Server|eventlet\.listen)$/,
    port: [],
    right: PAIR,
  },
  {
    host: ['host', 'hostname', 0],
    otherwise: {host: '', port: ''},
    path: /^(?:wsgiref\.simple_server\.make_server|werkzeug\.serving\.run_simple)$/,
    port: ['port', 1],
    right: POSITIONAL,
  },
  {
    host: ['host', 1],
    otherwise: {host: '', port: ''},
    path: /^websockets(?:\.\w+)*\.serve$/,
    port: ['port', 2],
    right: POSITIONAL,
  },
  {
    host: ['address', 1],
    otherwise: {host: '0.0.0.0', port: ''},
    path: /^tornado\.(?:web\.Application|httpserver\.HTTPServer)\(\)\.listen$/,
    port: ['port', 0],
    right: 'int(os.environ["PORT"])',
  },
  {
    host: ['listen'],
    otherwise: {host: '127.0.0.1', port: '80'},
    path: /^telegram\.ext\..*\.run_webhook$/,
    port: ['port'],
    right: 'listen="0.0.0.0", port=int(os.environ["PORT"])',
  },
]

const ANY = new RegExp(LISTENERS.map(({path}) => `(?:${path.source})`).join('|'))

/** A call that starts a server where no request reaches it. */
export interface WrongCall {
  call: ScriptCall
  file: string
  right: string
  wrong: Misbound
}

/** Why no request reaches the server of a script; undefined if one does, or it can't be told. */
export function wrongListener(context: CheckContext, start: StartCommand): undefined | WrongCall {
  const script = scriptOf(context, start)
  if (!script) return undefined
  const calls = scriptCalls(context.project.tree, script.file, script.folders, ANY)
  const judged = calls.map((call) => {
    const listener = LISTENERS.find(({path}) => path.test(call.path))!
    return {call, file: script.file, right: `${call.written}(${listener.right})`, wrong: wrongCall(listener, call)}
  })
  const wrong = judged.filter((one): one is WrongCall => one.wrong !== undefined)
  return wrong.length === judged.length ? wrong[0] : undefined
}

/** Whether a script starts a server on the port that Heroku gives it. */
export function scriptListens(context: CheckContext, start: StartCommand): boolean {
  const script = scriptOf(context, start)
  if (!script) return false
  const calls = scriptCalls(context.project.tree, script.file, script.folders, ANY)
  return calls.some((call) => {
    const listener = LISTENERS.find(({path}) => path.test(call.path))!
    const port = argument(call, listener.port) ?? pairOf(call, listener)?.[1]
    return port?.kind === 'environment' && port.names.includes('PORT')
  })
}

function wrongCall(listener: Listener, call: ScriptCall): Misbound | undefined {
  const {bind, other = [], otherwise} = listener
  if (other.some((name) => call.named.has(name)) || isSpread(listener, call)) return undefined
  const bound = bind === undefined ? undefined : call.named.get(bind)
  if (bound) return bound.kind === 'string' ? misboundTo(bound.value.split(/[\s,]+/)) : undefined
  const pair = pairOf(call, listener)
  if (listener.address !== undefined && !pair) return undefined
  const [host, port] = pair ?? [argument(call, listener.host), argument(call, listener.port)]
  if (!host && !port && otherwise.port !== '' && otherwise.port !== '$PORT') return {...otherwise, why: 'default'}
  const portText = textOf(port) ?? otherwise.port
  const hostText = textOf(host) ?? otherwise.host
  // What can't be told may be right.
  return wrongPort(portText) ?? (portText === '?' ? undefined : wrongHost(hostText))
}

/** `**options` may hold anything: where host and port have names only, it is what follows the app. */
function isSpread({address, host}: Listener, {positional}: ScriptCall): boolean {
  return address === undefined && host.every((place) => typeof place === 'string') && positional.length > 1
}

function argument({named, positional}: ScriptCall, places: readonly (number | string)[]): undefined | Value {
  for (const place of places) {
    const value = typeof place === 'string' ? named.get(place) : positional[place]
    if (value) return value
  }

  return undefined
}

/** `('', 8000)` */
function pairOf({positional}: ScriptCall, {address}: Listener): [Value, Value] | undefined {
  const value = address === undefined ? undefined : positional[address]
  const [host, port] = value?.kind === 'list' ? value.items : []
  return host && port ? [host, port] : undefined
}

/** A host or a port as a text: `$PORT` for the variable, `?` for what can't be told; undefined for none. */
function textOf(value: undefined | Value): string | undefined {
  switch (value?.kind) {
    case undefined:
    case 'none':
      return undefined

    case 'environment':
      return value.names.includes('PORT') ? '$PORT' : '?'

    case 'number':
    case 'string':
      return String(value.value)

    default:
      return '?'
  }
}
