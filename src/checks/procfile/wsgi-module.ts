import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {isOwnModule, moduleFile} from '../../project/python-source/index.js'
import {readRequirements} from '../../project/requirements/read-requirements.js'
import {productionDependencies} from '../dependencies.js'
import {packageManager, unlessCreated} from '../facts.js'
import {webServers, type WebServer} from './processes.js'
import {targetOf} from './servers.js'
import {optionValues} from './start-command.js'

export const wsgiModule: Check = {
  id: 'procfile/wsgi-module',
  title: 'the module that the web process starts does not exist',
  severity: 'error',
  docs: {
    what: 'The web process tells its server to load a module that the source does not have. It is looked for in the folder that the command runs in, in `--chdir`, `--pythonpath`, `--app-dir` and `PYTHONPATH`; a module that an installed package may bring is not judged.',
    why: 'The server can’t import it: the deploy succeeds, then the dyno crashes with ModuleNotFoundError, and every request ends in error H10.',
    mend: 'Name the module as Python imports it from the root: `mysite.wsgi` for `mysite/wsgi.py`, `app:app` for the name `app` in `app.py`. Upper and lower case count.',
    example: '`web: gunicorn mysite.wsgi`, where the folder is `my_site`',
    link: 'https://devcenter.heroku.com/articles/python-gunicorn',
  },
  run(context) {
    return webServers(context).flatMap((web): Finding[] => {
      const target = targetOf(web.server, web.start)
      const folders = foldersOf(context, web)
      if (target === undefined || folders === undefined) return []
      const module = target.split(':')[0]!
      const {tree} = context.project
      const near = isMissing(context, module, folders)
      if (near === undefined) return []
      const {file, line, server} = web
      const hint = near === '' ? '' : ` Is it ${near}?`
      const path = module.replaceAll('.', '/')
      const place_ = folders.map((folder) => posix.join(folder, path)).find((place) => !tree.isFile(place))
      return [
        unlessCreated(context, {
          file,
          fix: {command: null, kind: 'ask'},
          line,
          message: `The web dyno crashes with ModuleNotFoundError: ${server.program} is to load ${module}, and the source has no ${place_}.py.${hint}`,
        }),
      ]
    })
  },
}

/** Where the module is looked for; undefined where something else than the source decides. */
function foldersOf({app, kind}: CheckContext, {server, start}: WebServer): string[] | undefined {
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('PYTHONPATH')?.reveal() : undefined
  const paths = [
    ...optionValues(start.args, server.folder).flatMap((value) => value.split(',')),
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

/**
 * Whether a module surely isn't there.
 *
 * @returns a module of nearly that name, or `''`; undefined where it is there, or may be
 */
function isMissing(context: CheckContext, module: string, folders: readonly string[]): string | undefined {
  const {submodules, tree} = context.project
  const path = module.replaceAll('.', '/')
  // A folder without an __init__.py is a package too.
  if (moduleFile(tree, module, folders) !== undefined || folders.some((folder) => tree.isDirectory(posix.join(folder, path))))
    return undefined
  const first = module.split('.')[0]!
  const near = nearName(context, module, folders)
  if (isOwnModule(tree, module, folders)) return submodules.some((one) => one.split('/').includes(first)) ? undefined : near
  if (near !== '') return near
  return isInstalled(context, first) ? undefined : ''
}

/** Whether a package that the build installs may bring a module: what isn't sure may be. */
function isInstalled(context: CheckContext, first: string): boolean {
  const {tree} = context.project
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_.]/g, '')
  const {list} = productionDependencies(context)
  if (packageManager(context) === null || list.some(({source}) => source !== 'index')) return true
  if (readRequirements(tree, 'requirements.txt').entries.some(({constraint, name}) => name === null && !constraint)) return true
  // A project that is installed itself may keep its packages in any folder.
  for (const file of tree.files()) if (plain(file).includes(`${plain(first)}/`) || file.endsWith(`/${first}.py`)) return true
  return list.some(({name}) => plain(name).includes(plain(first)) || plain(first).includes(plain(name)))
}

/** A module whose name differs in upper and lower case only, or in `-` and `_`. */
function nearName({project: {tree}}: CheckContext, module: string, folders: readonly string[]): string {
  const plain = (path: string) => path.toLowerCase().replaceAll(/[-_]/g, '')
  const wanted = new Set(folders.map((folder) => plain(posix.join(folder, module.replaceAll('.', '/')))))
  for (const file of tree.files()) {
    const isNear = file.endsWith('.py') && !file.includes('-') && wanted.has(plain(file.slice(0, -3)))
    if (isNear) return file.slice(0, -3).replaceAll('/', '.')
  }

  return ''
}
