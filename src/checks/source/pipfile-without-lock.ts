import type {Check} from '../check.js'

import {unlessCreated} from '../facts.js'

export const pipfileWithoutLock: Check = {
  id: 'source/pipfile-without-lock',
  title: 'there is a Pipfile but no Pipfile.lock',
  severity: 'error',
  explains: ['package-manager::pipenv-missing-lockfile'],
  docs: {
    what: 'A `Pipfile` is in the root, but `Pipfile.lock` is not.',
    why: "Without the lock the versions aren't pinned. The buildpack stops, even where another package manager's file is there.",
    mend: 'Run `pipenv lock` and commit `Pipfile.lock`; or delete the `Pipfile` if you use another package manager.',
    example: '`Pipfile` beside `requirements.txt`',
    link: 'https://devcenter.heroku.com/articles/python-pipenv',
  },
  run(context) {
    const {kind, project} = context
    if (kind !== 'classic' || !project.tree.isFile('Pipfile') || project.tree.isFile('Pipfile.lock')) return []
    const other = ['requirements.txt', 'poetry.lock', 'uv.lock'].find((file) => project.tree.isFile(file))
    const message = other
      ? `The build stops: there is a Pipfile but no Pipfile.lock. ${other} doesn't help: the buildpack fails before it looks for it.`
      : 'The build stops: there is a Pipfile but no Pipfile.lock.'
    const command = other ? 'git rm Pipfile' : 'pipenv lock && git add Pipfile.lock'
    return [unlessCreated(context, {file: 'Pipfile', fix: {command, kind: 'ask'}, message})]
  },
}
