import type {CheckContext} from '../check.js'
import type {Server} from '../shared/servers.js'

import {Objects} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'
import {appsIn, factoryIn} from './app-names.js'

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
  const files = (pattern: RegExp) => [...tree.files()].filter((path) => path.split('/').length <= 2 && pattern.test(path))
  const found = (kind: Interface, pattern: RegExp, name: string) => {
    const targets = files(pattern).map((file) => targetIn(context, file, name))
    const target = targets.find((one) => one?.isSure) ?? targets.find(Boolean)
    return target ? {[kind]: target.written} : {}
  }

  if (findDependency(context, 'django'))
    return {...found('wsgi', /^\w+\/wsgi\.py$/, 'application'), ...found('asgi', /^\w+\/asgi\.py$/, 'application')}
  const main = /^(?:[\w-]+\/)?(?:app|application|asgi|index|main|run|server|wsgi)\.py$|^\w+\.py$|^\w+\/__init__\.py$/
  if (findDependency(context, 'fastapi')) return found('asgi', main, 'app')
  return findDependency(context, 'flask') ? found('wsgi', main, 'app') : {}
}

/** What a server is told to load from a file: the app by its name there, or what makes it. */
function targetIn(context: CheckContext, file: string, usual: string): Target | undefined {
  const module = file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.')
  if (/[^\w.]/.test(module)) return undefined
  const objects = new Objects(context.project.tree, [''])
  const names = appsIn(context, objects, file)
  const name = names.includes(usual) ? usual : names[0]
  if (name !== undefined) return {isSure: true, written: `${module}:${name}`}
  const factory = factoryIn(context, objects, file)
  if (factory !== undefined) return {isSure: true, written: `"${module}:${factory}()"`}
  const {kind} = objects.inFile(file, usual)
  return kind === 'absent' || kind === 'literal' ? undefined : {isSure: false, written: `${module}:${usual}`}
}

interface Target {
  /** It surely is an app. */
  isSure: boolean
  written: string
}
