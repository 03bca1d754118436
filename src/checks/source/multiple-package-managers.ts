import type {Check} from '../check.js'

import {DEPENDENCIES_PAGE, listing, managerFilesFound, shellWord} from '../facts.js'

export const multiplePackageManagers: Check = {
  id: 'source/multiple-package-managers',
  title: 'there are files of several package managers',
  severity: 'error',
  explains: ['package-manager::multiple-found'],
  docs: {
    what: 'Two or more of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock` are in the root.',
    why: 'The buildpack no longer guesses which one is meant (it did until November 2024): it stops.',
    mend: 'Keep the file of the package manager that you use, and delete the others. If a third-party Poetry or uv buildpack made the `requirements.txt`, remove that buildpack: heroku/python does its work now.',
    example: '`requirements.txt` beside `uv.lock`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const files = managerFilesFound(context)
    if (files.length < 2) return []
    // A lock file is the newer choice more often than not; requirements.txt is what migrations leave behind.
    const others = files.filter((file) => file !== files.at(-1))
    return [
      {
        file: others[0]!,
        fix: {command: `git rm ${others.map((file) => shellWord(file)).join(' ')}`, kind: 'ask'},
        message: `The build stops: ${listing(files)} are in the root, and exactly one of them may be. To keep ${files.at(-1)}, delete the ${others.length > 1 ? 'others' : 'other'}.`,
      },
    ]
  },
}
