import {isAvailable} from '../../platform/app.js'
import {
  BUILDPACK_VARS,
  isPythonBuildpack,
  movesTheRoot,
  placeOf,
  roleOf,
  standsForPython,
} from '../../platform/buildpacks/catalogue.js'
import {detectionOf, mayWriteSource} from '../../platform/buildpacks/detection.js'
import {HEROKU_PYTHON, type Reference} from '../../platform/buildpacks/reference.js'
import {appJsonBuildpacks} from '../../platform/buildpacks/named-in-source.js'
import {readAppJson} from '../../project/app-json.js'
import type {Check, CheckContext, Finding} from '../check.js'
import {withoutManager} from '../source/without-manager.js'
import {processesOf} from '../shared/processes.js'
import {BUILDPACKS_PAGE, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

export const pythonMissing: Check = {
  id: 'buildpacks/python-missing',
  title: "heroku/python isn't one of the app's buildpacks",
  severity: 'error',
  docs: {
    what: "The source is a Python app, but none of the app's buildpacks installs Python: it only has `heroku/nodejs`, an apt or a monorepo buildpack. This is a warning if an unknown buildpack may install Python, or if no process of the Procfile runs Python. Without an app, the check reads the list in `app.json`.",
    why: 'Heroku only detects a buildpack if none is set. Otherwise it runs the buildpacks that are set. Neither Python nor your packages are installed, and the dyno or the release phase fails with "command not found".',
    fix: 'Add the buildpack at the end of the list: `heroku buildpacks:add heroku/python`.',
    example: '`heroku/nodejs` alone, and `web: gunicorn app:app`',
    link: BUILDPACKS_PAGE,
  },
  run(context) {
    if (!context.app) return inAppJson(context)
    const list = runningBuildpacks(context)
    if (list.length === 0 || !lacksPython(context, list) || !isPythonApp(context, list)) return []
    const unknown = list.filter((reference) => !isKnown(reference))
    const command = `heroku buildpacks:add ${HEROKU_PYTHON} --app ${context.app!.name}`
    const are = list.length === 1 ? `is only ${shownList(list)}` : `is ${shownList(list)}`
    const message = `Python is never installed: the app's list of buildpacks ${are}, without ${HEROKU_PYTHON}. Your packages aren't installed either, and commands that run Python fail with "command not found".`
    const fix = {command, kind: 'ask' as const}
    if (unknown.length > 0) return [{fineIf: [`${shownList(unknown)} installs Python`], fix, message, severity: 'warning'}]
    return [runsPython(context) || isInFolder(context, list) ? {fix, message} : {fix, message, severity: 'warning'}]
  },
}

/** Without an app: the list that review apps, and apps made by a button, get. */
function inAppJson(context: CheckContext): Finding[] {
  const {tree} = context.project
  const list = appJsonBuildpacks(tree) ?? []
  if (list.length === 0 || !lacksPython(context, list) || !isPythonApp(context, list) || !runsPython(context)) return []
  const {text} = readAppJson(tree)!
  return [
    {
      file: 'app.json',
      fix: {command: null, kind: 'hand'},
      line: text.slice(0, text.search(/"buildpacks"\s*:/)).split('\n').length,
      message: `Python is never installed in apps created from app.json, such as review apps: its list of buildpacks is ${shownList(list)}, without ${HEROKU_PYTHON}. Add {"url": "${HEROKU_PYTHON}"} at the end.`,
      severity: 'warning',
    },
  ]
}

/** The list of an app that surely installs no Python, as a user would type it; undefined: it may. */
export function listWithoutPython(context: CheckContext): string | undefined {
  const list = runningBuildpacks(context)
  const isSure = list.length > 0 && lacksPython(context, list) && list.every((reference) => isKnown(reference))
  return isSure ? shownList(list) : undefined
}

/** Whether no buildpack of the list installs Python, as far as it is known. Conda's buildpacks and a few others do. */
function lacksPython({app}: CheckContext, list: readonly Reference[]): boolean {
  const isNamed = app && isAvailable(app.configVars) && [...app.configVars.keys()].some((name) => BUILDPACK_VARS.has(name))
  if (isNamed) return false
  return list.every((reference) => {
    const {kind} = roleOf(reference)
    if (standsForPython(reference, list) || isPythonBuildpack(reference)) return false
    // A list in .buildpacks that isn't there stops the build: buildpacks/detect-fails.
    if (kind === 'blocked' || kind === 'standalone' || kind === 'multi') return false
    return kind === 'exporter' || kind === 'geo-copy' || isKnown(reference) || !BY_ITS_NAME.test(reference.identity)
  })
}

/** Names of buildpacks that may well bring a Python. */
const BY_ITS_NAME = /conda|django|docker|mamba|mise|\bnix|pipenv|poetry|pyenv|python|\buv\b|[/-]py\b/i

/** Buildpacks of which it is known that they install no Python. */
function isKnown(reference: Reference): boolean {
  const {slug} = reference
  if (movesTheRoot(reference) || placeOf(reference) !== null || detectionOf(reference) || !mayWriteSource(reference)) return true
  return roleOf(reference).kind === 'exporter' || /^heroku(?:-community)?\//.test(slug ?? '')
}

function isPythonApp(context: CheckContext, list: readonly Reference[]): boolean {
  if (context.prediction.detected && context.hasSource) return true
  return isInFolder(context, list)
}

/** The folder that a buildpack makes the root isn't known, as its config var is missing: a folder has the app. */
function isInFolder(context: CheckContext, list: readonly Reference[]): boolean {
  return list.some((reference) => movesTheRoot(reference)) && withoutManager(context)?.why === 'subfolder'
}

const PYTHON =
  /^(?:alembic|celery|daphne|django-admin|fastapi|flask|gunicorn|huey_consumer|hypercorn|python[\d.]*|rq|streamlit|uvicorn|waitress-serve)$|\.py$/

/** Whether a process needs Python: an app of another language may have a requirements.txt for its tools. */
function runsPython(context: CheckContext): boolean {
  const processes = processesOf(context)
  return processes.some(({starts}) => starts.some(({isModule, program}) => isModule === true || PYTHON.test(program)))
}
