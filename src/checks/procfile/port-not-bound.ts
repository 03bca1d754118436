import type {Value} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {gunicornConfig} from './gunicorn-config.js'
import {webServers, type WebServer} from './processes.js'
import {type Misbound, misbound, misboundTo} from './servers.js'
import {optionValues} from './start-command.js'

export const portNotBound: Check = {
  id: 'procfile/port-not-bound',
  title: 'the web process does not listen on $PORT',
  severity: 'error',
  docs: {
    what: 'The server that the web process starts is told a port of its own, or is told none and doesn’t read `PORT` itself, or listens on an address that only the dyno can reach. Gunicorn reads `PORT` where it gets no `--bind`. A `bind` that is written out in `gunicorn.conf.py` counts; other configuration files, and servers behind a proxy on the dyno, are not judged.',
    why: 'Heroku chooses a port for each dyno, says it in `PORT`, and waits 60 seconds for the web process to listen there. Then it stops the dyno with error R10 (boot timeout).',
    fix: 'Pass `$PORT` on, and listen on all addresses: `uvicorn main:app --host 0.0.0.0 --port $PORT`.',
    example: '`web: uvicorn main:app`, which listens on 127.0.0.1:8000',
    link: 'https://devcenter.heroku.com/articles/error-codes#r10-boot-timeout',
  },
  run(context) {
    return webServers(context).flatMap((web): Finding[] => {
      const {command, server, start} = web
      const found = wrongBind(context, web)
      // Something else on the dyno may listen there, and pass requests on.
      const isBehind = start.behind.some((program) => program.includes('nginx')) || start.environment.has('GUNICORN_CMD_ARGS')
      if (!found || isBehind || (found.wrong.why !== 'host' && /\$\{?PORT\b/.test(command))) return []
      const {place, wrong} = found
      return [
        {
          ...place,
          fix: {command: null, kind: 'ask'},
          message: `The dyno is stopped after 60 seconds with error R10: ${server.program} ${words(wrong)}. Start it as ${server.example}.`,
        },
      ]
    })
  },
}

interface Found {
  place: {file: string; line: number}
  wrong: Misbound
}

function wrongBind(context: CheckContext, web: WebServer): Found | undefined {
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
      return `listens on ${wrong.host}:${wrong.port} if it is told nothing else, and not on the port that Heroku gives it in $PORT`

    case 'host':
      return `listens on ${wrong.host}, which nothing outside of the dyno can reach`

    case 'port':
      return `listens on port ${wrong.port}, and not on the one that Heroku gives it in $PORT`
  }
}
