import type {Check} from '../check.js'
import {SUPPORT_PAGE} from '../facts.js'
import {appWithVars, unset} from './vars.js'

/** Where a dyno's app is, with or without a slash at the end. */
const APP_FOLDER = /^\/app\/?$/

export const pythonPath: Check = {
  id: 'config/pythonpath',
  title: "the config var PYTHONPATH replaces the buildpack's default",
  severity: 'warning',
  needs: ['config-vars'],
  appOnly: true,
  docs: {
    what: "The config var `PYTHONPATH` is set and doesn't include the app's folder, `/app`.",
    why: "On a dyno, the classic buildpack sets PYTHONPATH to the app's folder, so Python finds its modules from everywhere. A config var replaces that on dynos and during collectstatic, and Python may not find modules in the app's root. `$HOME` in a config var isn't expanded.",
    fix: 'Unset it, or add `/app` to it: `heroku config:set PYTHONPATH=/app:/app/src`.',
    example: '`PYTHONPATH=src`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const app = appWithVars(context)
    const value = app?.configVars.get('PYTHONPATH')?.reveal()
    if (context.kind === 'cnb' || !app || value === undefined) return []
    // As a list's empty entry, the current folder is the app's own.
    if (value.split(':').some((entry) => APP_FOLDER.test(entry))) return []
    return [
      {
        fix: unset(app, ['PYTHONPATH']),
        message:
          "The config var PYTHONPATH replaces the buildpack's default (/app) and doesn't include it. Python may not find modules in the app's root.",
      },
    ]
  },
}
