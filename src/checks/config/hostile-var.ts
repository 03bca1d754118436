import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {listing, SUPPORT_PAGE} from '../facts.js'

/** Set by the classic buildpack for its own build and for the dyno; a config var of that name gets in its way. */
const CLASSIC_NAMES = ['LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH']

export const hostileVar: Check = {
  id: 'config/hostile-var',
  title: 'a config var that breaks Python or its tools is set',
  severity: 'warning',
  needs: ['config-vars'],
  explains: ['checks::forbidden-env-vars'],
  docs: {
    what: 'A config var has the name of an environment variable that says where Python, its packages or its package manager live: `PYTHONHOME`, `PIP_TARGET`, `UV_PROJECT_ENVIRONMENT`, `VIRTUAL_ENV` and others, or `PATH`.',
    why: 'The buildpack sets these itself. On Fir all config vars reach the build, and it stops when it finds one of them. On other apps they reach hooks, collectstatic and the running app, which may then look for Python or for packages in a place that does not exist.',
    mend: 'Unset it. Most such config vars are left over from older guides.',
    example: 'a config var `PYTHONHOME`',
    link: SUPPORT_PAGE,
  },
  run({app, kind, releases}) {
    if (!app || !isAvailable(app.configVars)) return []
    const hostile = kind === 'cnb' ? releases.cnb.forbiddenEnvVars : [...releases.cnb.forbiddenEnvVars, ...CLASSIC_NAMES]
    const {configVars} = app
    const found = hostile.filter((name) => configVars.has(name))
    if (found.length === 0) return []
    const vars = `the config var${found.length > 1 ? 's' : ''} ${listing(found)}`
    return [
      {
        fix: {command: `heroku config:unset ${found.join(' ')} --app ${app.name}`, kind: 'ask'},
        message:
          kind === 'cnb'
            ? `The build stops: it refuses ${vars}.`
            : `Hooks, collectstatic and the running app get ${vars}, which can make Python or its tools look in the wrong place.`,
        ...(kind === 'cnb' && {severity: 'error' as const}),
      },
    ]
  },
}
