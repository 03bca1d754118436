import type {UvDifference} from '../../package-managers/uv/freshness-compare.js'
import type {Check} from '../check.js'

import {uvDifferences} from '../../package-managers/uv/freshness.js'
import {packageManager} from '../facts.js'
import {mergeConflict} from './merge-conflict.js'

const SHOWN = 3

export const uvLockStale: Check = {
  id: 'deps/uv-lock-stale',
  title: "uv.lock doesn't match pyproject.toml",
  severity: 'error',
  docs: {
    what: '`uv.lock` was made from a different `pyproject.toml`: the requirements, version and settings recorded in it differ from the current ones. The check compares what specifiers and markers mean, not how they are written.',
    why: 'The build runs `uv sync --locked`, which fails if uv would write the lockfile differently.',
    fix: "Run `uv lock` after each change to `pyproject.toml`, including the project's version, and commit `uv.lock`.",
    example: '`dependencies = ["django>=5"]` in `pyproject.toml`, and `specifier = ">=4"` in `uv.lock`',
    link: 'https://docs.astral.sh/uv/concepts/projects/sync/#checking-the-lockfile',
  },
  run(context) {
    const {tree, truncated} = context.project
    if (packageManager(context) !== 'uv' || truncated.has('uv.lock')) return []
    const conflict = mergeConflict(tree, 'uv.lock')
    if (conflict) return [conflict]
    const differences = uvDifferences(tree) ?? []
    if (differences.length === 0) return []
    const shown = differences.slice(0, SHOWN).map((difference) => inWords(difference))
    const more = differences.length > SHOWN ? `; and ${differences.length - SHOWN} more` : ''
    return [
      {
        file: 'uv.lock',
        fix: {command: 'uv lock && git add uv.lock', kind: 'ask'},
        message: `The build fails: uv.lock doesn't match pyproject.toml, and uv refuses to install from it. What differs: ${shown.join('; ')}${more}.`,
      },
    ]
  },
}

function inWords({locked, part, wanted}: UvDifference): string {
  if (locked === null) return `${part} (not in uv.lock)`
  if (wanted === null) return `${part} (in uv.lock, no longer in pyproject.toml)`
  return `${part} (pyproject.toml says ${wanted}, uv.lock says ${locked})`
}
