import type {CheckContext} from '../check.js'
import type {Server} from './servers.js'

import {findDependency} from '../dependencies.js'

/** A first command of the web process. */
export interface Template {
  command: string
  /** The server that it starts. */
  server: Server['name']
  /** Whether that is among the packages which the build is known to install. */
  isInstalled: boolean
}

type Interface = 'asgi' | 'wsgi'
type Starts = Partial<Record<Interface, (app: string) => string>>

/** What each server is started with, for an app as `module:name`. The first one that an app has is taken. */
const COMMANDS: readonly (readonly [Server['name'], Starts])[] = [
  ['gunicorn', {wsgi: (app) => `gunicorn ${app}`}],
  ['uvicorn', {asgi: (app) => `uvicorn ${app} --host 0.0.0.0 --port $PORT`}],
  [
    'granian',
    {
      asgi: (app) => `granian --interface asgi --host 0.0.0.0 --port $PORT ${app}`,
      wsgi: (app) => `granian --interface wsgi --host 0.0.0.0 --port $PORT ${app}`,
    },
  ],
  ['hypercorn', {asgi: (app) => `hypercorn --bind 0.0.0.0:$PORT ${app}`}],
  ['daphne', {asgi: (app) => `daphne --bind 0.0.0.0 --port $PORT ${app}`}],
  ['waitress', {wsgi: (app) => `waitress-serve --listen=*:$PORT ${app}`}],
]

/** A first command, for apps of a usual form. */
export function webTemplate(context: CheckContext): Template | undefined {
  const apps = entries(context)
  const possible = COMMANDS.flatMap(([server, starts]) =>
    (['wsgi', 'asgi'] as const).flatMap((kind): Template[] => {
      const [app, start] = [apps[kind], starts[kind]]
      if (app === undefined || !start) return []
      return [{command: start(app), isInstalled: findDependency(context, server) !== undefined, server}]
    }),
  )
  return possible.find(({isInstalled}) => isInstalled) ?? possible[0]
}

/** Where the app is, for each interface that its framework speaks. */
function entries(context: CheckContext): Partial<Record<Interface, string>> {
  const {tree} = context.project
  const entry = (pattern: RegExp) => {
    const file = [...tree.files()].find((path) => path.split('/').length <= 2 && pattern.test(path))
    return file?.replace(/\.py$/, '').replaceAll('/', '.')
  }

  const found = (kind: Interface, module: string | undefined, name: string) => module && {[kind]: `${module}:${name}`}
  if (findDependency(context, 'django')) {
    const named = (kind: Interface) => found(kind, entry(new RegExp(String.raw`^\w+/${kind}\.py$`)), 'application')
    return {...named('wsgi'), ...named('asgi')}
  }

  const main = entry(/^(?:app|main|wsgi)\.py$/)
  if (findDependency(context, 'fastapi')) return {...found('asgi', main, 'app')}
  return findDependency(context, 'flask') ? {...found('wsgi', main, 'app')} : {}
}
