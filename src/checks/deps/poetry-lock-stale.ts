import type {Check} from '../check.js'

import {poetryFreshness} from '../../package-managers/poetry/freshness.js'
import {packageManager} from '../facts.js'
import {mergeConflict} from './merge-conflict.js'

export const poetryLockStale: Check = {
  id: 'deps/poetry-lock-stale',
  title: "poetry.lock doesn't match pyproject.toml",
  severity: 'error',
  docs: {
    what: "`poetry.lock` was made from a different `pyproject.toml`: its `content-hash` doesn't match the current dependencies, groups, extras and sources.",
    why: 'The build runs `poetry sync`, which compares the two and fails: "pyproject.toml changed significantly since poetry.lock was last generated".',
    fix: 'Run `poetry lock` after each change to the dependencies, and commit `poetry.lock`.',
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
          "The build fails: the dependencies in pyproject.toml changed since poetry.lock was made, so Poetry doesn't install from it.",
      },
    ]
  },
}
