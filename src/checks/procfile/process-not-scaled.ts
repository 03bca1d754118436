import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {filesWith} from '../../project/python-source/index.js'
import {WORKERS} from './consumers.js'
import {processesOf} from '../shared/processes.js'

export const processNotScaled: Check = {
  id: 'procfile/process-not-scaled',
  title: "no dyno runs the worker that handles the app's tasks",
  severity: 'warning',
  needs: ['formation'],
  docs: {
    what: "The Procfile has a worker (Celery, RQ, Dramatiq, Huey …), the app's code queues tasks for it, and it's scaled to 0 dynos.",
    why: 'Tasks pile up in the queue and never run. Heroku starts one `web` dyno automatically, but no dyno of other process types.',
    fix: "Scale it: `heroku ps:scale worker=1`. If it's off on purpose, suppress this check with that reason.",
    example: '`worker: celery -A shop worker`, and `heroku ps` lists no worker',
    link: 'https://devcenter.heroku.com/articles/scaling',
  },
  run(context) {
    const {app} = context
    if (!app || !isAvailable(app.formation)) return []
    const formation = new Map(app.formation.map(({quantity, type}) => [type, quantity]))
    const idle = processesOf(context).filter(
      ({starts, type}) => formation.get(type) === 0 && starts.some((start) => WORKERS.some(({matches}) => matches(start))),
    )
    if (idle.length === 0 || !queuesTasks(context)) return []
    return idle.map(({place, type}): Finding => ({
      ...place,
      fix: {command: `heroku ps:scale ${type}=1 --app ${app.name}`, kind: 'ask'},
      message: `Tasks are queued but never run: the process type ${type} is scaled to 0.`,
    }))
  },
}

function queuesTasks({project: {tree}}: CheckContext): boolean {
  const [first] = filesWith(tree, /\.(?:apply_async|delay|enqueue|enqueue_in|send|send_task|schedule)\(/)
  return first !== undefined
}
