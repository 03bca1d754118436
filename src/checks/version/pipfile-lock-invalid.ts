import type {Check} from '../check.js'

import {pythonSupport, versionPlace} from '../version-facts.js'

export const pipfileLockInvalid: Check = {
  id: 'version/pipfile-lock-invalid',
  title: "the Python version in Pipfile.lock can't be read",
  severity: 'error',
  explains: ['pipfile-lock::invalid-json', 'pipfile-lock::invalid-version'],
  docs: {
    what: 'Without a `.python-version`, the version is taken from `Pipfile.lock`, which is not valid JSON, or names a version of another form than `3.13` or `3.13.5`.',
    why: 'The build stops. Merge conflicts that were committed and lock files that were edited by hand are the usual causes.',
    fix: 'Fix the Pipfile, run `pipenv lock`, and commit both. With a `.python-version` file the buildpack does not read the version in `Pipfile.lock`.',
    example: '`Pipfile` with `python_version = ">=3.12"`',
    link: 'https://devcenter.heroku.com/articles/python-pipenv',
  },
  run(context) {
    const {failure} = context.version
    if (failure?.reason === 'pipfile-lock::invalid-json')
      return [
        {
          file: 'Pipfile.lock',
          fix: {command: 'pipenv lock && git add Pipfile.lock', kind: 'ask'},
          message: 'The build stops: Pipfile.lock is not valid JSON, and the Python version is looked for in it.',
        },
      ]

    if (failure?.reason !== 'pipfile-lock::invalid-version') return []
    return [
      {
        ...versionPlace({...context, version: {...context.version, origin: 'Pipfile.lock'}}),
        fix: {command: 'pipenv lock && git add Pipfile Pipfile.lock', kind: 'hand'},
        message: `The build stops: "${failure.detail ?? ''}" in Pipfile.lock is no version that the buildpack can read. Write a plain version, for example ${pythonSupport(context).default}, to the Pipfile, then lock again.`,
      },
    ]
  },
}
