import type {Check, Finding} from '../check.js'

import {addCommand, DEPENDENCIES_PAGE} from '../facts.js'
import {absenceOf, type Bringers} from '../shared/installed.js'
import {webServers, type WebServer} from '../shared/processes.js'

/**
 * Packages that bring a server along. Where a file names direct dependencies only, these may be all that is seen of it.
 * With an extra's names the package must be asked for with one of them.
 */
export const BRINGS: Readonly<Record<WebServer['server']['name'], Bringers>> = {
  daphne: {channels: ['daphne']},
  granian: {},
  gunicorn: {'apache-airflow': [], 'apache-superset': [], locust: [], mlflow: [], superset: []},
  hypercorn: {quart: [], 'quart-trio': []},
  uvicorn: {
    chainlit: [],
    datasette: [],
    fastapi: ['all', 'standard'],
    'fastapi-cli': [],
    gradio: [],
    litellm: ['proxy'],
    mcp: [],
    prefect: [],
    'uvicorn-worker': [],
  },
  waitress: {mlflow: [], pyramid: []},
}

/** These hardly ever come with another package: a list of direct dependencies without them is enough to be sure. */
const ON_ITS_OWN = new Set(['daphne', 'granian', 'gunicorn'])

export const serverNotInDeps: Check = {
  id: 'procfile/server-not-in-deps',
  title: "the web server isn't a dependency",
  severity: 'error',
  docs: {
    what: "The web process starts gunicorn, uvicorn, hypercorn, daphne, waitress or granian. The package manager's file has neither that package nor one that depends on it.",
    why: 'The build only installs packages in that file. The deploy succeeds, then the dyno crashes with "command not found", and every request fails with error H10.',
    fix: 'Add the server to the dependencies.',
    example: '`web: gunicorn app:app`, and no gunicorn in requirements.txt',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    return webServers(context).flatMap(({file, line, server: {name}, start}): Finding[] => {
      const absence = absenceOf(context, [name], BRINGS[name])
      if (!absence) return []
      const isSure = absence.sure || ON_ITS_OWN.has(name)
      return [
        {
          file,
          fix: {command: addCommand(context, name), kind: 'ask'},
          line,
          message: `The web dyno crashes with "${start.program}: command not found": ${name} isn't one of the packages that the build installs.${isSure ? '' : ' Add it, unless another package depends on it.'}`,
          part: start.program,
          ...(!isSure && {severity: 'warning' as const}),
        },
      ]
    })
  },
}
