import type {Check, CheckContext, Finding} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {isAvailable} from '../../platform/app.js'
import {type ScriptCall, scriptCalls} from '../../project/python-source/index.js'
import {crash, processesOf} from '../shared/processes.js'
import {wrongListener} from './listeners.js'
import {scriptOf} from './scripts.js'

export const appObjectWithWorkers: Check = {
  id: 'procfile/app-object-with-workers',
  title: 'uvicorn.run gets the app itself and more than one worker',
  severity: 'error',
  docs: {
    what: 'A script in the Procfile calls `uvicorn.run(app, …)` with the app itself, without `workers=1`. Or it sets `reload` or several workers.',
    why: 'On a dyno, the variable WEB_CONCURRENCY is at least 2, and uvicorn starts that many workers. Each worker imports the app by its name, so uvicorn fails: "You must pass the application as an import string". The dyno crashes with error H10. It works on your machine because the variable isn\'t set there.',
    fix: 'Let the Procfile start uvicorn: `web: uvicorn main:app --host 0.0.0.0 --port $PORT`. Or write `uvicorn.run("main:app", …)`, or add `workers=1`.',
    example: '`uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]))` in main.py, and `web: python main.py`',
    link: 'https://devcenter.heroku.com/articles/python-concurrency',
  },
  run(context) {
    return processesOf(context).flatMap(({starts, type}) =>
      starts.flatMap((start): Finding[] => {
        // Of a port that is wrong procfile/port-not-bound tells, and its fix is right for this too.
        const script = wrongListener(context, start) ? undefined : scriptOf(context, start)
        const calls = script ? scriptCalls(context.project.tree, script.file, script.folders, RUN) : []
        const faults = calls.map((call) => faultOf(context, start, call))
        // Of several calls, one may be the right one.
        const [fault] = faults.includes(undefined) ? [] : faults
        if (!script || !fault) return []
        const module = script.file.replace(/\.py$/, '').replaceAll('/', '.')
        const message = `${crash(type)}: uvicorn fails with "You must pass the application as an import string", because ${fault.why}. Write ${fault.call.written}("${module}:app", …), or workers=1${fault.alone}.`
        return [{file: script.file, fix: {command: null, kind: 'hand'}, line: fault.call.line, message}]
      }),
    )
  },
}

/** Source: uvicorn/main.py, `run`. */
const RUN = /^uvicorn(?:\.main)?\.run$/

interface Fault {
  call: ScriptCall
  /** Goes on after "because". */
  why: string
  /** What else must be as by default. */
  alone: string
}

function faultOf(context: CheckContext, start: StartCommand, call: ScriptCall): Fault | undefined {
  const {named, subject} = call
  // An object that a call has made is no text.
  if (subject?.kind !== 'foreign' || !subject.path.endsWith('()')) return undefined
  const reload = named.get('reload')
  if (reload?.kind === 'boolean' && reload.value) return {alone: ', and no reload', call, why: 'reload needs the name of the app'}
  const workers = named.get('workers')
  if (workers && workers.kind !== 'none') {
    const isSeveral = workers.kind === 'number' && workers.value > 1
    return isSeveral ? {alone: '', call, why: `${workers.value} workers each import the app by its name`} : undefined
  }

  return isSetByDyno(context, start)
    ? {alone: '', call, why: 'dynos set WEB_CONCURRENCY to 2 or more, and uvicorn starts that many workers'}
    : undefined
}

/** The classic buildpack sets it for every dyno, where nothing else does. Source: vendor/WEB_CONCURRENCY.sh. */
function isSetByDyno({app, kind, project: {tree}}: CheckContext, {environment}: StartCommand): boolean {
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('WEB_CONCURRENCY')?.reveal().trim() : undefined
  const written = environment.get('WEB_CONCURRENCY') ?? configured
  if (written !== undefined) return /^\d+$/.test(written) && Number(written) > 1
  return kind === 'classic' && !tree.isFile('.profile')
}
