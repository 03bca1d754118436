import type {Check, CheckContext, Fix} from '../check.js'

import {hasPatch, majorOf} from '../../buildpack/version-number.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, versionLine, withVersion, writeVersionCommand} from '../version-facts.js'

export const patchPinned: Check = {
  id: 'version/patch-pinned',
  title: 'the Python version is pinned to a patch release',
  severity: 'warning',
  docs: {
    what: 'The app asks for an exact patch release (`3.13.5`), not for a major version (`3.13`).',
    why: 'Patch releases are mostly security fixes. A pinned app gets none of them until someone changes the file; the buildpack warns once a newer one is out.',
    mend: 'Write the major version alone. Each build then takes the newest patch release.',
    example: '`.python-version` with `3.13.5`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {origin, outdated, requested, resolved} = context.version
    if (requested === null || resolved === null || origin === null || !hasPatch(requested)) return []
    const major = majorOf(requested)
    const latest = pythonSupport(context).latest[major]
    const message = outdated
      ? `Python is pinned to ${requested}, but ${latest} is out: the app runs without its security fixes, and the build warns. Ask for ${major} to get them with each build.`
      : `Python is pinned to ${requested}: the app won't get security fixes until the file is changed. Ask for ${major} to get them with each build.`
    const line = origin === 'Pipfile.lock' ? undefined : versionLine(context.project.tree.read(origin))
    return [{file: origin, ...(line !== undefined && {line}), fix: majorForm(context, major), message}]
  },
}

function majorForm({project, version: {origin}}: CheckContext, major: string): Fix {
  if (origin === 'Pipfile.lock') return {command: `pipenv --python ${major} lock`, kind: 'hand'}
  const contents = project.tree.read('.python-version')
  // A runtime.txt is converted as a whole by version/runtime-txt.
  if (origin !== '.python-version' || !contents)
    return {command: `git rm runtime.txt && ${writeVersionCommand(major)}`, kind: 'ask'}
  return {
    command: writeVersionCommand(major),
    edits: [{action: 'write', contents: withVersion(contents, major), path: '.python-version'}],
    kind: 'auto',
  }
}
