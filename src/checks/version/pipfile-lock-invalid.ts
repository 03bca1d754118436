import type {Check} from '../check.js'

export const pipfileLockInvalid: Check = {
  id: 'version/pipfile-lock-invalid',
  title: "the Python version in Pipfile.lock can't be read",
  severity: 'error',
  explains: ['pipfile-lock::invalid-json', 'pipfile-lock::invalid-version'],
  docs: {
    what: 'Without a `.python-version`, the version is taken from `Pipfile.lock`, which is no JSON, or names a version of another form than `3.13` or `3.13.5`.',
    why: 'The build stops. Merge conflicts that were committed and lock files that were edited by hand are the usual causes.',
    mend: 'Mend the Pipfile, run `pipenv lock`, and commit both. A `.python-version` file makes the buildpack skip this step.',
    example: '`Pipfile` with `python_version = ">=3.12"`',
    link: 'https://devcenter.heroku.com/articles/python-pipenv',
  },
  run({version: {failure}}) {
    if (failure?.reason !== 'pipfile-lock::invalid-json' && failure?.reason !== 'pipfile-lock::invalid-version') return []
    const message =
      failure.reason === 'pipfile-lock::invalid-json'
        ? 'The build stops: Pipfile.lock is no JSON that can be parsed, and there is no .python-version.'
        : `The build stops: the Python version in Pipfile.lock ("${failure.detail}") is of no form that the buildpack reads.`
    return [{file: 'Pipfile.lock', fix: {command: 'pipenv lock && git add Pipfile.lock', kind: 'ask'}, message}]
  },
}
