import type {Check, CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {truth} from '../../project/python-source/index.js'
import {listing} from '../facts.js'
import {OF_THE_PLATFORM} from '../shared/django-project.js'
import {runtimeSettings} from '../shared/django-settings.js'

export const debug: Check = {
  id: 'django/debug',
  title: 'the app runs with DEBUG on',
  severity: 'warning',
  docs: {
    what: "`DEBUG` is true in the running app's settings. Or it depends on a config var that isn't set, and its default is true.",
    why: 'With `DEBUG` on, error pages show settings and source code to anyone. Every SQL query stays in memory until the dyno runs out of it. Static files are served differently than in production.',
    fix: 'Make it false unless the environment says otherwise: `DEBUG = os.environ.get("DEBUG") == "1"`.',
    example: '`DEBUG = True`, as `django-admin startproject` writes it',
    link: 'https://docs.djangoproject.com/en/stable/ref/settings/#debug',
  },
  run(context) {
    const binding = runtimeSettings(context)?.names.get('DEBUG')
    if (!binding) return []
    const {file, line, value} = binding
    const names = value.kind === 'environment' ? value.names : []
    const byDefault = value.kind === 'environment' ? value.otherwise : value
    if (!byDefault || truth(byDefault) !== true || names.some((name) => isSet(name, context))) return []
    const condition =
      names.length === 0
        ? ''
        : `${context.app ? ', because' : ' unless'} the config var${names.length > 1 ? 's' : ''} ${listing(names)} ${names.length > 1 ? 'are' : 'is'} ${context.app ? 'not ' : ''}set`
    const isOneOfAnApp = context.app && names.length === 1
    return [
      {
        file,
        fix: {command: isOneOfAnApp ? `heroku config:set ${names[0]}=False --app ${context.app!.name}` : null, kind: 'ask'},
        line,
        part: 'DEBUG',
        message: `DEBUG is on in the running app${condition}: an error page shows settings and source code to anyone, and memory grows with every query.`,
      },
    ]
  },
}

/** Whether a variable is there on a dyno, and decides. Without an app there are no config vars. */
function isSet(name: string, {app}: CheckContext): boolean {
  if (OF_THE_PLATFORM.test(name)) return true
  return app !== null && (!isAvailable(app.configVars) || app.configVars.has(name))
}
