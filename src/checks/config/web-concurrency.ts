import {isAvailable, type ProcessFormation} from '../../platform/app.js'
import type {Check} from '../check.js'
import {appWithVars, unset} from './vars.js'

/** What each worker gets at the least, by the buildpack's own default. Source: vendor/WEB_CONCURRENCY.sh. */
const MEGABYTES_FOR_A_WORKER = 256

/** A number on the command line wins over the config var. */
const SETS_WORKERS = /\s(?:-w|--workers)[\s=]*\d/

export const webConcurrency: Check = {
  id: 'config/web-concurrency',
  title: 'WEB_CONCURRENCY asks for more workers than the dynos have memory for',
  severity: 'info',
  needs: ['config-vars', 'formation'],
  appOnly: true,
  docs: {
    what: 'The config var `WEB_CONCURRENCY` asks for more worker processes than a web dyno has memory for, at 256 MB each.',
    why: "Gunicorn and Uvicorn start that many processes, and each loads the whole app. If they need more memory than the dyno has, it swaps and gets slow (R14), and is finally restarted (R15). Without the config var, the classic buildpack chooses a number that fits the dyno's memory and processors.",
    fix: 'Unset it, choose a smaller number, or use larger dynos: `heroku ps:type`.',
    example: '`WEB_CONCURRENCY=8` on a dyno of 512 MB',
    link: 'https://devcenter.heroku.com/articles/python-concurrency',
  },
  run(context) {
    const app = appWithVars(context)
    const value = app?.configVars.get('WEB_CONCURRENCY')?.reveal().trim()
    if (!app || !isAvailable(app.formation) || value === undefined || !/^\d{1,6}$/.test(value)) return []
    const web = app.formation.find(({type}) => type === 'web')
    const most = web && fitting(web)
    if (most === undefined || Number(value) <= most) return []
    return [
      {
        fix: unset(app, ['WEB_CONCURRENCY']),
        message: `WEB_CONCURRENCY asks for more than ${most} worker process${most === 1 ? '' : 'es'}: in the ${web!.memoryMegabytes} MB of a ${web!.size} dyno, each would have less than ${MEGABYTES_FOR_A_WORKER} MB.${context.kind === 'classic' ? ' Without the config var, the buildpack chooses a number that fits the dyno.' : ''}`,
      },
    ]
  },
}

/** How many workers a dyno has the memory for; undefined where that, or their number, isn't known. */
function fitting({command, memoryMegabytes}: ProcessFormation): number | undefined {
  if (memoryMegabytes === null || SETS_WORKERS.test(command)) return undefined
  return Math.max(1, Math.floor(memoryMegabytes / MEGABYTES_FOR_A_WORKER))
}
