import type {Check} from '../check.js'

import {DEPENDENCIES_PAGE, listing, managerFilesFound} from '../facts.js'

/** Which one is meant, most likely first: requirements.txt is what migrations to the others leave behind. */
const LIKELY = ['uv.lock', 'poetry.lock', 'Pipfile.lock', 'requirements.txt']

export const multiplePackageManagers: Check = {
  id: 'source/multiple-package-managers',
  title: 'there are files of several package managers',
  severity: 'error',
  explains: ['package-manager::multiple-found'],
  docs: {
    what: 'Two or more of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock` are in the root.',
    why: 'The buildpack no longer guesses which one is meant, as it used to: the build stops.',
    fix: 'Keep the file of the package manager that you use, and delete the others. If a third-party Poetry or uv buildpack made the `requirements.txt`, remove that buildpack: heroku/python does its work now.',
    example: '`requirements.txt` beside `uv.lock`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const files = managerFilesFound(context)
    if (files.length < 2) return []
    const kept = LIKELY.find((file) => files.includes(file))!
    const others = files.filter((file) => file !== kept)
    // A Pipfile without its lock file would stop the build just as well.
    const deleted = others.includes('Pipfile.lock') && context.project.tree.isFile('Pipfile') ? ['Pipfile', ...others] : others
    return [
      {
        file: others[0]!,
        fix: {command: `git rm ${deleted.join(' ')}`, kind: 'ask'},
        message: `The build stops: ${listing(files)} are in the root, and only one of them may be. To keep ${kept}, delete ${listing(deleted)}.`,
      },
    ]
  },
}
