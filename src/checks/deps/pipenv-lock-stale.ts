import type {Check} from '../check.js'

import {fitsOlderPipenv, pipenvFreshness} from '../../package-managers/pipenv/freshness.js'
import {packageManager} from '../facts.js'

export const pipenvLockStale: Check = {
  id: 'deps/pipenv-lock-stale',
  title: "Pipfile.lock doesn't match the Pipfile",
  severity: 'error',
  docs: {
    what: "`Pipfile.lock` was made from a different `Pipfile`: its hash doesn't match the current packages, sources and Python version. Pipenv 2026 normalizes package names before it hashes them (`flask` for `Flask`), so a lockfile from an older Pipenv may not match either.",
    why: 'The build runs `pipenv install --deploy`, which compares the two and fails if they differ.',
    fix: 'Run `pipenv lock` after each change to the `Pipfile`, with the Pipenv version that Heroku uses, and commit `Pipfile.lock`.',
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
      ? `an older Pipenv made Pipfile.lock, and Heroku's Pipenv ${pipenv} writes package names differently`
      : 'the Pipfile changed since Pipfile.lock was made'
    return [
      {
        file: 'Pipfile.lock',
        fix: {command: `pip install pipenv==${pipenv} && pipenv lock && git add Pipfile.lock`, kind: 'ask'},
        message: `The build fails: ${reason}, so pipenv install --deploy fails.`,
      },
    ]
  },
}
