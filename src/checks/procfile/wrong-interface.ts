import type {Check, CheckContext, Finding} from '../check.js'
import type {ProcessServer} from '../shared/processes.js'

import {isAvailable} from '../../platform/app.js'
import {findDependency} from '../dependencies.js'
import {gunicornWorker, isAsgiWorker, isWsgiWorker} from './gunicorn-worker.js'
import {DEFAULT_NAMES, type Load, loadsOf} from '../shared/loads.js'
import {optionValues} from '../shared/start-command.js'
import {type AppInterface, interfaceOf} from './web-apps.js'

export const wrongInterface: Check = {
  id: 'procfile/wrong-interface',
  title: 'an ASGI app runs on a WSGI server, or the other way around',
  severity: 'error',
  docs: {
    what: "A command starts an ASGI app (FastAPI, Starlette, Quart, Django ASGI …) on a WSGI server or gunicorn worker. Or it starts a WSGI app (Flask, Bottle, Django WSGI …) on an ASGI server. Wrapped apps (`WsgiToAsgi`, `WSGIMiddleware`) count as what they become. The check skips objects whose kind the source doesn't show.",
    why: 'The server starts, but calls the app with the wrong arguments: every request fails with a TypeError and status 500.',
    fix: 'Start ASGI apps with uvicorn, or with gunicorn and `-k uvicorn.workers.UvicornWorker`. Start WSGI apps with gunicorn.',
    example: '`web: gunicorn main:app`, where main.py has `app = FastAPI()`',
    link: 'https://www.uvicorn.org/deployment/',
  },
  run(context) {
    return loadsOf(context).flatMap((load): Finding[] => {
      const {file, line, server, type} = load.process
      const app = appOf(load)
      const expected = app && expectedBy(context, load.process)
      if (!app || !expected || expected.speaks === app.speaks) return []
      const right = rightCommand(context, load, app.speaks)
      return [
        {
          file,
          fix: {command: null, kind: 'ask'},
          line,
          message: `Every request fails with a TypeError: ${app.name} is ${SPEAKS[app.speaks]}, and ${server.program}${expected.words} calls ${app.name} as ${SPEAKS[expected.speaks]}.${right === undefined ? '' : ` Write ${type}: ${right}.`}`,
        },
      ]
    })
  },
}

type Speaks = 'rsgi' | AppInterface

const SPEAKS: Readonly<Record<Speaks, string>> = {
  aiohttp: 'an aiohttp app',
  asgi: 'an ASGI app',
  rsgi: 'an RSGI app',
  tornado: 'a Tornado app',
  wsgi: 'a WSGI app',
}

/** What a server loads, and what it speaks. */
function appOf({file, isCall, name, objects, process, target}: Load): undefined | {name: string; speaks: AppInterface} {
  const wanted = name ?? DEFAULT_NAMES[process.server.name]
  if (file === undefined || wanted === undefined || wanted.includes('.')) return undefined
  const object = objects.inFile(file, wanted)
  // uvicorn calls a function without arguments by itself.
  const made = object.kind === 'function' && (isCall || CALLS.test(process.server.name)) ? object.makes : object
  const speaks = made.kind === 'foreign' ? interfaceOf(made.path) : undefined
  return speaks && {name: target, speaks}
}

const CALLS = /^(?:gunicorn|uvicorn)$/

/** What a server calls; undefined where that can't be told, or it asks the app. */
function expectedBy(context: CheckContext, process: ProcessServer): undefined | {speaks: Speaks; words: string} {
  const {server, start} = process
  const named = optionValues(start.args, ['--interface']).at(-1)
  switch (server.name) {
    case 'daphne':
      return {speaks: 'asgi', words: ''}

    case 'granian':
      return isConfigured(context, 'GRANIAN_INTERFACE')
        ? undefined
        : granian(named ?? start.environment.get('GRANIAN_INTERFACE') ?? 'rsgi')

    case 'gunicorn':
      return workerExpects(context, process)

    case 'hypercorn':
      return undefined

    case 'uvicorn':
      if (named === 'wsgi') return {speaks: 'wsgi', words: ' --interface wsgi'}
      return start.environment.has('UVICORN_INTERFACE') || isConfigured(context, 'UVICORN_INTERFACE')
        ? undefined
        : {speaks: 'asgi', words: ''}

    case 'waitress':
      return {speaks: 'wsgi', words: ''}
  }
}

function isConfigured({app}: CheckContext, name: string): boolean {
  return app !== null && isAvailable(app.configVars) && app.configVars.has(name)
}

function granian(speaks: string): undefined | {speaks: Speaks; words: string} {
  if (speaks === 'rsgi') return {speaks, words: ' without --interface'}
  if (speaks === 'wsgi') return {speaks, words: ''}
  return speaks === 'asgi' || speaks === 'asginl' ? {speaks: 'asgi', words: ''} : undefined
}

function workerExpects(context: CheckContext, process: ProcessServer): undefined | {speaks: Speaks; words: string} {
  const worker = gunicornWorker(context, process)
  if (worker.kind === 'unset') return {speaks: 'wsgi', words: "'s default worker"}
  if (worker.kind === 'unknown') return undefined
  if (worker.value === 'tornado') return {speaks: 'tornado', words: "'s tornado worker"}
  const words = `'s ${worker.value} worker`
  if (/^aiohttp\./.test(worker.value)) return {speaks: 'aiohttp', words}
  if (isWsgiWorker(worker)) return {speaks: 'wsgi', words}
  return isAsgiWorker(worker) ? {speaks: 'asgi', words} : undefined
}

/** The line that fits the app. */
function rightCommand(context: CheckContext, {process, target}: Load, app: AppInterface): string | undefined {
  const {command, server, start} = process
  const hasWorker = optionValues(start.args, ['-k', '--worker-class']).length > 0
  if (server.name === 'gunicorn' && (app === 'asgi' || app === 'aiohttp') && !hasWorker) {
    const uvicorn = findDependency(context, 'uvicorn-worker') ? 'uvicorn_worker.UvicornWorker' : 'uvicorn.workers.UvicornWorker'
    return command.replace('gunicorn', `gunicorn -k ${app === 'aiohttp' ? 'aiohttp.GunicornWebWorker' : uvicorn}`)
  }

  if (server.name === 'granian') return command.replace('granian', `granian --interface ${app}`)
  const shown = /[()]/.test(target) ? `"${target}"` : target
  if (app === 'wsgi') return `gunicorn ${shown}`
  return app === 'asgi' ? `uvicorn ${shown} --host 0.0.0.0 --port $PORT` : undefined
}
