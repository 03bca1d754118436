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
    what: 'The app builds with the oldest Python version that the buildpack still supports, whose removal is announced.',
    why: 'Upstream stops its security updates, and the buildpack drops the version soon after: from that day on builds stop.',
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
        message: `The end of life of Python ${deprecated.version} is ${deprecated.endOfLife}. Heroku removes it on ${deprecated.removed}: from then on builds with it stop.${advice}`,
      },
    ]
  },
}
