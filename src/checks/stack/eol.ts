import type {Check} from '../check.js'

import {platform} from '../../buildpack/release.js'
import {STACK_PAGE} from '../facts.js'

/** Apps on it are built from their Dockerfile. */
export const CONTAINER_STACK = 'container'

const CONTAINER_MESSAGE =
  "The app is on the container stack: Heroku builds its Dockerfile and doesn't run buildpacks. The checks for buildpacks and their builds don't apply."

export const stackEol: Check = {
  id: 'stack/eol',
  title: "the buildpack doesn't support the stack",
  severity: 'error',
  dated: true,
  needs: ['app'],
  appOnly: true,
  explains: ['checks::stack::eol', 'checks::stack::unknown'],
  docs: {
    what: "The stack of the next build reached its end of life, or the buildpack doesn't know it.",
    why: "The buildpack only has Python for stacks that Heroku supports, so the build fails. Apps on the container stack aren't built by a buildpack: the check says so, and skips all others.",
    fix: 'Move the app to a newer stack, and test it there: `heroku stack:set`.',
    example: 'an app on heroku-20',
    link: STACK_PAGE,
  },
  run({app, prediction, stack}) {
    const reason = prediction.failure?.reason
    if (!app) return []
    if (stack === CONTAINER_STACK) return [{fix: {command: null, kind: 'hand'}, message: CONTAINER_MESSAGE, severity: 'info'}]
    if (reason !== 'checks::stack::eol' && reason !== 'checks::stack::unknown') return []

    return [
      {
        fix: {command: `heroku stack:set ${platform.defaultStack} --app ${app.name}`, kind: 'ask'},
        message: `The build fails: the buildpack ${reason === 'checks::stack::eol' ? 'no longer supports' : "doesn't know"} the stack ${stack}.`,
      },
    ]
  },
}
