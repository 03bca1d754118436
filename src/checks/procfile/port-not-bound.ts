import type {Value} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {pythonFile} from '../../project/python-source/index.js'
import {commandMisbound, commandServer} from './command-servers.js'
import {gunicornConfig} from '../shared/gunicorn-config.js'
import {wrongListener} from './listeners.js'
import {type Process, processesOf, type WebServer} from '../shared/processes.js'
import {runFiles} from './run-files.js'
import {reachedFrom, scriptOf} from './scripts.js'
import {type Misbound, misbound, misboundTo, serverOf} from '../shared/servers.js'
import {optionValues, type StartCommand} from '../shared/start-command.js'

export const portNotBound: Check = {
  id: 'procfile/port-not-bound',
  title: "the web process doesn't listen on $PORT",
  severity: 'error',
  docs: {
    what: "The web process's server has a fixed port, or doesn't read `PORT`. Or it listens on an address that only the dyno can reach. The check knows gunicorn, uvicorn and similar servers, `streamlit run`, `flask run` and `manage.py runserver`, and scripts that start a server: `app.run()`, `uvicorn.run(app, port=8000)`. Gunicorn reads `PORT` without `--bind`. A `bind` in `gunicorn.conf.py` counts. The check skips other configuration files and servers behind a proxy on the dyno.",
    why: 'Heroku chooses a port for each dyno, sets it as `PORT`, and waits 60 seconds for the web process to listen on it. Then it stops the dyno with error R10 (boot timeout).',
    fix: 'Use `$PORT`, and listen on all addresses: `uvicorn main:app --host 0.0.0.0 --port $PORT`.',
    example: '`web: uvicorn main:app`, which listens on 127.0.0.1:8000',
    link: 'https://devcenter.heroku.com/articles/error-codes#r10-boot-timeout',
  },
  run(context) {
    const web = processesOf(context).find(({type}) => type === 'web')
    if (!web) return []
    return web.starts.flatMap((start): Finding[] => {
      const found = wrongIn(context, web, start)
      // Something else on the dyno may listen there, and pass requests on.
      const isBehind = start.behind.some((program) => program.includes('nginx')) || start.environment.has('GUNICORN_CMD_ARGS')
      if (!found || isBehind || (found.wrong.why !== 'host' && /\$\{?PORT\b/.test(web.command))) return []
      const {instead, place, program, wrong} = found
      return [
        {
          ...place,
          fix: {command: null, kind: 'ask'},
          message: `The dyno is stopped after 60 seconds with error R10: ${program} ${words(wrong)}. ${instead}`,
        },
      ]
    })
  },
}

interface Found {
  /** What to do. */
  instead: string
  place: {file: string; line: number}
  program: string
  wrong: Misbound
}

function wrongIn(context: CheckContext, {command, place}: Process, start: StartCommand): Found | undefined {
  const server = serverOf(start)
  if (server) {
    const found = wrongBind(context, {command, ...place, server, start})
    return found && {...found, instead: `Start it as ${server.example}.`, program: server.program}
  }

  return wrongScript(context, start) ?? wrongCommand(context, place, start)
}

/** `python app.py`, which starts its own server. */
function wrongScript(context: CheckContext, start: StartCommand): Found | undefined {
  const found = wrongListener(context, start)
  const script = found && scriptOf(context, start)
  if (!script) return undefined
  const {call, file, right, wrong} = found
  const {files} = reachedFrom(context, script)
  // It reads the port somewhere: for what, can't be told.
  const readsPort = files.some((one) => /['"]PORT['"]/.test(pythonFile(context.project.tree, one)?.text ?? ''))
  if (readsPort && wrong.why !== 'host') return undefined
  return {instead: `Write ${right}.`, place: {file, line: call.line}, program: `${call.written}()`, wrong}
}

/** `streamlit run`, `manage.py runserver`, uwsgi. */
function wrongCommand(context: CheckContext, place: Process['place'], start: StartCommand): Found | undefined {
  const isSet = (name: string) => isConfigured(context, name)
  if (start.program === 'uwsgi') {
    const wrong = misboundTo(uwsgiBinds(context, start))
    return wrong && {instead: 'Start it with --http-socket 0.0.0.0:$PORT.', place, program: 'uwsgi', wrong}
  }

  const server = commandServer(start)
  const wrong = server && !isSetElsewhere(context, server.name) ? commandMisbound(server, start, isSet) : undefined
  return wrong && {instead: `Start it as ${server!.example}.`, place, program: server!.name, wrong}
}

/** Streamlit's settings may be in a file, which a script of the same line may write. */
function isSetElsewhere(context: CheckContext, name: string): boolean {
  const {tree} = context.project
  if (name !== 'streamlit run') return false
  const web = processesOf(context).find(({type}) => type === 'web')
  const scripts = web ? web.starts.flatMap((start) => runFiles(start)).map(({path}) => path) : []
  const files = ['.streamlit/config.toml', '.profile', ...scripts.filter((path) => !path.endsWith('.py'))]
  return files.some((file) => tree.isFile(file) && /\bport\b/i.test(new TextDecoder().decode(tree.read(file)) || 'port'))
}

/** Where uWSGI listens for HTTP; none: on nothing that is known here. Source: uWSGI's documentation, "Native HTTP support". */
function uwsgiBinds({project: {tree}}: CheckContext, start: StartCommand): string[] {
  const settings = runFiles(start).flatMap(({path}) => {
    const text = path.endsWith('.ini') ? new TextDecoder().decode(tree.read(path)) : ''
    return [...text.matchAll(/^[ \t]*http(?:-socket)?[ \t]*=[ \t]*(\S+)/gm)].map(([, value]) => value!)
  })
  return [...optionValues(start.args, ['--http', '--http-socket']), ...settings]
}

function wrongBind(context: CheckContext, web: WebServer): Pick<Found, 'place' | 'wrong'> | undefined {
  const {file, line, server, start} = web
  const wrong = misbound(server, start, (name) => isConfigured(context, name))
  if (wrong) return {place: {file, line}, wrong}
  const isTold =
    [...optionValues(start.args, server.bind), ...(isConfigured(context, 'GUNICORN_CMD_ARGS') ? [''] : [])].length > 0
  const bind = isTold ? undefined : gunicornConfig(context, web)?.names?.get('bind')
  const binds = bind && textsOf(bind.value)
  const configured = binds && misboundTo(binds)
  return configured && {place: {file: bind.file, line: bind.line}, wrong: configured}
}

/** The texts that a setting is, if they are written out. */
function textsOf(value: Value): string[] | undefined {
  const items = value.kind === 'list' && !value.open ? value.items : [value]
  const texts = items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
  return texts.length === items.length && texts.length > 0 ? texts : undefined
}

function isConfigured({app}: CheckContext, name: string): boolean {
  return app !== null && isAvailable(app.configVars) && app.configVars.has(name)
}

function words(wrong: Misbound): string {
  switch (wrong.why) {
    case 'default':
      return `listens on ${wrong.host}:${wrong.port} by default, not on the port in $PORT`

    case 'host':
      return `listens on ${wrong.host}, which can't be reached from outside the dyno`

    case 'port':
      return `listens on port ${wrong.port}, not on the one in $PORT`
  }
}
