import type {Check} from '../check.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {packageManager} from '../facts.js'
import {askForVersion, meets, projectConstraint, pythonSupport, suggestedVersion} from '../version-facts.js'

export const requiresPythonMismatch: Check = {
  id: 'version/requires-python-mismatch',
  title: "the project doesn't allow the Python version",
  severity: 'warning',
  docs: {
    what: "The build's Python version doesn't satisfy `requires-python`, Poetry's `python` constraint or the Pipfile's `[requires]`.",
    why: "With uv and Pipenv, the build fails. Poetry looks for another interpreter and may install for the stack's own Python, where the app doesn't find its packages. pip ignores it unless it installs the project itself.",
    fix: 'Make `.python-version` and the constraint agree, then lock again.',
    example: '`.python-version` with `3.13` and `requires-python = ">=3.14"`',
    link: 'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  },
  run(context) {
    const {origin, resolved} = context.version
    // Which version a build without any would take depends on its cache; version/unspecified and uv-needs-file tell of it.
    if (origin === 'default' || origin === 'cached') return []
    const constraint = projectConstraint(context)
    if (resolved === null || !constraint || meets(resolved, constraint) !== false) return []
    const manager = packageManager(context)
    const {name = '', outsideOfConstraint: outside} = manager === null ? {} : PACKAGE_MANAGERS[manager]
    const stops = outside === 'stops'
    const suggested = suggestedVersion(context)
    const supported = Object.keys(pythonSupport(context).latest).join(', ')
    const {advice, fix} =
      suggested === undefined
        ? {
            advice: ` It doesn't allow any version that Heroku supports (${supported}).`,
            fix: {command: null, kind: 'hand' as const},
          }
        : askForVersion(context, suggested)
    const effect = stops
      ? 'The build fails'
      : outside === 'other-python'
        ? `${name} may install for a different Python than the app runs with`
        : "The app runs with a Python that it doesn't declare support for"
    return [
      {
        file: constraint.file,
        ...(constraint.line !== undefined && {line: constraint.line}),
        fix,
        message: `${effect}: the build would use Python ${resolved}, but ${constraint.file} asks for ${constraint.written}.${advice}`,
        ...(stops && {severity: 'error' as const}),
      },
    ]
  },
}
