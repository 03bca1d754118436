import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {readProcfile, webProcess} from '../../project/procfile.js'

export const webNotScaled: Check = {
  id: 'procfile/web-not-scaled',
  title: 'the app has no web dyno',
  severity: 'warning',
  needs: ['formation'],
  appOnly: true,
  docs: {
    what: "The app's web process type is scaled to 0.",
    why: 'Every request fails with error H14, "No web processes running". An app without other process types does nothing at all.',
    fix: "Scale it: `heroku ps:scale web=1`. If it's off on purpose, suppress this check with that reason.",
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
        message: 'The process type web is scaled to 0, so every request fails with error H14.',
      },
    ]
  },
}
