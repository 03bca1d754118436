import type {App} from '../../platform/app.js'
import type {Check, Finding, Severity} from '../check.js'

import {HIDDEN_FROM_STEPS} from '../../buildpack/config-vars.js'
import {listing, SUPPORT_PAGE} from '../facts.js'
import {appWithVars, unset} from './vars.js'

/** Set by the buildpacks for their own build and for the dyno; a config var of that name gets in their way. */
const PATHS = ['LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PATH']

export const hostileVar: Check = {
  id: 'config/hostile-var',
  title: 'a config var that breaks Python or its tools is set',
  severity: 'warning',
  needs: ['config-vars'],
  appOnly: true,
  explains: ['checks::forbidden-env-vars'],
  docs: {
    what: 'A config var has the name of an environment variable that tells Python or its tools where things are: `PYTHONHOME`, `PIP_TARGET`, `UV_PROJECT_ENVIRONMENT`, `VIRTUAL_ENV` and others, or `PATH`, `LD_LIBRARY_PATH`, `LIBRARY_PATH`.',
    why: "The buildpack sets these itself. On Fir, the build gets all config vars and fails if it finds one of these. On other apps, hooks, collectstatic and the running app get most of them. They may look for Python or packages in a place that doesn't exist. Only the running app gets the paths.",
    fix: 'Unset it. Most such config vars are left over from older guides.',
    example: 'a config var `PYTHONHOME`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const app = appWithVars(context)
    if (!app) return []
    const {kind, releases} = context
    const forbidden = releases.cnb.forbiddenEnvVars.filter((name) => app.configVars.has(name))
    const paths = PATHS.filter((name) => app.configVars.has(name))
    if (kind === 'cnb') return [...found(app, forbidden, STOPS, 'error'), ...found(app, paths, IN_THE_WAY_ON_FIR)]
    const isHidden = (name: string) => HIDDEN_FROM_STEPS.has(name)
    return [
      ...found(
        app,
        forbidden.filter((name) => !isHidden(name)),
        MISLEADS,
      ),
      ...found(app, [...forbidden.filter((name) => isHidden(name)), ...paths], IN_THE_WAY),
    ]
  },
}

const STOPS = (vars: string) => `The build fails: it rejects ${vars}.`
const MISLEADS = (vars: string) =>
  `Hooks, collectstatic and the running app get ${vars}, so Python or its tools may look in the wrong place.`
const IN_THE_WAY = (vars: string) =>
  `The running app gets ${vars}, which the buildpack sets itself. The app may not find system programs or libraries, or find the wrong ones.`
const IN_THE_WAY_ON_FIR = (vars: string) =>
  `The build and the running app get ${vars}, which the platform sets itself. They may not find system programs or libraries, or find the wrong ones.`

function found(app: App, names: readonly string[], message: (vars: string) => string, severity: Severity = 'warning'): Finding[] {
  if (names.length === 0) return []
  const vars = `the config var${names.length > 1 ? 's' : ''} ${listing(names)}`
  return [{fix: unset(app, names), message: message(vars), severity}]
}
