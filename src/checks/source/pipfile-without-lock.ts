import type {Check} from '../check.js'

import {unlessCreated} from '../creators.js'
import {managerFilesFound} from '../facts.js'
import {withoutManager} from './without-manager.js'

export const pipfileWithoutLock: Check = {
  id: 'source/pipfile-without-lock',
  title: 'there is a Pipfile but no Pipfile.lock',
  severity: 'error',
  explains: ['package-manager::pipenv-missing-lockfile'],
  docs: {
    what: 'The root has a `Pipfile` but no `Pipfile.lock`.',
    why: "Without the lockfile, versions aren't pinned. The build fails, even if there is another package manager's file.",
    fix: 'Run `pipenv lock` and commit `Pipfile.lock`; or delete the `Pipfile` if you use another package manager.',
    example: '`Pipfile` and `requirements.txt`',
    link: 'https://devcenter.heroku.com/articles/python-pipenv',
  },
  run(context) {
    const {kind, project} = context
    if (kind !== 'classic' || !project.tree.isFile('Pipfile') || project.tree.isFile('Pipfile.lock')) return []
    const [other] = managerFilesFound(context)
    if (other === undefined && withoutManager(context)?.why !== 'pipfile-without-lock') return []
    const help = other === undefined ? '' : ` ${other} doesn't help: the build fails before it looks for it.`
    return [
      unlessCreated(
        context,
        {
          file: 'Pipfile',
          fix: {command: other === undefined ? 'pipenv lock && git add Pipfile.lock' : 'git rm Pipfile', kind: 'ask'},
          message: `The build fails: there is a Pipfile but no Pipfile.lock.${help}`,
        },
        ['Pipfile.lock'],
      ),
    ]
  },
}
