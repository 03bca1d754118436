import type {Check} from '../check.js'

import {pythonConstraint} from '../../project/python-constraint.js'
import {managerFilesFound, PYTHON_VERSION_PAGE, unlessCreated} from '../facts.js'
import {pythonSupport, suggestedVersion, writeVersionCommand} from '../version-facts.js'

export const versionUnspecified: Check = {
  id: 'version/unspecified',
  title: 'no Python version is specified',
  severity: 'warning',
  docs: {
    what: 'No file says which Python version the app needs.',
    why: "A new app gets the buildpack's default version; later builds of a classic app keep the major version of the last one, as long as its cache lives. So two copies of one app, or an app after a purge of its cache, can run different versions.",
    mend: 'Write the major version that you develop with to `.python-version`, and commit it.',
    example: '`requirements.txt` and no `.python-version`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {project, version} = context
    const unspecified = version.origin === 'default' || version.origin === 'cached'
    // With uv it is an error of its own; without a package manager there are greater worries.
    if (!unspecified || version.failure || project.tree.isFile('uv.lock') || managerFilesFound(context).length === 0) return []
    const python = pythonSupport(context)
    const suggested = suggestedVersion(context, pythonConstraint(project.tree)) ?? python.default
    const chosen =
      context.kind === 'classic'
        ? `a new app gets ${python.default}, another build the version of the last one`
        : `the build takes ${python.default}`
    return [
      unlessCreated(context, {
        fix: {command: writeVersionCommand(suggested), kind: 'ask'},
        message: `No Python version is specified: ${chosen}, and the default changes with the buildpack.`,
      }),
    ]
  },
}
