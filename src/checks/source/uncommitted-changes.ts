import type {Check} from '../check.js'

const SHOWN = 5

export const uncommittedChanges: Check = {
  id: 'source/uncommitted-changes',
  title: 'there are uncommitted changes',
  severity: 'info',
  needs: ['worktree'],
  docs: {
    what: 'Files on disk differ from the commit that was looked at, or are not tracked.',
    why: 'Heroku builds the commit. What you changed since takes no part in the build, nor in this diagnosis; `--dirty` looks at the files on disk instead.',
    mend: 'Commit the changes, or leave them for later.',
    example: '`requirements.txt` was edited and not committed',
    link: 'https://devcenter.heroku.com/articles/git',
  },
  run({project}) {
    const changes = project.worktree?.changes ?? []
    if (changes.length === 0) return []
    const more = changes.length > SHOWN ? ` and ${changes.length - SHOWN} more` : ''
    return [
      {
        fix: {command: 'git add --all && git commit', kind: 'hand'},
        message: `Heroku builds the commit, not the files on disk. Not in it: ${changes.slice(0, SHOWN).join(', ')}${more}. To diagnose the files on disk, add --dirty.`,
      },
    ]
  },
}
