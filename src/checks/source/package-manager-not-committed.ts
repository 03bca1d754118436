import type {Check, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {shellWord, SLUGIGNORE_PAGE} from '../facts.js'
import {type Uncommitted, withoutManager} from './without-manager.js'

export const packageManagerNotCommitted: Check = {
  id: 'source/package-manager-not-committed',
  title: "the package manager file isn't committed",
  severity: 'error',
  explains: ['package-manager::none-found', 'package-manager::pipenv-missing-lockfile', 'package-manager::setup-py-only'],
  docs: {
    what: "The commit has no package manager file. You have one on disk, but git doesn't track it or ignores it, or `.slugignore` removes it.",
    why: "Heroku builds the commit that you push, without the files in `.slugignore`. It doesn't get files that are only on your disk.",
    fix: 'Remove the pattern from `.gitignore` or `.slugignore`, then `git add` and commit the file.',
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
        message: `The build fails: ${file} is on your disk, but git ignores it (${rule!.file}, line ${rule!.line}), so it isn't pushed to Heroku.`,
      }

    case 'slugignored':
      return {
        file: '.slugignore',
        fix: {command: null, kind: 'hand'},
        message: `The build fails: ${file} is committed, but .slugignore removes it before the build. Remove the pattern that matches it.`,
      }

    case 'untracked':
      return {
        file,
        fix: {command: `git add ${shellWord(file)}`, kind: 'ask'},
        message: `The build fails: ${file} is on your disk but not in the commit that Heroku would build.`,
      }
  }
}
