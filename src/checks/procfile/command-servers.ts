import type {StartCommand} from '../shared/start-command.js'

import {type Misbound, misboundTo, wrongHost, wrongPort} from '../shared/servers.js'
import {optionValues} from '../shared/start-command.js'

/** Servers that a subcommand or a framework starts. */
export interface CommandServer {
  /** As a user would say it. */
  name: string
  host: readonly string[]
  port: readonly string[]
  /** Options or words that name both. */
  bind?: readonly string[]
  /** Environment variables of host and port. */
  variables?: {host?: string; port?: string}
  otherwise: {host: string; port: string}
  /** What to write instead. */
  example: string
}

type Matches = (start: StartCommand) => boolean

const sub =
  (program: string, ...commands: readonly string[]): Matches =>
  (start) =>
    start.program === program && start.args.some((word) => commands.includes(word))

const manage: Matches = ({args, program}) =>
  (program === 'django-admin' || [program, args[0] ?? ''].some((word) => /(?:^|\/)manage\.py$/.test(word))) &&
  args.some((word) => /^runserver(?:_plus)?$/.test(word))

/**
 * Source: `--help` of each program: streamlit 1.46, flask 3.1, chainlit 2, panel 1.7, bokeh 3.7, voila 0.5, shiny 1.4, datasette
 * 0.65, mlflow 3, http.server of Python 3.14. `fastapi run` reads PORT itself.
 */
const SERVERS: readonly (readonly [Matches, CommandServer])[] = [
  [
    sub('streamlit', 'run'),
    {
      example: 'streamlit run app.py --server.port $PORT',
      host: ['--server.address'],
      name: 'streamlit run',
      otherwise: {host: '0.0.0.0', port: '8501'},
      port: ['--server.port'],
      variables: {host: 'STREAMLIT_SERVER_ADDRESS', port: 'STREAMLIT_SERVER_PORT'},
    },
  ],
  [
    manage,
    {
      example: "gunicorn with your project's wsgi module, or manage.py runserver 0.0.0.0:$PORT",
      host: [],
      name: 'manage.py runserver',
      otherwise: {host: '127.0.0.1', port: '8000'},
      port: [],
    },
  ],
  [
    sub('flask', 'run'),
    {
      example: 'flask run --host 0.0.0.0 --port $PORT',
      host: ['-h', '--host'],
      name: 'flask run',
      otherwise: {host: '127.0.0.1', port: '5000'},
      port: ['-p', '--port'],
      variables: {host: 'FLASK_RUN_HOST', port: 'FLASK_RUN_PORT'},
    },
  ],
  [
    sub('chainlit', 'run'),
    {
      example: 'chainlit run app.py --host 0.0.0.0 --port $PORT',
      host: ['--host'],
      name: 'chainlit run',
      otherwise: {host: '127.0.0.1', port: '8000'},
      port: ['--port'],
      variables: {host: 'CHAINLIT_HOST', port: 'CHAINLIT_PORT'},
    },
  ],
  [
    sub('shiny', 'run'),
    {
      example: 'shiny run app.py --host 0.0.0.0 --port $PORT',
      host: ['-h', '--host'],
      name: 'shiny run',
      otherwise: {host: '127.0.0.1', port: '8000'},
      port: ['-p', '--port'],
      variables: {host: 'SHINY_HOST', port: 'SHINY_PORT'},
    },
  ],
  [
    sub('panel', 'serve'),
    {
      example: 'panel serve app.py --address 0.0.0.0 --port $PORT',
      host: [],
      name: 'panel serve',
      otherwise: {host: '0.0.0.0', port: '5006'},
      port: ['--port'],
      variables: {port: 'BOKEH_PORT'},
    },
  ],
  [
    sub('bokeh', 'serve'),
    {
      example: 'bokeh serve app.py --address 0.0.0.0 --port $PORT',
      host: [],
      name: 'bokeh serve',
      otherwise: {host: '0.0.0.0', port: '5006'},
      port: ['--port'],
      variables: {port: 'BOKEH_PORT'},
    },
  ],
  [
    ({args, program}) => program === 'voila' && args.length > 0,
    {
      example: 'voila app.ipynb --Voila.ip=0.0.0.0 --port=$PORT',
      host: [],
      name: 'voila',
      otherwise: {host: '0.0.0.0', port: '8866'},
      port: ['--port', '--Voila.port'],
    },
  ],
  [
    sub('datasette', 'serve'),
    {
      example: 'datasette serve --host 0.0.0.0 --port $PORT',
      host: ['-h', '--host'],
      name: 'datasette serve',
      otherwise: {host: '127.0.0.1', port: '8001'},
      port: ['-p', '--port'],
    },
  ],
  [
    sub('mlflow', 'server', 'ui'),
    {
      example: 'mlflow server --host 0.0.0.0 --port $PORT',
      host: ['-h', '--host'],
      name: 'mlflow',
      otherwise: {host: '127.0.0.1', port: '5000'},
      port: ['-p', '--port'],
      variables: {host: 'MLFLOW_HOST', port: 'MLFLOW_PORT'},
    },
  ],
  [
    ({isModule, program}) => program === 'http.server' && isModule === true,
    {
      example: 'python -m http.server $PORT',
      host: ['-b', '--bind'],
      name: 'http.server',
      otherwise: {host: '0.0.0.0', port: '8000'},
      port: [],
    },
  ],
]

export function commandServer(start: StartCommand): CommandServer | undefined {
  return SERVERS.find(([matches]) => matches(start))?.[1]
}

/** Where such a server listens, if requests don't reach it there. */
export function commandMisbound(
  server: CommandServer,
  {args, environment}: StartCommand,
  configured: (name: string) => boolean,
): Misbound | undefined {
  if (server.name === 'manage.py runserver') return runserver(args)
  const {otherwise, variables} = server
  const named = (options: readonly string[], variable: string | undefined) =>
    optionValues(args, options).at(-1) ??
    (variable === undefined ? undefined : (environment.get(variable) ?? (configured(variable) ? '$' : undefined)))
  const positional = server.name === 'http.server' ? args.find((word) => /^\d+$|\$/.test(word)) : undefined
  const port = named(server.port, variables?.port) ?? positional
  const host = named(server.host, variables?.host)
  if (port === undefined && host === undefined) return {...otherwise, why: 'default'}
  return wrongPort(port ?? otherwise.port) ?? wrongHost(host ?? otherwise.host)
}

/** `runserver 8000`, `runserver 0.0.0.0:$PORT`. Source: django/core/management/commands/runserver.py. */
function runserver(args: readonly string[]): Misbound | undefined {
  const at = args.findIndex((word) => /^runserver(?:_plus)?$/.test(word))
  const address = args
    .slice(at + 1)
    .find((word, index, rest) => !word.startsWith('-') && !/^--(?:settings|pythonpath|verbosity)$/.test(rest[index - 1] ?? ''))
  if (address === undefined) return {host: '127.0.0.1', port: '8000', why: 'default'}
  if (/^\d+$/.test(address)) return {port: address, why: 'port'}
  if (/^\$\{?PORT\b/.test(address)) return {host: '127.0.0.1', why: 'host'}
  return address.includes(':') ? misboundTo([address]) : undefined
}
