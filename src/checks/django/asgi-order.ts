import type {Check, CheckContext, Finding} from '../check.js'

import {callsOf, type FileImport, fileImports, moduleFile, pythonFile, relativeFile} from '../../project/python-source/index.js'
import {listing} from '../facts.js'
import {loadsOf} from '../shared/loads.js'
import {serverFolders} from '../shared/module-folders.js'
import {djangoOf} from '../shared/django-project.js'

export const asgiOrder: Check = {
  id: 'django/asgi-order',
  title: 'models are imported before Django is set up',
  severity: 'error',
  docs: {
    what: 'The module that the web server loads (usually `asgi.py`) imports a module of the app before it calls `get_asgi_application()`, and that module leads to models: `routing.py` imports `consumers.py`, which imports `models.py`.',
    why: 'Models can\'t be imported before `get_asgi_application()` sets Django up. The server fails with AppRegistryNotReady, "Apps aren\'t loaded yet", and every request fails with error H10.',
    fix: 'Call `django_asgi_app = get_asgi_application()` first, and import modules that need models below it.',
    example: '`from chat.routing import websocket_urlpatterns` above `get_asgi_application()`',
    link: 'https://channels.readthedocs.io/en/stable/deploying.html#configuring-the-asgi-application',
  },
  run(context) {
    if (!djangoOf(context)) return []
    const told = new Set<string>()
    return loadsOf(context).flatMap((load): Finding[] => {
      const {file, process} = load
      const folders = serverFolders(context, process)
      if (file === undefined || folders === undefined || told.has(file)) return []
      told.add(file)
      const found = tooEarly(context, file, folders)
      if (!found) return []
      const {chain, line, setup} = found
      return [
        {
          file,
          fix: {command: null, kind: 'hand'},
          line,
          message: `The web dyno crashes with AppRegistryNotReady: this import leads to models (${[file, ...chain].join(' → ')}) before ${setup} in line ${found.setupLine} sets Django up. Call ${setup.replace('()', '')}() first, keep its result in a variable, and import ${listing(chain.slice(0, 1))} below it.`,
        },
      ]
    })
  },
}

interface TooEarly {
  /** The files from the first import to the models. */
  chain: string[]
  line: number
  setup: string
  setupLine: number
}

const SETUP = /^(?:django\.core\.(?:asgi\.get_asgi|wsgi\.get_wsgi)_application|django\.setup|configurations\.(?:asgi|wsgi)\.\w+)$/

function tooEarly(context: CheckContext, file: string, folders: readonly string[]): TooEarly | undefined {
  const source = pythonFile(context.project.tree, file)
  const setups = source ? callsOf(source, SETUP).map(({line}) => line) : []
  if (!source || setups.length === 0) return undefined
  const setupLine = Math.min(...setups)
  const setup = /\bdjango\.setup\s*\(/.test(source.text.split('\n')[setupLine - 1] ?? '')
    ? 'django.setup()'
    : /get_wsgi/.test(source.text)
      ? 'get_wsgi_application()'
      : 'get_asgi_application()'
  for (const one of fileImports(source)) {
    if (one.conditional || one.line >= setupLine) continue
    const chain = chainToModels(context, {file, ...one}, folders)
    if (chain) return {chain, line: one.line, setup, setupLine}
  }

  return undefined
}

/** The shortest way from an import to a module that needs Django's apps. */
function chainToModels(context: CheckContext, first: FileImport, folders: readonly string[]): string[] | undefined {
  const {tree} = context.project
  const ways = new Map<string, string[]>(filesOf(context, first, folders).map((file) => [file, [file]]))
  for (const [file, way] of ways) {
    const source = pythonFile(tree, file)
    if (!source || ways.size > FILES) return undefined
    const imports = fileImports(source).filter(({conditional}) => !conditional)
    if (imports.some(({module}) => MODELS.test(module)) || definesModels(source.text, imports)) return way
    for (const one of imports)
      for (const next of filesOf(context, {file, ...one}, folders)) if (!ways.has(next)) ways.set(next, [...way, next])
  }

  return undefined
}

const FILES = 200

/** Models of packages that every Django app may use. */
const MODELS =
  /^(?:django\.contrib\.(?:admin|auth|contenttypes|flatpages|gis\.db|redirects|sessions|sites)\.models|rest_framework\.authtoken\.models|django_celery_(?:beat|results)\.models)$/

/** A class of a model, or the user's model asked for, at the margin of a file. */
function definesModels(text: string, imports: readonly {module: string; names: readonly {name: string}[]}[]): boolean {
  const hasModels = imports.some(
    ({module, names}) => module === 'django.db.models' || (module === 'django.db' && names.some(({name}) => name === 'models')),
  )
  const hasUser = imports.some(
    ({module, names}) => module === 'django.contrib.auth' && names.some(({name}) => name === 'get_user_model'),
  )
  return (
    (hasModels && /^class\s+\w+\(.*\b(?:models\.)?Model\b.*\):/m.test(text)) ||
    (hasUser && /^\w+\s*=\s*get_user_model\(\)/m.test(text))
  )
}

/** The app's own files that an import runs. */
function filesOf({project: {tree}}: CheckContext, {file, module, names}: FileImport, folders: readonly string[]): string[] {
  const find = (name: string) => (name.startsWith('.') ? relativeFile(tree, name, file) : moduleFile(tree, name, folders))
  const inside = names.map(({name}) => find(module.endsWith('.') ? module + name : `${module}.${name}`))
  return [...new Set([find(module), ...inside].filter((path) => path !== undefined))]
}
