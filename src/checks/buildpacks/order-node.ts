import {placeOf} from '../../platform/buildpacks/catalogue.js'
import {betterOrder} from '../../platform/buildpacks/order.js'
import type {Check} from '../check.js'
import {collectstatic} from '../shared/django-project.js'
import {migrateCommand, pythonIndex, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

export const orderNode: Check = {
  id: 'buildpacks/order-node',
  title: 'the Node.js buildpack runs after the Python buildpack',
  severity: 'warning',
  needs: ['buildpacks'],
  docs: {
    what: 'The Node.js buildpack comes after the Python buildpack, which runs collectstatic for this Django app.',
    why: 'collectstatic runs before Node.js builds the static files, so the app serves old ones or none. Also, the last buildpack sets the default of `WEB_CONCURRENCY`, and the Node.js buildpack calculates it for Node.js.',
    fix: 'Put heroku/nodejs before the Python buildpack. `heroku python:migrate-buildpack` suggests the order and sets it in one step.',
    example: '`heroku/python` followed by `heroku/nodejs`',
    link: 'https://devcenter.heroku.com/articles/django-assets',
  },
  run(context) {
    const list = runningBuildpacks(context)
    const late = list.slice(pythonIndex(list) + 1).filter((reference) => placeOf(reference) === 'node')
    if (late.length === 0 || !betterOrder(list, {aptHasGdal: false})?.rules.includes('node-before-python')) return []
    if (collectstatic(context) === 'no') return []
    return [
      {
        fix: {command: migrateCommand(context.app!.name), kind: 'ask'},
        message: `${shownList(late)} comes after the Python buildpack, so collectstatic runs first and misses the static files that it builds.`,
      },
    ]
  },
}
