import type {Check} from '../check.js'

import {poetryFreshness} from '../../package-managers/poetry/freshness.js'
import {packageManager} from '../facts.js'
import {mergeConflict} from './merge-conflict.js'

export const poetryLockStale: Check = {
  id: 'deps/poetry-lock-stale',
  title: 'poetry.lock does not fit pyproject.toml',
  severity: 'error',
  docs: {
    what: "`poetry.lock` was made from another `pyproject.toml`: its `content-hash` isn't that of the dependencies, groups, extras and sources that are there now.",
    why: 'The build runs `poetry sync`, which compares the two, says that pyproject.toml changed significantly since poetry.lock was last generated, and installs nothing.',
    fix: 'Run `poetry lock` after each change of the dependencies, and commit `poetry.lock` with it.',
    example: 'a new line in `dependencies`, and the `poetry.lock` of before',
    link: 'https://python-poetry.org/docs/cli/#lock',
  },
  run(context) {
    const {tree, truncated} = context.project
    if (packageManager(context) !== 'poetry' || truncated.has('poetry.lock')) return []
    const conflict = mergeConflict(tree, 'poetry.lock')
    if (conflict) return [conflict]
    if (poetryFreshness(tree) !== 'stale') return []
    return [
      {
        file: 'poetry.lock',
        fix: {command: 'poetry lock && git add poetry.lock', kind: 'ask'},
        message:
          'The build stops: the dependencies in pyproject.toml have changed since poetry.lock was made, and Poetry refuses to install from it.',
      },
    ]
  },
}
