import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {filesWith, isOwnModule, moduleFile, moduleImports, Objects, pythonFile} from '../../project/python-source/index.js'
import {unlessCreated} from '../creators.js'
import {crash} from '../shared/processes.js'
import {optionValues} from '../shared/start-command.js'
import {modulesOf, type NamedModule} from './modules-of.js'

export const celeryApp: Check = {
  id: 'procfile/celery-app',
  title: "Celery doesn't find its app in the module",
  severity: 'error',
  docs: {
    what: 'A line of the Procfile runs `celery -A shop`, and neither the module `shop` nor `shop.celery` has a Celery app: nothing named `app` or `celery`, and no mention of Celery. With `-A shop:queue`: a module without that name.',
    why: 'Celery fails with "Unable to load celery application", and the process crashes.',
    fix: 'Name the module that creates the app: `celery -A shop.tasks worker`. In a Django project, create it in `shop/celery.py`.',
    example: '`worker: celery -A shop worker`, where shop/tasks.py has `queue = Celery("shop")`',
    link: 'https://docs.celeryq.dev/en/stable/getting-started/next-steps.html#about-the-app-argument',
  },
  run(context) {
    return modulesOf(context).flatMap((named): Finding[] => {
      if (named.program !== 'celery') return []
      const fault = faultOf(context, named)
      if (!fault) return []
      const {place, type} = named.process
      const finding = {...place, fix: {command: null, kind: 'ask' as const}, message: `${crash(type)}: ${fault.why}`}
      return [unlessCreated(context, finding, [fault.file], 'start')]
    })
  },
}

interface Fault {
  file: string
  /** A sentence or two that go on after a colon. */
  why: string
}

function faultOf(context: CheckContext, {folders, module, process}: NamedModule): Fault | undefined {
  const {tree} = context.project
  const file = moduleFile(tree, module, folders)
  const source = file === undefined ? undefined : pythonFile(tree, file)
  // procfile/wsgi-module tells of a module that isn't there.
  if (file === undefined || !source) return undefined
  const objects = new Objects(tree, folders)
  const isAbsent = (name: string) => objects.inFile(file, name).kind === 'absent'
  const name = nameIn(process)
  if (name !== undefined)
    return isAbsent(name.split('.')[0]!) ? {file, why: `${file} doesn't define ${name}.${hint(context, file)}`} : undefined
  // Celery takes any of its apps that the module has, whatever it is called. Source: celery/app/utils.py, find_app.
  const fromOwn = moduleImports(tree.read(file)!).some((one) => one.names.length > 0 && isOwnImport(tree, one.module, folders))
  const mayHaveOne = /celery|import\s*\*/i.test(source.text) || fromOwn || !isAbsent('app') || !isAbsent('celery')
  if (mayHaveOne || moduleFile(tree, `${module}.celery`, folders) !== undefined) return undefined
  return {file, why: `${module} has no Celery app (celery: "Unable to load celery application").${hint(context, file)}`}
}

function isOwnImport(tree: FileTree, module: string, folders: readonly string[]): boolean {
  return module.startsWith('.') || isOwnModule(tree, module, folders)
}

/** What follows the colon of `-A shop:queue`. */
function nameIn({starts}: NamedModule['process']): string | undefined {
  const word = starts.flatMap(({args, program}) => (program === 'celery' ? optionValues(args, ['-A', '--app']) : []))[0]
  return word?.includes(':') ? word.split(':')[1] : undefined
}

/** Where the app is made, if there is one such place. */
function hint({project: {tree}}: CheckContext, notIn: string): string {
  const files = [...filesWith(tree, /=\s*Celery\(/)].filter((file) => file !== notIn && !/(?:^|\/)tests?\//.test(file))
  if (files.length !== 1) return ''
  const module = files[0]!.replace(/\.py$/, '').replace(/\/__init__$/, '')
  return ` It's in ${files[0]!}: write celery -A ${posix.normalize(module).replaceAll('/', '.')}.`
}
