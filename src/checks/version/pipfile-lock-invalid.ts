import type {Check} from '../check.js'

import {pythonSupport, versionPlace} from '../version-facts.js'

export const pipfileLockInvalid: Check = {
  id: 'version/pipfile-lock-invalid',
  title: "the Python version in Pipfile.lock can't be read",
  severity: 'error',
  explains: ['pipfile-lock::invalid-json', 'pipfile-lock::invalid-version'],
  docs: {
    what: "Without a `.python-version`, the version comes from `Pipfile.lock`. That file isn't valid JSON, or its version isn't like `3.13` or `3.13.5`.",
    why: 'The build fails. Usual causes are committed merge conflicts and lockfiles edited by hand.',
    fix: "Fix the Pipfile, run `pipenv lock`, and commit both. With a `.python-version` file, the buildpack doesn't read the version in `Pipfile.lock`.",
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
          message: "The build fails: the Python version comes from Pipfile.lock, which isn't valid JSON.",
        },
      ]

    if (failure?.reason !== 'pipfile-lock::invalid-version') return []
    return [
      {
        ...versionPlace({...context, version: {...context.version, origin: 'Pipfile.lock'}}),
        fix: {command: 'pipenv lock && git add Pipfile Pipfile.lock', kind: 'hand'},
        message: `The build fails: "${failure.detail ?? ''}" in Pipfile.lock isn't a version the buildpack can read. Write a plain version, for example ${pythonSupport(context).default}, in the Pipfile, then lock again.`,
      },
    ]
  },
}
