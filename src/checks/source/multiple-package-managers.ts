import type {PackageManager} from '../../package-managers/names.js'
import type {Check, CheckContext} from '../check.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {DEPENDENCIES_PAGE, listing, managerFilesFound} from '../facts.js'

/** Which one is meant, most likely first: requirements.txt is what migrations to the others leave behind. */
const LIKELY = ['uv.lock', 'poetry.lock', 'Pipfile.lock', 'requirements.txt']

export const multiplePackageManagers: Check = {
  id: 'source/multiple-package-managers',
  title: 'the source has files of several package managers',
  severity: 'error',
  explains: ['package-manager::multiple-found'],
  docs: {
    what: 'The root has two or more of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock`.',
    why: 'The buildpack no longer guesses which one you mean, so the build fails.',
    fix: 'Keep the file of the package manager that you use, and delete the others. If a third-party Poetry or uv buildpack created the `requirements.txt`, remove that buildpack: heroku/python now does its job.',
    example: '`requirements.txt` and `uv.lock`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const files = managerFilesFound(context)
    if (files.length < 2) return []
    const stale = LIKELY.filter((file) => files.includes(file) && isStale(context, file))
    const likely = LIKELY.filter((file) => files.includes(file))
    // A Pipfile.lock that Pipenv refuses is mostly one that was left behind.
    const kept = likely.find((file) => file !== 'Pipfile.lock' || !stale.includes(file)) ?? likely[0]!
    const lock = stale.includes(kept) ? lockCommand(kept) : undefined
    const others = files.filter((file) => file !== kept)
    // A Pipfile without its lock file would stop the build just as well.
    const deleted = others.includes('Pipfile.lock') && context.project.tree.isFile('Pipfile') ? ['Pipfile', ...others] : others
    return [
      {
        file: others[0]!,
        // One that is out of date would be the next error.
        fix: {command: [`git rm ${deleted.join(' ')}`, lock].filter(Boolean).join(' && '), kind: 'ask'},
        message: `The build fails: the root has ${listing(files)}, and only one is allowed. To keep ${kept}, delete ${listing(deleted)}.${staleWords(stale, kept)}`,
      },
    ]
  },
}

function managerOf(file: string): PackageManager | undefined {
  return PACKAGE_MANAGER_NAMES.find((name) => PACKAGE_MANAGERS[name].file === file)
}

function isStale({project: {tree}}: CheckContext, file: string): boolean {
  const manager = managerOf(file)
  return manager !== undefined && PACKAGE_MANAGERS[manager].freshness?.(tree) === 'stale'
}

function lockCommand(file: string): string | undefined {
  const manager = managerOf(file)
  return manager && PACKAGE_MANAGERS[manager].words.lock
}

function staleWords(stale: readonly string[], kept: string): string {
  if (stale.length === 0) return ''
  if (stale.includes(kept)) return ` ${kept} is out of date, so lock again too.`
  return ` ${listing(stale)} ${stale.length === 1 ? 'is' : 'are'} out of date.`
}
