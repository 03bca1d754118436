import {ok} from '../answers.js'
import {stableId} from '../ids.js'
import {renderAddon, renderAttachment, renderFormation} from '../render.js'
import {appOf, get, type Route} from './route.js'

/** Dynos, add-ons and stacks. */
export const runtimeRoutes: Route[] = [
  get('/apps/:app/formation', (context) => {
    const app = appOf(context)
    return ok(app.formation.map((dyno) => renderFormation(dyno, app)))
  }),
  get('/apps/:app/addons', (context) => {
    const app = appOf(context)
    return ok(app.addons.map((addon) => renderAddon(addon, app, context.sdk)))
  }),
  get('/apps/:app/addon-attachments', (context) => {
    const app = appOf(context)
    return ok(app.attachments.map((attachment) => renderAttachment(attachment, app)))
  }),
  get('/stacks', () => ok(STACKS.map((stack) => renderStack(stack)))),
  get('/apps/:app/available-stacks', (context) => {
    const isFir = appOf(context).generation === 'fir'
    return ok(STACKS.filter(({name}) => (name === 'cnb') === isFir).map((stack) => renderStack(stack)))
  }),
]

const STACKS = [
  {name: 'cnb', state: 'public'},
  {name: 'container', state: 'public'},
  {name: 'heroku-20', state: 'deprecated'},
  {name: 'heroku-22', state: 'public'},
  {name: 'heroku-24', state: 'public'},
  {name: 'heroku-26', state: 'public'},
]

function renderStack({name, state}: {name: string; state: string}): Record<string, unknown> {
  const since = '2020-01-01T00:00:00Z'
  return {default: name === 'heroku-26', created_at: since, id: stableId('stack', name), name, state, updated_at: since}
}
