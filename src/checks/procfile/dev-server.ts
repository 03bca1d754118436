import type {Check, CheckContext, Finding} from '../check.js'

import {callsOf, pythonFile} from '../../project/python-source/index.js'
import {webStarts} from '../shared/processes.js'
import {optionValues, type StartCommand} from '../shared/start-command.js'

export const devServer: Check = {
  id: 'procfile/dev-server',
  title: 'the web process is a development server',
  severity: 'warning',
  docs: {
    what: 'The web process runs `manage.py runserver`, `flask run`, `fastapi dev`, or a script that starts the app with `debug=True`.',
    why: "These servers are made for development: they are slow, aren't hardened for the internet, and restart when a file changes. In debug mode, an error page lets anyone run code on the dyno.",
    fix: 'Start the app with gunicorn, or with uvicorn for an ASGI app.',
    example: '`web: python manage.py runserver 0.0.0.0:$PORT`',
    link: 'https://devcenter.heroku.com/articles/python-gunicorn',
  },
  run(context) {
    const web = webStarts(context)
    if (!web) return []
    return web.starts.flatMap((start): Finding[] => {
      const what = developmentServer(start)
      const fix = {command: null, kind: 'ask' as const}
      if (what !== undefined)
        return [{...web.place, fix, message: `The web process runs ${what}, a development server. ${instead(what)}`}]
      return debugRuns(context, start).map(({file, line}) => ({
        file,
        fix,
        line,
        message: `The web process starts this file, which runs the app in debug mode. An error page lets anyone run code on the dyno. ${instead('')}`,
      }))
    })
  },
}

function instead(what: string): string {
  const example = what.startsWith('fastapi') ? 'uvicorn main:app --host 0.0.0.0 --port $PORT' : 'gunicorn app:app'
  return `Use a production server, such as "${example}".`
}

function developmentServer({args, program}: StartCommand): string | undefined {
  const words = args.filter((word) => !word.startsWith('-'))
  if (program === 'python' || /(?:^|\/)manage\.py$/.test(program) || program === 'django-admin') {
    const server = words.find((word) => /^runserver(?:_plus)?$/.test(word))
    const isManage = program !== 'python' || /(?:^|\/)manage\.py$/.test(words[0] ?? '')
    return isManage && server !== undefined ? `manage.py ${server}` : undefined
  }

  // `flask --app x run`: the value of an option comes first.
  if (program === 'flask') return words.includes('run') ? 'flask run' : undefined
  return program === 'fastapi' && words[0] === 'dev' ? 'fastapi dev' : undefined
}

/** `app.run(debug=True)` and `uvicorn.run(reload=True)` in the script that is started. */
function debugRuns({project: {tree}}: CheckContext, {args, folder, program}: StartCommand): {file: string; line: number}[] {
  const script = args[0]
  if (program !== 'python' || !script?.endsWith('.py') || folder === undefined || optionValues(args, ['-c']).length > 0) return []
  const file = folder === '' ? script.replace(/^\.\//, '') : `${folder}/${script}`
  const source = pythonFile(tree, file, 'debug')
  const calls = source ? callsOf(source, /\.run$/) : []
  return calls.filter(({named}) => isOn(named.get('debug'))).map(({line}) => ({file, line}))
}

function isOn(value: undefined | {kind: string; value?: unknown}): boolean {
  return value?.kind === 'boolean' && value.value === true
}
