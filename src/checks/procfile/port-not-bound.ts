import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {webServers} from './processes.js'
import {type Misbound, misbound} from './servers.js'

export const portNotBound: Check = {
  id: 'procfile/port-not-bound',
  title: 'the web process does not listen on $PORT',
  severity: 'error',
  docs: {
    what: 'The server that the web process starts is told a port of its own, or is told none and doesn’t read `PORT` itself, or listens on an address that only the dyno can reach. Gunicorn reads `PORT` where it gets no `--bind`. Ports in configuration files, and servers behind a proxy on the dyno, are not judged.',
    why: 'Heroku chooses a port for each dyno, says it in `PORT`, and waits 60 seconds for the web process to listen there. Then it stops the dyno with error R10 (boot timeout).',
    mend: 'Pass `$PORT` on, and listen on all addresses: `uvicorn main:app --host 0.0.0.0 --port $PORT`.',
    example: '`web: uvicorn main:app`, which listens on 127.0.0.1:8000',
    link: 'https://devcenter.heroku.com/articles/error-codes#r10-boot-timeout',
  },
  run(context) {
    return webServers(context).flatMap(({command, file, line, server, start}): Finding[] => {
      const wrong = misbound(server, start, (name) => isConfigured(context, name))
      // Something else on the dyno may listen there, and pass requests on.
      const isBehind = start.behind.some((program) => program.includes('nginx')) || start.environment.has('GUNICORN_CMD_ARGS')
      if (!wrong || isBehind || (wrong.why !== 'host' && /\$\{?PORT\b/.test(command))) return []
      return [
        {
          file,
          fix: {command: null, kind: 'ask'},
          line,
          message: `The dyno is stopped after 60 seconds with error R10: ${server.program} ${words(wrong)}. Start it as ${server.example}.`,
        },
      ]
    })
  },
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
