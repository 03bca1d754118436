import type {Check} from '../check.js'

import {SUPPORT_PAGE} from '../facts.js'
import {askForVersion, pythonSupport, suggestedVersion, versionPlace} from '../version-facts.js'

export const versionEol: Check = {
  id: 'version/eol',
  title: 'the Python version reached its end of life',
  severity: 'error',
  dated: true,
  explains: ['python-version::eol'],
  docs: {
    what: 'The app asks for a Python version that the buildpack no longer supports.',
    why: 'The version no longer gets security updates, and the buildpack dropped it, so the build fails.',
    fix: 'Set a newer version in `.python-version`, and test the app with it. The Python documentation lists what changed in each version.',
    example: '`.python-version` with `3.8`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {failure, origin, requested} = context.version
    if (failure?.reason !== 'python-version::eol') return []
    const python = pythonSupport(context)
    const {advice, fix} = askForVersion(context, suggestedVersion(context) ?? python.default)
    const which = origin === 'cached' ? `${requested}, the version of the last build,` : (requested ?? failure.detail)
    return [
      {
        ...versionPlace(context),
        fix,
        message: `The build fails: Python ${which} reached its end of life. The oldest version that Heroku supports is ${python.oldest}.${advice}`,
      },
    ]
  },
}
