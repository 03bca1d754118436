import {byName} from '../../common/by-name.js'
import {posix} from 'node:path'

import type {CheckContext} from '../check.js'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {isAvailable} from '../../platform/app.js'
import {readProcfile} from '../../project/procfile.js'
import {managePy, moduleFolders} from './django-project.js'
import {settingsModules} from './django-settings.js'
import {FOLDER_OPTIONS, serverOf, targetOf} from './servers.js'
import {optionValues, type StartCommand, startCommands} from './start-command.js'

/** Where Python code of the app begins to run. */
export interface EntryPoint {
  /** A process type of the Procfile, or `build` for what only the build runs. */
  process: string
  /** What is imported there: a module, or the file of a script. */
  start: {file: string} | {module: string}
  /** Where Python looks for the app's own modules, relative to the root. */
  folders: readonly string[]
  /** The line that starts it. */
  place: {file: string; line: number}
}

/** Every place from which the app's code is imported on Heroku, as far as the Procfile and Django's own files tell. */
export function entryPoints(context: CheckContext): EntryPoint[] {
  const procfile = readProcfile(context.project.tree)
  const started = (procfile?.processes ?? []).flatMap(({command, line, type}) =>
    startCommands(command).flatMap((start) => entriesOf(context, start, type, {file: 'Procfile', line})),
  )
  return [...started, ...ofDjango(context)]
}

/** `manage.py` and the settings, which the build imports for collectstatic, and each process of a Django app after it. */
function ofDjango(context: CheckContext): EntryPoint[] {
  const script = managePy(context)
  if (script === undefined) return []
  const folders = moduleFolders(context)
  return settingsModules(context).map((module) => ({
    folders,
    place: {file: script, line: 1},
    process: 'build',
    start: {module},
  }))
}

function entriesOf(context: CheckContext, start: StartCommand, process: string, place: EntryPoint['place']): EntryPoint[] {
  const {tree} = context.project
  const folders = foldersOf(context, start)
  if (folders === undefined) return []
  const script = scriptOf(start)
  if (script !== undefined) {
    const file = posix.normalize(posix.join(start.folder!, script))
    const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file)
    // Of a script Python looks beside it, not where it was started.
    return tree.isFile(file) ? [{folders: [folder, ...folders.slice(1)], place, process, start: {file}}] : []
  }

  const module = moduleOf(start)
  return module === undefined ? [] : [{folders, place, process, start: {module}}]
}

/** A script that runs as the main program: `python bot.py`, `streamlit run app.py`. */
function scriptOf({args, program}: StartCommand): string | undefined {
  if (program.endsWith('.py')) return program
  const first = args.find((word) => !word.startsWith('-'))
  if (program === 'python') return first?.endsWith('.py') ? first : undefined
  if (program !== 'streamlit') return undefined
  return first === 'run' ? args.find((word) => word.endsWith('.py')) : undefined
}

/** Programs that import the module which an option names. */
const BY_OPTION: Readonly<Record<string, readonly string[]>> = byName({
  celery: ['-A', '--app'],
  flask: ['-A', '--app'],
  huey_consumer: [],
})

/** The module that a program imports: a server's target, `celery -A shop`, `python -m shop.worker`. */
function moduleOf(start: StartCommand): string | undefined {
  const server = serverOf(start)
  if (server) return targetOf(server, start)?.split(':')[0]
  const options = BY_OPTION[start.program]
  const named = options && optionValues(start.args, options)[0]
  const plain = (named ?? (start.program === 'flask' ? start.environment.get('FLASK_APP') : start.program))?.split(':')[0]
  return plain !== undefined && /^[A-Za-z_][\w.]*$/.test(plain) && !plain.endsWith('.py') ? plain : undefined
}

/** Where a program looks for modules; undefined where something else than the source decides. */
function foldersOf({app, kind}: CheckContext, start: StartCommand): string[] | undefined {
  const configured = app && isAvailable(app.configVars) ? app.configVars.get('PYTHONPATH')?.reveal() : undefined
  const paths = [
    ...optionValues(start.args, FOLDER_OPTIONS).flatMap((value) => value.split(',')),
    ...[start.environment.get('PYTHONPATH'), configured].flatMap((value) => value?.split(':') ?? []),
  ]
  if (start.folder === undefined || paths.some((value) => value.includes('$'))) return undefined
  const home = APP_FOLDERS[kind]
  const below = (path: string): string => {
    const relative = path.startsWith('/') ? posix.relative(home, path) : posix.join(start.folder!, path)
    return relative === '.' ? '' : relative.replace(/\/$/, '')
  }

  const folders = [start.folder, ...paths.map((path) => below(path)), '', 'src']
  return folders.some((folder) => folder.startsWith('..')) ? undefined : [...new Set(folders)]
}
