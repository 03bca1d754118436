import {type Answer, ApiError, ok} from '../answers.js'
import {buildpackName, buildpackUrl} from '../buildpack-refs.js'
import {addRelease} from '../history.js'
import type {AppState} from '../state.js'
import {appOf, appToChange, type Context, get, isRecord, type Route} from './route.js'

/** What a client may change: buildpacks and config vars. */
export const settingRoutes: Route[] = [
  get('/apps/:app/buildpack-installations', (context) => ok(installations(appOf(context)))),
  {method: 'PUT', path: '/apps/:app/buildpack-installations', handle: replaceBuildpacks},
  // Config vars hold secrets: who may only look at the app does not see them.
  get('/apps/:app/config-vars', (context) => ok(appToChange(context).configVars)),
  {method: 'PATCH', path: '/apps/:app/config-vars', handle: patchConfigVars},
]

function installations(app: AppState): unknown {
  return app.buildpacks.map((url, ordinal) => ({buildpack: {url, name: buildpackName(url)}, ordinal}))
}

/** All or nothing: a list with one bad entry changes nothing. */
function replaceBuildpacks(context: Context): Answer {
  const app = appToChange(context)
  if (app.generation === 'fir') throw invalid('Buildpacks of Fir-generation apps are set in project.toml.')
  const {updates} = isRecord(context.body) ? context.body : {}
  if (!Array.isArray(updates)) throw invalid('`updates` must be an array.')
  app.buildpacks = updates.map((update: unknown) => {
    const ref = isRecord(update) && typeof update.buildpack === 'string' ? update.buildpack : ''
    const url = buildpackUrl(ref)
    if (url === undefined) throw invalid(`${ref} is not a valid buildpack.`)
    return url
  })
  return ok(installations(app))
}

function patchConfigVars(context: Context): Answer {
  const app = appToChange(context)
  if (!isRecord(context.body)) throw invalid('Config vars must be an object.')
  const changes = Object.entries(context.body)
  for (const [name, value] of changes) checkChange(app, name, value)
  for (const [name, value] of changes) {
    if (typeof value === 'string') app.configVars[name] = value
    else delete app.configVars[name]
  }

  const verb = changes.every(([, value]) => value === null) ? 'Remove' : 'Set'
  const names = changes.map(([name]) => name).join(', ')
  addRelease(app, {description: `${verb} ${names} config vars`}, context.state.clock)
  return ok(app.configVars)
}

function checkChange(app: AppState, name: string, value: unknown): void {
  if (!/^\w+$/.test(name)) throw invalid(`${name} is not a valid config var name.`)
  if (typeof value !== 'string' && value !== null) throw invalid(`The value of ${name} must be a string or null.`)
  if (app.addons.some((addon) => name in addon.configVars)) throw invalid(`Cannot overwrite attachment values ${name}.`)
}

function invalid(message: string): ApiError {
  return new ApiError(422, 'invalid_params', message)
}
