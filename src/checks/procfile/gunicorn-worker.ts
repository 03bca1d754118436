import type {CheckContext} from '../check.js'
import type {ServerStart} from '../shared/processes.js'

import {isAvailable} from '../../platform/app.js'
import {gunicornConfig} from '../shared/gunicorn-config.js'
import {optionValues} from '../shared/start-command.js'

/** Settings of gunicorn, wherever they are: the command, GUNICORN_CMD_ARGS, gunicorn.conf.py. */

/** `unknown`: something else than the source decides. */
export type Setting = {kind: 'set'; value: string; file?: string; line?: number} | {kind: 'unknown'} | {kind: 'unset'}

/** Which class of workers gunicorn is to use. */
export function gunicornWorker(context: CheckContext, start: ServerStart): Setting {
  return gunicornSetting(context, start, {name: 'worker_class', options: ['-k', '--worker-class']})
}

/** @param of the setting's name in a file, and its options */
export function gunicornSetting(
  context: CheckContext,
  {server, start}: ServerStart,
  of: {name: string; options: readonly string[]},
): Setting {
  const written = optionValues(start.args, of.options).at(-1)
  if (written !== undefined) return written.includes('$') ? {kind: 'unknown'} : {kind: 'set', value: written}
  const {app} = context
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('GUNICORN_CMD_ARGS')?.reveal() : undefined
  const inEnvironment = start.environment.get('GUNICORN_CMD_ARGS') ?? configured
  const value = inEnvironment === undefined ? undefined : optionValues(inEnvironment.split(/\s+/), of.options).at(-1)
  if (value !== undefined) return value.includes('$') ? {kind: 'unknown'} : {kind: 'set', value}
  const config = gunicornConfig(context, {server, start})
  if (!config) return {kind: 'unset'}
  const bound = config.names?.get(of.name)
  if (!config.names || (bound && bound.value.kind !== 'string' && bound.value.kind !== 'number')) return {kind: 'unknown'}
  if (!bound) return {kind: 'unset'}
  const {file, line} = bound
  return {
    file,
    kind: 'set',
    line,
    value: String(bound.value.kind === 'string' || bound.value.kind === 'number' ? bound.value.value : ''),
  }
}

const WSGI_WORKERS = /^(?:sync|gthread|eventlet|gevent(?:_\w+)?|tornado|gunicorn\.workers\..*|geventwebsocket\..*)$/

/** Whether workers call the app as WSGI: gunicorn's own do. */
export function isWsgiWorker(worker: Setting): boolean {
  return worker.kind === 'unset' || (worker.kind === 'set' && WSGI_WORKERS.test(worker.value.replace(/^egg:gunicorn#/, '')))
}

/** Whether they call it as ASGI. */
export function isAsgiWorker(worker: Setting): boolean {
  return worker.kind === 'set' && /^(?:uvicorn\.workers|uvicorn_worker)\.|^(?:egg:gunicorn#)?asgi$/.test(worker.value)
}
