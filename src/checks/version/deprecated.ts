import type {Check} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {pythonConstraint} from '../../project/python-constraint.js'
import {SUPPORT_PAGE} from '../facts.js'
import {pythonSupport, suggestedVersion, versionLine, writeVersionCommand} from '../version-facts.js'

export const versionDeprecated: Check = {
  id: 'version/deprecated',
  title: 'support for the Python version ends soon',
  severity: 'warning',
  docs: {
    what: 'The app builds with the oldest Python version that the buildpack still supports, whose removal is announced.',
    why: 'Upstream stops its security updates, and the buildpack drops the version soon after: from that day on builds stop.',
    mend: 'Move to a newer version before that day, and test the app with it.',
    example: '`.python-version` with `3.10`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {origin, resolved} = context.version
    const {default: standard, deprecated} = pythonSupport(context)
    if (resolved === null || deprecated === null || majorOf(resolved) !== deprecated.version) return []
    const suggested = suggestedVersion(context, pythonConstraint(context.project.tree)) ?? standard
    const file = origin === '.python-version' || origin === 'runtime.txt' || origin === 'Pipfile.lock' ? origin : undefined
    const line = file && file !== 'Pipfile.lock' ? versionLine(context.project.tree.read(file)) : undefined
    return [
      {
        ...(file && {file}),
        ...(line !== undefined && {line}),
        fix: {command: suggested === deprecated.version ? null : writeVersionCommand(suggested), kind: 'ask'},
        message: `Python ${deprecated.version} reaches its end of life in ${deprecated.endOfLife}, and builds with it stop on ${deprecated.removed}.`,
      },
    ]
  },
}
