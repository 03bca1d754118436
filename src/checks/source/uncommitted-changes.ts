import type {Check} from '../check.js'

import {listing} from '../facts.js'

const SHOWN = 5

export const uncommittedChanges: Check = {
  id: 'source/uncommitted-changes',
  title: 'there are uncommitted changes',
  severity: 'info',
  needs: ['worktree'],
  docs: {
    what: 'Files on disk differ from the commit, or are not in it.',
    why: 'Heroku builds the commit. Neither the build nor this check includes your changes since then. With `--dirty`, the check reads the files on disk instead.',
    fix: 'Commit the changes, or leave them for later.',
    example: '`requirements.txt` was edited and not committed',
    link: 'https://devcenter.heroku.com/articles/git',
  },
  run({project}) {
    const changes = project.worktree?.changes ?? []
    if (changes.length === 0) return []
    const shown =
      changes.length > SHOWN ? `${changes.slice(0, SHOWN).join(', ')} and ${changes.length - SHOWN} more` : listing(changes)
    return [
      {
        fix: {command: 'git add --all && git commit', kind: 'hand'},
        message: `Heroku builds the commit. The files on disk differ from it in ${shown}. To check them, add --dirty.`,
      },
    ]
  },
}
