import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {interpretFile, moduleFile, type ModuleRun} from '../../project/python-source/index.js'
import {hasEnvironmentFile, managePy, OF_THE_PLATFORM} from '../shared/django-project.js'
import {listing} from '../facts.js'
import {type EntryPoint, entryPoints} from '../shared/entry-points.js'

/** More names would bury the message; the command has them all. */
const SHOWN = 5

export const varMissing: Check = {
  id: 'config/var-missing',
  title: "the code needs a config var that isn't set",
  severity: 'error',
  needs: ['config-vars'],
  docs: {
    what: 'While a process starts, the app\'s code reads an environment variable without a default: `os.environ["TOKEN"]`, `int(os.environ.get("SIZE"))`, `config("TOKEN")`. The app has no config var of that name. Reads in functions, under conditions, and those whose error the code catches don\'t count. Django\'s settings have a check of their own.',
    why: 'The read fails when the module is imported. The dyno crashes before it serves a request (H10), or the release phase fails.',
    fix: 'Set the config var, or give the read a default.',
    example: '`TOKEN = os.environ["API_TOKEN"]` in `app.py`, and no config var `API_TOKEN`',
    link: 'https://devcenter.heroku.com/articles/config-vars',
  },
  run(context) {
    const {app, project} = context
    // A Django app's settings are judged by django/build-config-missing.
    if (!app || !isAvailable(app.configVars) || hasEnvironmentFile(project.tree) || project.tree.exists('.profile')) return []
    if (managePy(context) !== undefined) return []
    const {configVars} = app
    const told = new Set<string>()
    return entryPoints(context).flatMap((entry): Finding[] => {
      const found = failing(entry, context, configVars).filter(({name}) => !told.has(name))
      for (const {name} of found) told.add(name)
      return found.length === 0 ? [] : [finding(entry, found, app.name)]
    })
  },
}

type Reads = ModuleRun['reads']

/** The first read of each variable that is surely made when a process starts, and surely fails. */
function failing(entry: EntryPoint, {project: {tree}}: CheckContext, configVars: ReadonlyMap<string, unknown>): Reads {
  const file = 'file' in entry.start ? entry.start.file : moduleFile(tree, entry.start.module, entry.folders)
  if (file === undefined) return []
  const {reads} = interpretFile(tree, file, entry.folders)
  const missing = reads.filter(
    ({certain, name, otherwise}) => certain && otherwise === undefined && !configVars.has(name) && !OF_THE_PLATFORM.test(name),
  )
  return missing.filter(({name}, index) => missing.findIndex((read) => read.name === name) === index)
}

function finding({process}: EntryPoint, found: Reads, app: string): Finding {
  const names = found.map(({name}) => name)
  const shown = names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : listing(names)
  const isOne = names.length === 1
  const fails = process === 'release' ? 'The release phase fails' : `The ${process} dyno crashes when it starts`
  return {
    file: found[0]!.file,
    fix: {command: `heroku config:set ${names.map((name) => `${name}=…`).join(' ')} --app ${app}`, kind: 'hand'},
    line: found[0]!.line,
    message: `${fails}: ${found[0]!.file} reads ${shown} from the environment without a default, and the app has no config var${isOne ? '' : 's'} of ${isOne ? 'that name' : 'those names'}.`,
  }
}
