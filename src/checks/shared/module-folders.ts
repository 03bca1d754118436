import {posix} from 'node:path'

import type {CheckContext} from '../check.js'
import type {ServerStart} from './processes.js'
import type {StartCommand} from './start-command.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {isAvailable} from '../../platform/app.js'
import {gunicornConfig} from './gunicorn-config.js'
import {FOLDER_OPTIONS} from './servers.js'
import {optionValues} from './start-command.js'

/** Where a program looks for the app's modules; undefined where something else than the source decides. */
export function moduleFolders({app, kind}: CheckContext, start: StartCommand): string[] | undefined {
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('PYTHONPATH')?.reveal() : undefined
  const paths = [
    ...optionValues(start.args, FOLDER_OPTIONS).flatMap((value) => value.split(',')),
    ...[start.environment.get('PYTHONPATH'), configured].flatMap((value) => value?.split(':') ?? []),
  ]
  if (start.folder === undefined || paths.some((value) => value.includes('$'))) return undefined
  const home = APP_FOLDERS[kind]
  const folders = [start.folder, ...paths.map((value) => below(start.folder!, value, home)), '']
  return folders.every((folder) => folder !== undefined) ? [...new Set(folders)] : undefined
}

/** The same for a server, whose configuration may name others. */
export function serverFolders(context: CheckContext, web: ServerStart): string[] | undefined {
  const config = gunicornConfig(context, web)
  const names = ['chdir', 'pythonpath', 'sys']
  return config && (!config.names || names.some((name) => config.names!.has(name)))
    ? undefined
    : moduleFolders(context, web.start)
}

/** A folder of the app's, relative to its root; undefined for one outside of it. */
function below(from: string, path: string, home: string): string | undefined {
  const relative = path.startsWith('/') ? posix.relative(home, path) : posix.join(from, path)
  const normal = posix.normalize(relative).replace(/\/$/, '')
  return normal.startsWith('..') ? undefined : normal === '.' ? '' : normal
}
