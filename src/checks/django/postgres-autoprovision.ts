import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {findDependency} from '../dependencies.js'
import {djangoOf} from '../shared/django-project.js'

export const postgresAutoprovision: Check = {
  id: 'django/postgres-autoprovision',
  title: 'the first deploy may add a Postgres database',
  severity: 'info',
  needs: ['last-build'],
  docs: {
    what: 'The app has no builds yet, has `manage.py` in its root, and depends on Django and psycopg2.',
    why: "The buildpack then requests the add-on heroku-postgresql. For accounts with automatic add-ons, the first deploy creates one, which costs money, and sets `DATABASE_URL`. Later deploys don't.",
    fix: 'If you want the database, do nothing. Otherwise check `heroku addons` after the first deploy.',
    example: 'a new app with Django and `psycopg2-binary`',
    link: 'https://devcenter.heroku.com/articles/provisioning-heroku-postgres',
  },
  run(context) {
    const {app} = context
    if (!app || !isAsked(context) || app.lastBuild !== null) return []
    if (isAvailable(app.configVars) && app.configVars.has('DATABASE_URL')) return []
    return [
      {
        file: 'manage.py',
        fix: {command: `heroku addons --app ${app.name}`, kind: 'hand'},
        message:
          'The first deploy requests the add-on heroku-postgresql, as for every Django app with psycopg2. Accounts with automatic add-ons get one and pay for it.',
      },
    ]
  },
}

/** Source: bin/release, which looks whether the modules can be imported; psycopg 3 has another name. */
function isAsked(context: CheckContext): boolean {
  const hasDriver = ['psycopg2', 'psycopg2-binary'].some((name) => findDependency(context, name))
  return context.kind === 'classic' && context.project.tree.isFile('manage.py') && djangoOf(context) !== undefined && hasDriver
}
