import type {Check} from '../check.js'

import {SUPPORT_PAGE} from '../facts.js'

export const herokuPythonDir: Check = {
  id: 'source/heroku-python-dir',
  title: "the source has a '.heroku/python' folder",
  severity: 'error',
  explains: ['checks::existing-python-dir'],
  docs: {
    what: '`.heroku/python` (a folder or a file) is in the commit.',
    why: 'The classic buildpack installs Python there. It stops when something is there already.',
    mend: 'Delete it from git. If a `bin/pre_compile` hook needs a place of its own, let it use another folder.',
    example: '`.heroku/python/bin/python` is tracked',
    link: SUPPORT_PAGE,
  },
  run({kind, project}) {
    if (kind !== 'classic' || !project.tree.exists('.heroku/python')) return []
    return [
      {
        file: '.heroku/python',
        fix: {command: 'git rm -r --cached .heroku/python', kind: 'ask'},
        message: 'The build stops: the source has a .heroku/python, which is where the buildpack installs Python.',
      },
    ]
  },
}
