import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {callsOf, filesWith, pythonFile} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'
import {gunicornSetting} from './gunicorn-worker.js'
import {type ProcessServer, processServers} from '../shared/processes.js'

export const socketsNeedOneWorker: Check = {
  id: 'procfile/sockets-need-one-worker',
  title: 'several gunicorn workers break Socket.IO',
  severity: 'warning',
  docs: {
    what: "The app uses Flask-SocketIO or python-socketio, and gunicorn isn't set to one worker.",
    why: 'By default, gunicorn starts as many workers as `WEB_CONCURRENCY` says, and Heroku sets that to 2 or more. A Socket.IO session lives in one worker, but gunicorn sends requests to any of them. Clients get status 400, "Invalid session".',
    fix: "Start gunicorn with `-w 1`, or set the config var: `heroku config:set WEB_CONCURRENCY=1`. If all clients use WebSocket only, they aren't affected: suppress this check.",
    example: '`web: gunicorn -k eventlet app:app`',
    link: 'https://flask-socketio.readthedocs.io/en/latest/deployment.html',
  },
  run(context) {
    const library = ['flask-socketio', 'python-socketio'].find((name) => findDependency(context, name))
    if (library === undefined || !servesSockets(context)) return []
    return processServers(context)
      .filter((process) => process.type === 'web' && process.server.name === 'gunicorn' && hasManyWorkers(context, process))
      .map(({command, file, line}): Finding => {
        const right = command.replace('gunicorn', 'gunicorn -w 1')
        return {
          file,
          fix: {command: null, kind: 'ask'},
          line,
          message: `Socket.IO clients get status 400: ${library} keeps a session in one worker, but gunicorn starts several, because Heroku sets WEB_CONCURRENCY to 2 or more. Write web: ${right.trim()}.`,
        }
      })
  },
}

/** The workers that are asked for; nothing asked for is what Heroku sets. */
function hasManyWorkers(context: CheckContext, process: ProcessServer): boolean {
  const workers = gunicornSetting(context, process, {name: 'workers', options: ['-w', '--workers']})
  if (workers.kind === 'unknown') return false
  if (workers.kind === 'set') return workers.value !== '1'
  const {app} = context
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('WEB_CONCURRENCY')?.reveal() : undefined
  const value = process.start.environment.get('WEB_CONCURRENCY') ?? configured
  return value?.trim() !== '1'
}

/** Whether the app's own code makes a server. One that lets clients use WebSocket alone has no sessions to lose. */
function servesSockets({project: {tree}}: CheckContext): boolean {
  for (const file of filesWith(tree, /\bSocketIO\(|\bsocketio\.(?:Async)?Server\(/)) {
    const source = pythonFile(tree, file)
    const calls = source ? callsOf(source, /(?:^|\.)SocketIO$|^socketio\.(?:Async)?Server$/) : []
    if (calls.length > 0 && !/transports\s*=\s*\[\s*['"]websocket['"]\s*\]/.test(source!.text)) return true
  }

  return false
}
