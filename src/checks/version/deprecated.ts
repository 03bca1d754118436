import type {Check} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {SUPPORT_PAGE} from '../facts.js'
import {askForVersion, pythonSupport, suggestedVersion, versionPlace} from '../version-facts.js'

export const versionDeprecated: Check = {
  id: 'version/deprecated',
  title: 'support for the Python version ends soon',
  severity: 'warning',
  dated: true,
  docs: {
    what: 'The app builds with the oldest Python version that the buildpack still supports, and Heroku has announced its removal.',
    why: "Python stops the version's security updates, and the buildpack drops it soon after. From then on, builds fail.",
    fix: 'Move to a newer version before that day, and test the app with it.',
    example: '`.python-version` with `3.10`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {resolved} = context.version
    const {default: standard, deprecated} = pythonSupport(context)
    if (resolved === null || deprecated === null || majorOf(resolved) !== deprecated.version) return []
    const suggested = suggestedVersion(context) ?? standard
    const onlyThis = majorOf(suggested) === deprecated.version
    const {advice, fix} = onlyThis ? {advice: '', fix: {command: null, kind: 'hand' as const}} : askForVersion(context, suggested)
    return [
      {
        ...versionPlace(context),
        fix,
        message: `Python ${deprecated.version} reaches its end of life in ${deprecated.endOfLife}. Heroku removes it on ${deprecated.removed}. From then on, builds with it fail.${advice}`,
      },
    ]
  },
}
