import type {Check} from '../check.js'

import {platform} from '../../buildpack/release.js'
import {STACK_PAGE} from '../facts.js'

export const stackDeprecated: Check = {
  id: 'stack/deprecated',
  title: 'support for the stack ends soon',
  severity: 'warning',
  dated: true,
  needs: ['app'],
  appOnly: true,
  docs: {
    what: 'The stack of the next build has an announced end.',
    why: 'After that day, the stack gets no security updates, and builds on it fail.',
    fix: 'Move the app to a newer stack before then, and test it there: `heroku stack:set`.',
    example: 'an app on heroku-22',
    link: STACK_PAGE,
  },
  run({app, stack}) {
    const end = platform.stackEndOfLife[stack]
    if (!app || end === undefined) return []
    return [
      {
        fix: {command: `heroku stack:set ${platform.defaultStack} --app ${app.name}`, kind: 'ask'},
        message: `Heroku ends support for ${stack} on ${end}. After that, the app can't be built on it.`,
      },
    ]
  },
}
