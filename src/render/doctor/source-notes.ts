import type {SourceNote} from '../../project/project.js'

import {printableLine} from '../terminal/printable.js'

/** What a user should know of the source that was read, in words. */
export function noteText(note: SourceNote): string {
  switch (note.id) {
    case 'no-commits':
      return 'The repository has no commits yet, so the files on disk were read.'

    case 'no-git':
      return "git isn't installed, so the files on disk were read."

    case 'not-a-repository':
      return 'Not a git repository, so the files on disk were read.'

    case 'python-files-skipped':
      return `Only ${note.read} of ${note.total} Python files were read, those nearest to the root.`

    case 'slugignore-patterns-skipped': {
      const shown = note.patterns.slice(0, 3).map((pattern) => printableLine(pattern.slice(0, 60)))
      return `Some .slugignore patterns weren't applied (too long, or more than two "**"): ${shown.join(', ')}.`
    }

    case 'subfolder':
      return `Treating ${printableLine(note.folder)} as the app root. Heroku builds the root of the repository unless a monorepo buildpack comes first.`
  }
}
