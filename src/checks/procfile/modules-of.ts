import type {CheckContext} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {byName} from '../../common/by-name.js'
import {moduleFolders, serverFolders} from '../shared/module-folders.js'
import {type Process, processesOf} from '../shared/processes.js'
import {serverOf, targetOf} from '../shared/servers.js'
import {optionValues} from '../shared/start-command.js'

/** A module that a command names, and where Python looks for it. */
export interface NamedModule {
  module: string
  folders: readonly string[]
  process: Process
  /** What loads it. */
  program: string
}

/** The modules that the lines of the Procfile name. */
export function modulesOf(context: CheckContext): NamedModule[] {
  return processesOf(context).flatMap((process) =>
    process.starts.flatMap((start): NamedModule[] => {
      const server = serverOf(start)
      const folders = server ? serverFolders(context, {server, start}) : moduleFolders(context, start)
      const target = server ? targetOf(server, start) : undefined
      const named = server
        ? target === undefined
          ? []
          : [{module: target.split(':')[0]!, program: server.program}]
        : namedBy(start)
      const settings = [...settingsOf(start)].map((module) => ({module, program: 'Django'}))
      return folders === undefined ? [] : [...named, ...settings].map((one) => ({...one, folders, process}))
    }),
  )
}

/** A module's name, with or without an object behind a colon; undefined for a path, or what a shell fills in. */
function plain(word: string | undefined): string | undefined {
  return word === undefined ? undefined : /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::[\w.]+(?:\(.*\))?)?$/.exec(word)?.[1]
}

type Names = (start: StartCommand) => (string | undefined)[]

const positional = ({args}: StartCommand, at: number) => {
  const word = args[at]
  return word?.startsWith('-') ? undefined : plain(word)
}

/** `module.Name`: the object is the last part. */
const parent = (word: string | undefined) => word?.split('.').slice(0, -1).join('.') || undefined

/** Source: the command lines of celery 5.5, flask 3.1, dramatiq 1.18, huey 2.5, arq 0.26, taskiq 0.11 and faststream 0.5. */
const PROGRAMS: Readonly<Record<string, Names>> = byName({
  arq: (start) => [parent(positional(start, 0))],
  celery: ({args}) =>
    optionValues(args, ['--workdir']).length > 0
      ? []
      : optionValues(args, ['-A', '--app'])
          .slice(0, 1)
          .map((word) => plain(word)),
  dramatiq: (start) => [positional(start, 0)],
  faststream: (start) => (start.args[0] === 'run' ? [positional(start, 1)] : []),
  flask: ({args, environment}) => [plain(optionValues(args, ['-A', '--app'])[0] ?? environment.get('FLASK_APP'))],
  huey_consumer: (start) => [parent(positional(start, 0))],
  'huey_consumer.py': (start) => [parent(positional(start, 0))],
  taskiq: (start) => (start.args[0] === 'worker' || start.args[0] === 'scheduler' ? [positional(start, 1)] : []),
})

function namedBy(start: StartCommand): {module: string; program: string}[] {
  const known = Object.hasOwn(PROGRAMS, start.program) ? PROGRAMS[start.program] : undefined
  if (!known) return start.isModule ? ownModule(start) : []
  return known(start).flatMap((module) => (module === undefined ? [] : [{module, program: start.program}]))
}

/** `python -m jobs.daily`. A short name may be of the standard library, or of any package. */
function ownModule({program}: StartCommand): {module: string; program: string}[] {
  const module = plain(program)
  return module?.includes('.') ? [{module, program: 'python -m'}] : []
}

function settingsOf({args, environment, program}: StartCommand): Set<string> {
  const isDjango = program === 'django-admin' || args.some((word) => word.endsWith('manage.py')) || program.endsWith('manage.py')
  const asked = [environment.get('DJANGO_SETTINGS_MODULE'), ...(isDjango ? optionValues(args, ['--settings']) : [])]
  return new Set(asked.flatMap((word) => plain(word) ?? []))
}
