import {isAvailable} from '../../platform/app.js'
import {BUILDPACK_VARS} from '../../platform/buildpacks/catalogue.js'
import type {Check} from '../check.js'
import {BUILDPACKS_PAGE} from '../shared/buildpack-list.js'
import {listing} from '../facts.js'
import {appWithVars, unset} from './vars.js'

export const buildpackUrl: Check = {
  id: 'config/buildpack-url',
  title: 'a config var names a buildpack',
  severity: 'warning',
  needs: ['config-vars'],
  appOnly: true,
  docs: {
    what: 'The config var `BUILDPACK_URL` or `LANGUAGE_PACK_URL` is set.',
    why: "They chose the buildpack before apps had a list of them. A list of the app's own wins, so that the config var misleads whoever reads it; where the list is empty, it may choose the buildpack of the next build.",
    fix: 'Set the list with `heroku buildpacks:set`, and unset the config var.',
    example: '`BUILDPACK_URL`, set in 2014',
    link: BUILDPACKS_PAGE,
  },
  run(context) {
    const app = appWithVars(context)
    const names = app ? [...BUILDPACK_VARS].filter((name) => app.configVars.has(name)) : []
    if (!app || names.length === 0) return []
    const are = names.length === 1 ? 'is' : 'are'
    const isEmpty = isAvailable(app.buildpacks) && app.buildpacks.length === 0
    const effect = isEmpty
      ? "The app's list of buildpacks is empty, so that the next build may use what it names. Set the list first: heroku buildpacks:set heroku/python."
      : "The app's own list of buildpacks wins over it: it has no effect, and misleads."
    return [
      {fix: unset(app, names), message: `${listing(names)} ${are} set, from before apps had a list of buildpacks. ${effect}`},
    ]
  },
}
