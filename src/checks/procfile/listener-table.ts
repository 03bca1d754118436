/** The calls that start a web server in an app's own code. */

export interface Listener {
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
export const LISTENERS: readonly Listener[] = [
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
    // By its name: procfile/app-object-with-workers.
    right: `"$MODULE:app", ${KEYWORDS}`,
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
