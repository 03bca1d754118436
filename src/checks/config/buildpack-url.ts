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
    why: 'They set the buildpack before apps had a list of buildpacks. If the app has such a list, the config var has no effect and is misleading. If it has none, the config var may choose the buildpack of the next build.',
    fix: 'Set the buildpacks with `heroku buildpacks:set`, and unset the config var.',
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
      ? 'The app has no buildpacks, so the next build may use the one it names. Set them first: heroku buildpacks:set heroku/python.'
      : 'The app has a list of buildpacks, so this has no effect and is misleading.'
    return [
      {
        fix: unset(app, names),
        message: `${listing(names)} ${are} set, which dates from before apps had a list of buildpacks. ${effect}`,
      },
    ]
  },
}
