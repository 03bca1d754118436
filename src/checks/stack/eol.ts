import type {Check} from '../check.js'

import {platform} from '../../buildpack/release.js'
import {STACK_PAGE} from '../facts.js'

export const stackEol: Check = {
  id: 'stack/eol',
  title: "the buildpack doesn't support the stack",
  severity: 'error',
  needs: ['app'],
  explains: ['checks::stack::eol', 'checks::stack::unknown'],
  docs: {
    what: 'The stack of the next build has reached its end of life, or is one that the buildpack does not know.',
    why: 'The buildpack has Python only for the stacks that Heroku supports: the build stops.',
    mend: 'Move the app to a newer stack, and test it there: `heroku stack:set`.',
    example: 'an app on heroku-20',
    link: STACK_PAGE,
  },
  run({app, prediction}) {
    const reason = prediction.failure?.reason
    if (!app || (reason !== 'checks::stack::eol' && reason !== 'checks::stack::unknown')) return []
    if (prediction.failure?.detail === 'container') {
      return [
        {
          fix: {command: null, kind: 'hand'},
          message:
            'The app is on the container stack: it is built from its Dockerfile (heroku.yml), not by the Python buildpack.',
          severity: 'info',
        },
      ]
    }

    return [
      {
        fix: {command: `heroku stack:set ${platform.defaultStack} --app ${app.name}`, kind: 'ask'},
        message: `The build stops: the buildpack ${reason === 'checks::stack::eol' ? 'no longer supports' : "doesn't know"} the stack ${prediction.failure!.detail}.`,
      },
    ]
  },
}
