import type {Check} from '../check.js'

import {unlessCreated} from '../creators.js'
import {isOnlyOnDisk, managerFilesFound, needsVersionFile, PYTHON_VERSION_PAGE} from '../facts.js'
import {askForVersion, meets, projectConstraint, pythonSupport, suggestedVersion} from '../version-facts.js'

export const versionUnspecified: Check = {
  id: 'version/unspecified',
  title: 'no Python version is specified',
  severity: 'warning',
  docs: {
    what: "No file sets the app's Python version.",
    why: "New apps get the buildpack's default version. Later builds of a classic app keep the major version of the last build as long as its cache exists. So two copies of an app, or an app whose cache was cleared, can run different versions.",
    fix: 'Write the major version that you develop with in `.python-version`, and commit it.',
    example: '`requirements.txt` and no `.python-version`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {origin, failure} = context.version
    // With uv it is an error of its own; without a package manager there are greater worries.
    if ((origin !== 'default' && origin !== 'cached') || failure || needsVersionFile(context)) return []
    if (managerFilesFound(context).length === 0) return []
    const python = pythonSupport(context)
    const chosen =
      context.kind === 'classic'
        ? `new apps get Python ${python.default}, and existing apps keep the version of their last build`
        : `the build uses Python ${python.default}, until the buildpack's default changes`
    if (isOnlyOnDisk(context, '.python-version')) {
      const message = `.python-version is on your disk but not in the commit: ${chosen}.`
      return [{file: '.python-version', fix: {command: 'git add --force .python-version', kind: 'ask'}, message}]
    }

    const constraint = projectConstraint(context)
    const refused = constraint && meets(python.latest[python.default]!, constraint) === false
    const refusal = refused ? ` ${constraint.file} (${constraint.written}) doesn't allow Python ${python.default}.` : ''
    const {fix} = askForVersion(context, suggestedVersion(context) ?? python.default)
    return [
      unlessCreated(context, {fix, message: `No file sets the Python version: ${chosen}.${refusal}`}, [
        '.python-version',
        'runtime.txt',
      ]),
    ]
  },
}
