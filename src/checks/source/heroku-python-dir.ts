import type {Check} from '../check.js'

import {appendLine, SUPPORT_PAGE} from '../facts.js'

export const herokuPythonDir: Check = {
  id: 'source/heroku-python-dir',
  title: 'the source has a .heroku/python folder',
  severity: 'error',
  explains: ['checks::existing-python-dir'],
  docs: {
    what: '`.heroku/python` (a folder or a file) is in the commit.',
    why: 'The classic buildpack installs Python there. If it already exists, the build fails.',
    fix: 'Remove it from git and add it to `.gitignore`. If a `bin/pre_compile` hook needs a folder, use a different one.',
    example: '`.heroku/python/bin/python` is tracked',
    link: SUPPORT_PAGE,
  },
  run({kind, project}) {
    if (kind !== 'classic' || !project.tree.exists('.heroku/python')) return []
    return [
      {
        file: '.heroku/python',
        fix: {
          command: `git rm -r --cached --quiet .heroku/python && ${appendLine(project, '.gitignore', '/.heroku/python')}`,
          kind: 'ask',
        },
        message: 'The build fails: .heroku/python is part of the source, and the buildpack installs Python there.',
      },
    ]
  },
}
