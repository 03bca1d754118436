import {byName} from '../../common/by-name.js'
import {posix} from 'node:path'

import type {ModuleObject} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {pythonFile} from '../../project/python-source/index.js'
import {isBefore} from '../../packaging/release-order.js'
import {unlessCreated} from '../creators.js'
import {findDependency} from '../dependencies.js'
import {appInPackage, appsIn, dashIn, factoryIn, isFactory} from './app-names.js'
import {gunicornWorker, isWsgiWorker} from './gunicorn-worker.js'
import {DEFAULT_NAMES, type Load, loadsOf, withTarget} from '../shared/loads.js'
import {crash} from '../shared/processes.js'
import {isBareDash, noAppOf} from './web-apps.js'

export const serverObject: Check = {
  id: 'procfile/server-object',
  title: "the server can't load the object that the command names",
  severity: 'error',
  docs: {
    what: "A command names `module:name`, and the module doesn't have that name when it's imported: the app has a different name, or is only set under `if __name__ == \"__main__\"`. Or the server can't call the object: a Dash object before Dash 3.1, a function that creates the app. The check skips modules with `from … import *` of a package, `globals()`, or names set under a condition.",
    why: 'The server fails with "Failed to find attribute", or answers every request with an error. The deploy succeeds, then every request fails with error H10 or status 500.',
    fix: 'Name the object as the module does: `gunicorn app:app` for `app = Flask(__name__)` in `app.py`, `gunicorn "app:create_app()"` for a function.',
    example: '`web: gunicorn app:application`, where app.py has `app = Flask(__name__)`',
    link: 'https://docs.gunicorn.org/en/stable/run.html',
  },
  run(context) {
    return loadsOf(context).flatMap((load): Finding[] => {
      const fault = faultOf(context, load)
      if (!fault) return []
      const {file, line, type} = load.process
      const right = fault.right === undefined ? '' : ` Write ${type}: ${withTarget(load, fault.right)}.`
      return [
        unlessCreated(
          context,
          {
            file,
            fix: {command: null, kind: 'ask'},
            line,
            message: `${crash(type)}: ${fault.why}${right}`,
            part: load.target,
          },
          [load.file ?? load.folder],
          'start',
        ),
      ]
    })
  },
}

interface Fault {
  /** Sentences, the first of which goes on after a colon. */
  why: string
  /** The right target. */
  right?: string
}

function faultOf(context: CheckContext, load: Load): Fault | undefined {
  const {file, isCall, name = DEFAULT_NAMES[load.process.server.name]} = load
  if (isUnwritten(context, file)) return undefined
  if (name === undefined) return withoutName(context, load)
  const [first = '', ...attributes] = name.split('.')
  const fault = attributes.length > 0 ? attributeFault(context, load, {attributes, first}) : undefined
  if (fault) return fault
  const object: ModuleObject = file === undefined ? {kind: 'absent', mainOnly: false} : load.objects.inFile(file, first)
  const shown = file ?? `${load.folder}/`
  if (object.kind === 'absent') return absent(context, load, {first, isMainOnly: object.mainOnly, shown})
  if (attributes.length > 0) return undefined
  if (object.kind === 'foreign' && !isCall) return notCallable(context, load, {first, path: object.path, shown})
  if (object.kind !== 'function') return undefined
  return isCall ? missingArguments(load, object, first) : uncalledFactory(context, load, {first, object, shown})
}

/** A file that wasn't read, and an empty module, which is one that is yet to be written. */
function isUnwritten({project: {tree}}: CheckContext, file: string | undefined): boolean {
  if (file === undefined) return false
  const source = pythonFile(tree, file)
  return !source || (source.text.trim() === '' && posix.basename(file) !== '__init__.py')
}

function uncalledFactory(
  context: CheckContext,
  load: Load,
  {first, object, shown}: {first: string; object: Extract<ModuleObject, {kind: 'function'}>; shown: string},
): Fault | undefined {
  const {server} = load.process
  if (!isFactory(object) || !callsPerRequest(context, load)) return undefined
  return {
    ...(server.name === 'gunicorn' && {right: `"${load.module}:${first}()"`}),
    why: `${first} in ${shown} is a function that creates the app. ${server.program} calls it as the app, so every request fails with a TypeError.${FACTORY[server.name] ?? ''}`,
  }
}

