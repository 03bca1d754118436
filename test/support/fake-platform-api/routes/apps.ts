import {ok} from '../answers.js'
import type {Listing} from '../ranges.js'
import {renderAccount} from '../render-account.js'
import {renderApp} from '../render.js'
import type {AppState} from '../state.js'
import {appOf, type Context, found, get, list, type Route} from './route.js'

export const appRoutes: Route[] = [
  get('/account', ({state, sdk}) => ok(renderAccount(state.account, sdk))),
  get('/apps', (context) => list(context, visibleApps(context, {}))),
  get('/apps/:app', (context) => ok(renderApp(appOf(context), context.state.account, context.sdk))),
  get('/teams/:team/apps', (context) => {
    const team = found(
      [...context.state.teams].find((name) => name === context.params.team),
      'team',
    )
    const apps = visibleApps(context, {joined: true, locked: false})
    return list(context, {...apps, items: apps.items.filter((app) => app.team === team)})
  }),
]

function visibleApps({state, sdk}: Context, extra: Record<string, unknown>): Listing<AppState> {
  return {
    items: state.apps.filter((app) => app.access !== 'none'),
    fields: {id: (app) => app.id, name: (app) => app.name, updated_at: (app) => app.updatedAt},
    render: (app) => ({...renderApp(app, state.account, sdk), ...extra}),
  }
}
