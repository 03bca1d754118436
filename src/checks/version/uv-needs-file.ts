import type {Check} from '../check.js'

import {pythonConstraint} from '../../project/python-constraint.js'
import {unlessCreated} from '../facts.js'
import {suggestedVersion} from '../version-facts.js'

export const uvNeedsFile: Check = {
  id: 'version/uv-needs-file',
  title: 'uv needs a .python-version file',
  severity: 'error',
  explains: ['python-version-file::not-found'],
  docs: {
    what: 'The app uses uv and has no `.python-version` file.',
    why: 'With uv, the buildpack takes the Python version from `.python-version` alone (uv reads the same file on your machine): without it the build stops.',
    mend: "Run `uv python pin 3.14` with the version that you use, and commit the file. The automatic fix writes the buildpack's default version if `requires-python` allows it, else the newest that it does.",
    example: '`uv.lock` and `pyproject.toml`, and no `.python-version`',
    link: 'https://devcenter.heroku.com/articles/python-uv',
  },
  run(context) {
    const {project, version} = context
    // A Pipfile.lock beside it is another finding's matter; a version file of any kind is too.
    const hasVersion = version.failure !== null || version.origin === '.python-version' || version.origin === 'runtime.txt'
    if (hasVersion || !project.tree.isFile('uv.lock')) return []
    const constraint = pythonConstraint(project.tree)
    const suggested = suggestedVersion(context, constraint)
    const message = 'The build stops: with uv, the Python version must be in a .python-version file.'
    if (suggested === undefined) return [unlessCreated(context, {file: 'uv.lock', fix: {command: null, kind: 'hand'}, message})]
    return [
      unlessCreated(context, {
        file: 'uv.lock',
        fix: {
          command: `uv python pin ${suggested} && git add .python-version`,
          edits: [{action: 'write', contents: `${suggested}\n`, path: '.python-version'}],
          kind: 'auto',
        },
        message: `${message} ${constraint ? `requires-python (${constraint.written}) allows` : 'The default is'} ${suggested}.`,
      }),
    ]
  },
}
