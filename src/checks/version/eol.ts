import type {Check} from '../check.js'

import {pythonConstraint} from '../../project/python-constraint.js'
import {SUPPORT_PAGE} from '../facts.js'
import {pythonSupport, suggestedVersion, versionLine, writeVersionCommand} from '../version-facts.js'

export const versionEol: Check = {
  id: 'version/eol',
  title: 'the Python version has reached its end of life',
  severity: 'error',
  explains: ['python-version::eol'],
  docs: {
    what: 'The app asks for a Python version that is older than the oldest that the buildpack supports.',
    why: 'Such a version gets no security updates any more, and the buildpack has dropped it: the build stops.',
    mend: 'Ask for a newer version in `.python-version`, and test the app with it. The Python documentation lists for each version what changed.',
    example: '`.python-version` with `3.8`',
    link: SUPPORT_PAGE,
  },
  run(context) {
    const {origin, failure, requested} = context.version
    if (failure?.reason !== 'python-version::eol') return []
    const python = pythonSupport(context)
    const suggested = suggestedVersion(context, pythonConstraint(context.project.tree)) ?? python.default
    const file = origin === 'cached' || origin === 'default' || origin === null ? '.python-version' : origin
    const line = versionLine(context.project.tree.read(file))
    return [
      {
        file,
        ...(line !== undefined && origin !== 'Pipfile.lock' && {line}),
        fix: {
          command:
            origin === 'runtime.txt' ? `git rm runtime.txt && ${writeVersionCommand(suggested)}` : writeVersionCommand(suggested),
          kind: 'ask',
        },
        message: `The build stops: Python ${requested} has reached its end of life. The oldest version that Heroku supports is ${python.oldest}.`,
      },
    ]
  },
}
