import type {Check, CheckContext, Finding} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {readProcfile} from '../../project/procfile.js'
import {type Process, processesOf} from '../shared/processes.js'
import {scriptListens} from './listeners.js'
import {serverOf} from '../shared/servers.js'
import {commandServer} from './command-servers.js'

export const noWebProcess: Check = {
  id: 'procfile/no-web-process',
  title: "the web server isn't the web process",
  severity: 'error',
  docs: {
    what: 'The Procfile has no `web` line, and another line starts an HTTP server: gunicorn, uvicorn, `streamlit run`, `manage.py runserver`, or a script that listens on `PORT`.',
    why: 'Heroku only sends requests to the process type `web`. The server runs but gets no requests, and every request fails with error H14, "No web processes running".',
    fix: 'Rename the process type to `web`, then scale it: `heroku ps:scale web=1`.',
    example: '`worker: gunicorn app:app` as the only line',
    link: 'https://devcenter.heroku.com/articles/error-codes#h14-no-web-dynos-running',
  },
  run(context) {
    const names = readProcfile(context.project.tree)?.processes.map(({type}) => type.toLowerCase()) ?? []
    if (names.includes('web')) return []
    // A release phase ends: no server is one.
    const found = processesOf(context).find((process) => process.type !== 'release' && serves(context, process))
    if (!found) return []
    const {command, place, type} = found
    const finding: Finding = {
      ...place,
      fix: {command: `sed -i.bak 's/^${type}:/web:/' Procfile`, kind: 'ask'},
      message: `Every request fails with error H14: the web server's process type is named ${type}, and only web gets requests. Write web: ${command.trim()}.`,
    }
    return [finding]
  },
}

function serves(context: CheckContext, {starts}: Process): boolean {
  return starts.some((start) => serverOf(start) !== undefined || isCommandServer(start) || scriptListens(context, start))
}

/** Dashboards of workers run beside them. */
function isCommandServer(start: StartCommand): boolean {
  return commandServer(start) !== undefined && !/^(?:celery|flower|jupyter|mlflow)$/.test(start.program)
}
