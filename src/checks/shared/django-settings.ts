import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {readProcfile} from '../../project/procfile.js'
import {callsOf, interpretModule, type ModuleRun, pythonFile, type Value} from '../../project/python-source/index.js'
import {webStarts} from './processes.js'
import {serverOf} from './servers.js'
import {djangoOf, hasEnvironmentFile, managePy, moduleFolders} from './django-project.js'

/** The settings that Django runs with, as far as the source tells. */
export interface Settings extends ModuleRun {
  /** The file of the settings module itself. */
  file: string
}

interface Found {
  atBuild: Settings | undefined
  atRuntime: Settings | undefined
}

const answers = new WeakMap<CheckContext, Found>()

/** Those of `manage.py collectstatic`; undefined where it isn't sure which they are, or what they hold. */
export function buildSettings(context: CheckContext): Settings | undefined {
  return find(context).atBuild
}

/** Those of the running app. */
export function runtimeSettings(context: CheckContext): Settings | undefined {
  return find(context).atRuntime
}

/** The names of the settings modules, whatever they hold: what is imported first of a Django app. */
export function settingsModules(context: CheckContext): string[] {
  const script = managePy(context)
  if (!djangoOf(context) || script === undefined) return []
  const asked = askedByConfigVar(context)
  const modules = asked === undefined ? [settingsModule(context.project.tree, [script]), runtimeModule(context) ?? ''] : [asked]
  return [...new Set(modules)].filter((module) => module !== '')
}

function find(context: CheckContext): Found {
  const known = answers.get(context) ?? read(context)
  answers.set(context, known)
  return known
}

function read(context: CheckContext): Found {
  const script = managePy(context)
  if (!djangoOf(context) || script === undefined) return {atBuild: undefined, atRuntime: undefined}
  const asked = askedByConfigVar(context)
  const atBuild = asked ?? settingsModule(context.project.tree, [script])
  const atRuntime = asked ?? runtimeModule(context) ?? atBuild
  const build = closed(context, atBuild)
  return {atBuild: build, atRuntime: atRuntime === atBuild ? build : closed(context, atRuntime)}
}

function askedByConfigVar({app}: CheckContext): string | undefined {
  return app && isAvailable(app.configVars) ? app.configVars.get('DJANGO_SETTINGS_MODULE')?.reveal() : undefined
}

/** The module that wsgi.py and asgi.py ask for; `''` where they disagree, or what starts the app may ask for another. */
function runtimeModule(context: CheckContext): string | undefined {
  const {tree} = context.project
  const web = webStarts(context)
  // A script of the app's, and a .profile, may export what they like.
  const isPlain = !web || web.starts.some((start) => start.program === 'python' || serverOf(start))
  if (!isPlain || tree.exists('.profile') || /DJANGO_SETTINGS_MODULE|--settings/.test(readProcfile(tree)?.text ?? '')) return ''
  const entries = [...tree.files()].filter((path) => /(?:^|\/)[aw]sgi\.py$/.test(path) && tree.read(path))
  return entries.length === 0 ? undefined : settingsModule(tree, entries)
}

/** The one settings module that files set by default; `''` where there is none, or more than one. */
function settingsModule(tree: FileTree, files: readonly string[]): string {
  const found = new Set(files.flatMap((file) => modulesNamed(tree, file)))
  return found.size === 1 ? [...found][0]! : ''
}

/** What a file sets DJANGO_SETTINGS_MODULE to: `''` for what isn't a plain text. */
function modulesNamed(tree: FileTree, file: string): string[] {
  const source = pythonFile(tree, file)
  if (!source?.text.includes('DJANGO_SETTINGS_MODULE')) return []
  // A committed .env file that is read here may name another.
  if (/dotenv|read_env|decouple/.test(source.text) && hasEnvironmentFile(tree)) return ['']
  const calls = callsOf(source, 'os.environ.setdefault').filter(({args}) => textOf(args[0]) === 'DJANGO_SETTINGS_MODULE')
  // `os.environ["DJANGO_SETTINGS_MODULE"] = …` overrules it.
  const isAssigned = /DJANGO_SETTINGS_MODULE["']\s*\]\s*=/.test(source.text)
  return isAssigned ? [''] : calls.map(({args}) => textOf(args[1]) ?? '')
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined
}

/** The settings of a module, if nothing that can't be seen may change them. */
function closed(context: CheckContext, module: string | undefined): Settings | undefined {
  if (!module) return undefined
  const {tree} = context.project
  const run = interpretModule(tree, module, moduleFolders(context))
  // Without either it is no settings module, but an empty package that another one is in.
  if (!run || run.open || !['INSTALLED_APPS', 'ROOT_URLCONF'].some((name) => run.names.has(name))) return undefined
  const settings = {...run, file: run.files[0]!}
  return isOneOfMany(context, settings) ? undefined : settings
}

/** How settings for a server are called. */
const OF_A_SERVER = /deploy|heroku|live|prod|remote|server|stag/i

/** How settings for the machine of a developer are called: Heroku's are named by a config var then. */
const OF_A_DEVELOPER = /^(?:debug|dev|develop\w*|local\w*|tests?|testing)\.py$/i

/** Without the config vars, other settings beside these may be the ones that are used on Heroku. */
function isOneOfMany({app, project: {tree}}: CheckContext, {file, files}: Settings): boolean {
  if (app && isAvailable(app.configVars)) return false
  if (OF_A_DEVELOPER.test(posix.basename(file))) return true
  const folder = posix.dirname(file)
  const besides = tree
    .list(folder === '.' ? '' : folder)
    .filter((name) => name.endsWith('.py') || tree.isDirectory(posix.join(folder, name)))
  const others = besides.filter((name) => OF_A_SERVER.test(name) && /setting|conf/i.test(`${folder}/${name}`))
  return !OF_A_SERVER.test(posix.basename(file)) && others.some((name) => !files.includes(posix.join(folder, name)))
}
