import type {Check} from '../check.js'

import {fitsOlderPipenv, pipenvFreshness} from '../../package-managers/pipenv/freshness.js'
import {packageManager} from '../facts.js'

export const pipenvLockStale: Check = {
  id: 'deps/pipenv-lock-stale',
  title: 'Pipfile.lock does not fit the Pipfile',
  severity: 'error',
  docs: {
    what: "`Pipfile.lock` was made from another `Pipfile`: its hash isn't that of the packages, sources and Python version that are there now. Pipenv 2026 hashes the names of packages in their normal form (`flask` for `Flask`), so that the lock of an older Pipenv may not fit either.",
    why: 'The build runs `pipenv install --deploy`, which compares the two and aborts when they differ.',
    fix: 'Run `pipenv lock` after each change of the `Pipfile`, with the Pipenv that Heroku uses, and commit `Pipfile.lock` with it.',
    example: 'a new line in `[packages]`, and the `Pipfile.lock` of before',
    link: 'https://devcenter.heroku.com/articles/python-pipenv',
  },
  run(context) {
    const {project, releases} = context
    const {tree, truncated} = project
    if (packageManager(context) !== 'pipenv' || truncated.has('Pipfile.lock')) return []
    if (pipenvFreshness(tree) !== 'stale') return []
    const {pipenv} = releases.classic.tools
    const reason = fitsOlderPipenv(tree)
      ? `Pipfile.lock was made by an older Pipenv, and ${pipenv}, which Heroku uses, compares the names of packages in another form`
      : 'the Pipfile has changed since Pipfile.lock was made'
    return [
      {
        file: 'Pipfile.lock',
        fix: {command: `pip install pipenv==${pipenv} && pipenv lock && git add Pipfile.lock`, kind: 'ask'},
        message: `The build stops: ${reason}, and pipenv install --deploy aborts.`,
      },
    ]
  },
}
