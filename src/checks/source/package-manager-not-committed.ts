import type {Check, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {shellWord, SLUGIGNORE_PAGE} from '../facts.js'
import {type Uncommitted, withoutManager} from './without-manager.js'

export const packageManagerNotCommitted: Check = {
  id: 'source/package-manager-not-committed',
  title: 'the package manager file is not committed',
  severity: 'error',
  explains: ['package-manager::none-found', 'package-manager::pipenv-missing-lockfile', 'package-manager::setup-py-only'],
  docs: {
    what: 'The commit has no package manager file. One is on disk, but is untracked or ignored by git, or `.slugignore` takes it away.',
    why: 'Heroku builds the commit that you push, less what `.slugignore` names. A file that is only on your disk takes no part in the build.',
    fix: 'Take the pattern out of `.gitignore` or `.slugignore`, then `git add` and commit the file.',
    example: '`uv.lock` is listed in `.gitignore`',
    link: SLUGIGNORE_PAGE,
  },
  run(context) {
    const found = withoutManager(context)
    if (found?.why !== 'uncommitted') return []
    return found.files.map((file) => unlessCreated(context, describe(file), [file.file]))
  },
}

function describe({file, reason, rule}: Uncommitted): Finding {
  switch (reason) {
    case 'gitignored':
      return {
        file: rule!.file,
        fix: {command: `git add --force ${shellWord(file)}`, kind: 'ask'},
        line: rule!.line,
        message: `The build stops: ${file} is on your disk, but git ignores it (${rule!.file}, line ${rule!.line}), so it is not pushed to Heroku.`,
      }

    case 'slugignored':
      return {
        file: '.slugignore',
        fix: {command: null, kind: 'hand'},
        message: `The build stops: ${file} is committed, but .slugignore takes it away before the build. Remove the pattern that matches it.`,
      }

    case 'untracked':
      return {
        file,
        fix: {command: `git add ${shellWord(file)}`, kind: 'ask'},
        message: `The build stops: ${file} is on your disk, but not in the commit that Heroku would build.`,
      }
  }
}
