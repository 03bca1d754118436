import type {Check, CheckContext, Finding} from '../check.js'

import {isOwnModule} from '../../project/python-source/index.js'
import {addCommand} from '../facts.js'
import {absenceOf, type Bringers} from '../shared/installed.js'
import {gunicornWorker} from './gunicorn-worker.js'
import {moduleFolders} from '../shared/module-folders.js'
import {crash, type ProcessServer, processServers} from '../shared/processes.js'
import {BRINGS} from './server-not-in-deps.js'

interface Needed {
  /** The package to add. */
  name: string
  /** Those of which any will do. */
  any: readonly string[]
  bringers?: Bringers
}

/** Extras of gunicorn's own, which bring the package of their name. Source: gunicorn's pyproject.toml. */
const extra = (name: string): Bringers => ({gunicorn: [name]})

/** Source: gunicorn/workers/__init__.py, and the documentation of the packages that bring workers. */
const WORKERS: readonly (readonly [RegExp, Needed])[] = [
  [/^(?:egg:gunicorn#)?eventlet$/, {any: ['eventlet'], bringers: extra('eventlet'), name: 'eventlet'}],
  [
    /^(?:egg:gunicorn#)?gevent(?:_wsgi|_pywsgi)?$/,
    {any: ['gevent', 'gevent-websocket', 'grequests'], bringers: {...extra('gevent'), locust: []}, name: 'gevent'},
  ],
  [/^geventwebsocket\./, {any: ['gevent-websocket'], name: 'gevent-websocket'}],
  [
    /^(?:egg:gunicorn#)?tornado$/,
    {any: ['tornado', 'jupyter', 'streamlit', 'bokeh', 'flower'], bringers: extra('tornado'), name: 'tornado'},
  ],
  [/^uvicorn\.workers\./, {any: ['uvicorn'], bringers: BRINGS.uvicorn, name: 'uvicorn'}],
  [/^uvicorn_worker\./, {any: ['uvicorn-worker'], name: 'uvicorn-worker'}],
  [/^aiohttp\./, {any: ['aiohttp'], name: 'aiohttp'}],
  [/^meinheld\./, {any: ['meinheld'], name: 'meinheld'}],
  [/^sanic\./, {any: ['sanic'], name: 'sanic'}],
]

/** They hardly ever come with another package. */
const ON_THEIR_OWN = new Set(['eventlet', 'gevent-websocket', 'meinheld', 'uvicorn-worker'])

export const workerClass: Check = {
  id: 'procfile/worker-class',
  title: "the package for gunicorn's worker class is missing",
  severity: 'error',
  docs: {
    what: "Gunicorn uses a worker class (`-k`, `--worker-class`, `GUNICORN_CMD_ARGS`, or `worker_class` in gunicorn.conf.py) whose package isn't a dependency.",
    why: 'Without further packages, gunicorn only has the sync and gthread workers. The deploy succeeds, then gunicorn fails with "class uri invalid or not found", and every request fails with error H10.',
    fix: 'Add the package, or remove the worker class.',
    example: '`web: gunicorn -k gevent app:app`, and no gevent in requirements.txt',
    link: 'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
  },
  run(context) {
    return processServers(context).flatMap((process): Finding[] => {
      if (process.server.name !== 'gunicorn') return []
      const worker = gunicornWorker(context, process)
      if (worker.kind !== 'set') return []
      const needed = WORKERS.find(([form]) => form.test(worker.value))?.[1]
      if (!needed || isOwn(context, process, worker.value)) return []
      const absence = absenceOf(context, needed.any, needed.bringers)
      if (!absence) return []
      const isSure = absence.sure || ON_THEIR_OWN.has(needed.name)
      return [
        {
          file: worker.file ?? process.file,
          fix: {command: addCommand(context, needed.name), kind: 'ask'},
          line: worker.line ?? process.line,
          message: `${crash(process.type)}: gunicorn can't load the worker class ${worker.value}, because ${needed.name} isn't one of the packages that the build installs.${isSure ? '' : ' Add it, unless another package depends on it.'}`,
          ...(!isSure && {severity: 'warning' as const}),
        },
      ]
    })
  },
}

function isOwn(context: CheckContext, {start}: ProcessServer, module: string): boolean {
  return module.includes('.') && isOwnModule(context.project.tree, module, moduleFolders(context, start) ?? [''])
}
