import type {Check} from '../check.js'

import {pythonConstraint} from '../../project/python-constraint.js'
import {meets, pythonSupport, suggestedVersion, writeVersionCommand} from '../version-facts.js'

export const requiresPythonMismatch: Check = {
  id: 'version/requires-python-mismatch',
  title: 'the Python version is outside of what the project requires',
  severity: 'warning',
  docs: {
    what: "The version that the build would use does not satisfy `requires-python`, Poetry's `python` constraint or the Pipfile's `[requires]`.",
    why: "uv and Pipenv refuse to install: the build stops. Poetry looks for another interpreter and may install for the stack's own Python, where the app doesn't find its packages. pip doesn't look at it, unless the project itself is installed.",
    mend: 'Make `.python-version` and the constraint agree, then lock again.',
    example: '`.python-version` with `3.13` and `requires-python = ">=3.14"`',
    link: 'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  },
  run(context) {
    const {prediction, project, version} = context
    const constraint = pythonConstraint(project.tree)
    if (version.resolved === null || !constraint || meets(version.resolved, constraint) !== false) return []
    const manager = prediction.package_manager
    // A Pipfile is nobody's business but Pipenv's, and pyproject.toml's constraint isn't Pipenv's.
    if ((constraint.file === 'Pipfile') !== (manager === 'pipenv')) return []
    const stops = manager === 'uv' || manager === 'pipenv'
    const suggested = suggestedVersion(context, constraint)
    const effect = stops
      ? 'The build stops'
      : manager === 'poetry'
        ? 'Poetry may install for another Python than the app runs with'
        : 'The app runs with a Python that it does not claim to support'
    return [
      {
        file: constraint.file,
        ...(constraint.line !== undefined && {line: constraint.line}),
        fix: {command: suggested === undefined ? null : writeVersionCommand(suggested), kind: 'ask'},
        message: `${effect}: the build would use Python ${version.resolved}, but ${constraint.file} asks for ${constraint.written}.${suggested === undefined ? ` None of the versions that Heroku supports (${Object.keys(pythonSupport(context).latest).join(', ')}) fits.` : ''}`,
        ...(stops && {severity: 'error' as const}),
      },
    ]
  },
}
