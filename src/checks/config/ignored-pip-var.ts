import {HANDED_TO_PIP} from '../../buildpack/config-vars.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {DEPENDENCIES_PAGE, listing, packageManager} from '../facts.js'
import {appWithVars} from './vars.js'

export const ignoredPipVar: Check = {
  id: 'config/ignored-pip-var',
  title: 'a config var for pip has no effect in the build',
  severity: 'info',
  needs: ['config-vars'],
  appOnly: true,
  docs: {
    what: 'A config var named `PIP_…` is set, other than `PIP_EXTRA_INDEX_URL`. Or `PIP_EXTRA_INDEX_URL` is set, and the app uses Poetry or uv.',
    why: 'The classic buildpack hides all config vars from the package manager, except `PIP_EXTRA_INDEX_URL` from pip and Pipenv. Hooks and the running app see them. On Fir, pip sees all of them.',
    fix: 'Put the option in `requirements.txt` (`--index-url`, `--find-links`, `--pre` and others work there), or unset the config var.',
    example: '`PIP_INDEX_URL`, with the address of a mirror',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const app = appWithVars(context)
    if (!app || context.kind === 'cnb') return []
    // Those that break Python or its tools, where they do reach them, are told of by config/hostile-var.
    const {forbiddenEnvVars} = context.releases.cnb
    const names = [...app.configVars.keys()].filter((name) => name.startsWith('PIP_') && !forbiddenEnvVars.includes(name)).sort()
    return [
      ...others(
        context,
        names.filter((name) => name !== HANDED_TO_PIP),
      ),
      ...(names.includes(HANDED_TO_PIP) ? extraIndex(context) : []),
    ]
  },
}

function others(context: CheckContext, names: readonly string[]): Finding[] {
  if (names.length === 0) return []
  const have = names.length === 1 ? 'has' : 'have'
  return [
    {
      fix: {command: null, kind: 'hand'},
      message: `${listing(names)} ${have} no effect when the build installs packages: ${HANDED_TO_PIP} is the only pip setting that the buildpack passes on.${context.hasSource && packageManager(context) === 'pip' ? ' Put the options in requirements.txt instead.' : ''}`,
    },
  ]
}

function extraIndex(context: CheckContext): Finding[] {
  const manager = packageManager(context)
  if (manager === null || PACKAGE_MANAGERS[manager].classic.sees.includes(HANDED_TO_PIP)) return []
  return [
    {
      fix: {command: null, kind: 'hand'},
      message: `${HANDED_TO_PIP} has no effect: the app uses ${PACKAGE_MANAGERS[manager].name}, and the buildpack passes no config vars to it.`,
    },
  ]
}