const FACTORY: Readonly<Record<string, string>> = byName({
  granian: ' Add --factory.',
  waitress: ' Add --call.',
})

/** uvicorn and daphne refuse a module alone. */
function withoutName(context: CheckContext, load: Load): Fault | undefined {
  const {file, module, process} = load
  if (process.server.name !== 'uvicorn' && process.server.name !== 'daphne') return undefined
  const [found] = file === undefined ? [] : appsIn(context, load.objects, file)
  return {
    why: `${process.server.program} needs module:name, and ${module} is only a module.`,
    ...(found !== undefined && {right: `${module}:${found}`}),
  }
}

/** Gunicorn takes a name or a call from version 20 on, and no attribute. Source: gunicorn/util.py, import_app. */
function attributeFault(
  context: CheckContext,
  {file, module, process: {server}}: Load,
  {attributes, first}: {attributes: readonly string[]; first: string},
): Fault | undefined {
  if (server.name !== 'gunicorn') return undefined
  const version = findDependency(context, 'gunicorn')?.version
  if (version && isBefore(version, '20')) return undefined
  const name = attributes.at(-1)!
  const line = `${name} = ${first}.${attributes.join('.')}`
  return {
    right: `${module}:${name}`,
    why: `gunicorn can only load a name of the module, not an attribute: it can't parse "${first}.${attributes.join('.')}". Add the line "${line}" to ${file ?? module}.`,
  }
}

function absent(
  context: CheckContext,
  load: Load,
  {first, isMainOnly, shown}: {first: string; isMainOnly: boolean; shown: string},
): Fault {
  const {file, module, process} = load
  if (isMainOnly)
    return {
      why: `${shown} defines ${first} only under if __name__ == "__main__", which doesn't run when ${process.server.program} imports it. Define ${first} above that block.`,
    }
  const found = file === undefined ? [] : appsIn(context, load.objects, file)
  const why = `${process.server.program} can't load ${first}: ${shown} doesn't have it.`
  const dash = file === undefined ? undefined : dashIn(context, load.objects, file)
  if (dash !== undefined && first !== dash)
    return {why: `${why} Add the line "${first} = ${dash}.server" below the Dash app, or load another name.`}
  if (found[0] !== undefined) return {right: `${module}:${found[0]}`, why: `${why} The app is named ${found[0]}.`}
  const factory = file === undefined ? undefined : factoryIn(context, load.objects, file)
  if (factory !== undefined) return {right: `"${module}:${factory}()"`, why: `${why} ${factory}() creates the app.`}
  const below = appInPackage(context, load, first)
  return below === undefined ? {why} : {right: below.target, why: `${why} It's in ${below.file}.`}
}

function notCallable(
  context: CheckContext,
  load: Load,
  {first, path, shown}: {first: string; path: string; shown: string},
): Fault | undefined {
  const {
    file,
    module,
    process: {server},
  } = load
  const hasServer = file !== undefined && load.objects.inFile(file, 'server').kind === 'foreign'
  if (isBareDash(context, path))
    return {
      right: `${module}:server`,
      why: `${first} in ${shown} is a Dash object, which ${server.program} can't call before Dash 3.1.${hasServer ? ` Load server instead: it is ${first}.server.` : ` Add the line "server = ${first}.server" below it.`}`,
    }
  const known = noAppOf(path)
  return known && {why: `${first} in ${shown} is ${known.name}, which ${server.program} can't call. ${known.instead}`}
}

function missingArguments(
  {process: {server}, target}: Load,
  {required}: Extract<ModuleObject, {kind: 'function'}>,
  name: string,
): Fault | undefined {
  if (required.length === 0 || !/\(\s*\)$/.test(target)) return undefined
  return {why: `${server.program} calls ${name}() without arguments, but it needs ${required.join(', ')}.`}
}

/** uvicorn calls a function without arguments by itself, its gunicorn worker too. Source: uvicorn/config.py, Config.load. */
function callsPerRequest(context: CheckContext, {process}: Load): boolean {
  const {server, start} = process
  if (server.name === 'gunicorn') return isWsgiWorker(gunicornWorker(context, process))
  if (server.name === 'waitress') return !start.args.includes('--call')
  return server.name === 'granian' && !start.args.includes('--factory')
}
