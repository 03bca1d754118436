import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {isOwnModule, moduleFile} from '../../project/python-source/index.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {productionDependencies} from '../dependencies.js'
import {packageManager, unlessCreated} from '../facts.js'
import {gunicornConfig} from './gunicorn-config.js'
import {webServers, type WebServer} from './processes.js'
import {FOLDER_OPTIONS, targetOf} from './servers.js'
import {optionValues} from './start-command.js'

export const wsgiModule: Check = {
  id: 'procfile/wsgi-module',
  title: 'the module that the web process starts does not exist',
  severity: 'error',
  docs: {
    what: 'The web process tells its server to load a module that the source does not have. It is looked for in the folder that the command runs in, in `--chdir`, `--pythonpath`, `--app-dir` and `PYTHONPATH`; a module that an installed package may bring is not judged.',
    why: 'The server can’t import it: the deploy succeeds, then the dyno crashes with ModuleNotFoundError, and every request ends in error H10.',
    fix: 'Name the module as Python imports it from the root: `mysite.wsgi` for `mysite/wsgi.py`, `app:app` for the name `app` in `app.py`. Upper and lower case count.',
    example: '`web: gunicorn mysite.wsgi`, where the folder is `my_site`',
    link: 'https://devcenter.heroku.com/articles/python-gunicorn',
  },
  run(context) {
    return webServers(context).flatMap((web): Finding[] => {
      const target = targetOf(web.server, web.start)
      const folders = foldersOf(context, web)
      if (target === undefined || folders === undefined) return []
      const module = target.split(':')[0]!
      const absence = absenceOf(context, module, folders)
      if (!absence) return []
      const {file, line, server} = web
      return [
        unlessCreated(context, {
          file,
          fix: {command: null, kind: 'ask'},
          line,
          message: `The web dyno crashes with ModuleNotFoundError: ${server.program} is to load ${module}, and the source has no ${posix.join(folders[0]!, module.replaceAll('.', '/'))}.py.${absence.hint}`,
          ...(!absence.sure && {severity: 'warning' as const}),
        }),
      ]
    })
  },
}

/** Where the module is looked for; undefined where something else than the source decides. */
function foldersOf(context: CheckContext, web: WebServer): string[] | undefined {
  const {app, kind} = context
  const {start} = web
  const config = gunicornConfig(context, web)
  if (config && (!config.names || config.names.has('chdir') || config.names.has('pythonpath') || config.names.has('sys')))
    return undefined
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('PYTHONPATH')?.reveal() : undefined
  const paths = [
    ...optionValues(start.args, FOLDER_OPTIONS).flatMap((value) => value.split(',')),
    ...[start.environment.get('PYTHONPATH'), configured].flatMap((value) => value?.split(':') ?? []),
  ]
  if (start.folder === undefined || paths.some((value) => value.includes('$'))) return undefined
  const home = kind === 'classic' ? '/app' : '/workspace'
  const folders = [start.folder, ...paths.map((value) => below(start.folder!, value, home)), '']
  return folders.every((folder) => folder !== undefined) ? [...new Set(folders)] : undefined
}

/** A folder of the app's, relative to its root; undefined for one outside of it. */
function below(from: string, path: string, home: string): string | undefined {
  const relative = path.startsWith('/') ? posix.relative(home, path) : posix.join(from, path)
  const normal = posix.normalize(relative).replace(/\/$/, '')
  return normal.startsWith('..') ? undefined : normal === '.' ? '' : normal
}

interface Absence {
  /** A sentence, or nothing. */
  hint: string
  sure: boolean
}

/** Names that packages on an index hardly have, and apps often. */
const OF_AN_APP =
  /^(?:api|app|application|asgi|backend|config|core|main|manage|project|run|server|src|web|website|wsgi)$|\.[aw]sgi$/

/** Whether a module isn't there; undefined where it is, or an installed package may bring it. */
function absenceOf(context: CheckContext, module: string, folders: readonly string[]): Absence | undefined {
  const {submodules, tree} = context.project
  const path = module.replaceAll('.', '/')
  // A folder without an __init__.py is a package too.
  if (moduleFile(tree, module, folders) !== undefined || folders.some((folder) => tree.isDirectory(posix.join(folder, path))))
    return undefined
  const first = module.split('.')[0]!
  if (submodules.some((one) => one.split('/').includes(first))) return undefined
  const near = nearName(context, module, folders)
  const hint = near === undefined ? '' : ` Is it ${near}?`
  if (near !== undefined || isOwnModule(tree, module, folders)) return {hint, sure: true}
  if (isInstalled(context, first)) return undefined
  const elsewhere = [...tree.files()].find((file) => file.endsWith(`/${path}.py`))
  if (elsewhere === undefined) return {hint, sure: OF_AN_APP.test(module)}
  // Without the config vars, PYTHONPATH may name its folder.
  const isKnown = context.app !== null && isAvailable(context.app.configVars)
  return {hint: ` There is ${elsewhere}, in a folder where it is not looked for.`, sure: isKnown}
}

/** Whether a package that the build installs, the app's own too, may bring a module: what isn't sure may be. */
function isInstalled(context: CheckContext, first: string): boolean {
  const {tree} = context.project
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_.]/g, '')
  const {list} = productionDependencies(context)
  if (packageManager(context) === null || list.some(({source}) => source !== 'index')) return true
  if (readRequirements(tree, 'requirements.txt').entries.some(({constraint, name}) => name === null && !constraint)) return true
  return list.some(({name}) => plain(name).includes(plain(first)) || plain(first).includes(plain(name)))
}

/** A module whose name differs in upper and lower case only, or in `_`. */
function nearName({project: {tree}}: CheckContext, module: string, folders: readonly string[]): string | undefined {
  const plain = (path: string) => path.toLowerCase().replaceAll('_', '')
  const wanted = new Set(folders.map((folder) => plain(posix.join(folder, module.replaceAll('.', '/')))))
  for (const file of tree.files()) {
    const isNear = file.endsWith('.py') && !file.includes('-') && wanted.has(plain(file.slice(0, -3)))
    if (isNear) return file.slice(0, -3).replaceAll('/', '.')
  }

  return undefined
}
