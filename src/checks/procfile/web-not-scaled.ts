import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {readProcfile, webProcess} from '../../project/procfile.js'

export const webNotScaled: Check = {
  id: 'procfile/web-not-scaled',
  title: 'no web dyno runs',
  severity: 'warning',
  needs: ['formation'],
  appOnly: true,
  docs: {
    what: 'The app has a web process type, and its number of dynos is 0.',
    why: 'Every request ends in error H14, "No web processes running". An app that has no other process type does nothing at all.',
    fix: 'Scale it: `heroku ps:scale web=1`. Where it is off on purpose, suppress this check with the reason.',
    example: '`heroku ps` lists no web dyno',
    link: 'https://devcenter.heroku.com/articles/error-codes#h14-no-web-dynos-running',
  },
  run({app, project}) {
    if (!app || !isAvailable(app.formation)) return []
    const web = app.formation.find(({type}) => type === 'web')
    // The next release will have no web process, and need none.
    const isGone = readProcfile(project.tree) !== undefined && !webProcess(project.tree)
    if (web?.quantity !== 0 || isGone) return []
    return [
      {
        fix: {command: `heroku ps:scale web=1 --app ${app.name}`, kind: 'ask'},
        message: 'No web dyno runs: the process type web is scaled to 0, and every request ends in error H14.',
      },
    ]
  },
}
