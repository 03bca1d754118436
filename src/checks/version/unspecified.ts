import type {BuildpackKind} from '../../buildpack/release.js'
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
    const {failure, origin, requested} = context.version
    // With uv it is an error of its own; without a package manager there are greater worries.
    if ((origin !== 'default' && origin !== 'cached') || failure || needsVersionFile(context)) return []
    if (managerFilesFound(context).length === 0) return []
    const python = pythonSupport(context)
    const kept = origin === 'cached' ? requested : null
    const used = kept ?? python.default
    const chosen = chosenWords(context.kind, kept, python.default)
    if (isOnlyOnDisk(context, '.python-version')) {
      const message = `.python-version is on your disk but not in the commit: ${chosen}.`
      return [{file: '.python-version', fix: {command: 'git add --force .python-version', kind: 'ask'}, message}]
    }

    const constraint = projectConstraint(context)
    const refused = constraint && meets(python.latest[used]!, constraint) === false
    const refusal = refused ? ` ${constraint.file} (${constraint.written}) doesn't allow Python ${used}.` : ''
    const {fix} = askForVersion(context, (refused ? null : kept) ?? suggestedVersion(context) ?? python.default)
    return [
      unlessCreated(context, {fix, message: `No file sets the Python version: ${chosen}.${refusal}`}, [
        '.python-version',
        'runtime.txt',
      ]),
    ]
  },
}

/** @param kept what the app's build cache says of the last build; null: not known */
function chosenWords(kind: BuildpackKind, kept: null | string, byDefault: string): string {
  if (kind === 'cnb') return `the build uses Python ${byDefault}, until the buildpack's default changes`
  if (kept === null) return `new apps get Python ${byDefault}, and existing apps keep the version of their last build`
  return `the next build keeps Python ${kept} of the last build, as long as its cache exists. New apps get ${byDefault}`
}
