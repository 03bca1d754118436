import type {SourceNote} from '../../project/project.js'

import {printableLine} from '../terminal/printable.js'

/** What a user should know of the source that was read, in words. */
export function noteText(note: SourceNote): string {
  switch (note.id) {
    case 'no-commits':
      return 'The repository has no commit yet: the files on disk were read.'

    case 'no-git':
      return "The git program isn't there: the files on disk were read."

    case 'not-a-repository':
      return 'Not a git repository: the files on disk were read.'

    case 'python-files-skipped':
      return `Of ${note.total} Python files, the ${note.read} nearest to the root were read.`

    case 'slugignore-patterns-skipped': {
      const shown = note.patterns.slice(0, 3).map((pattern) => printableLine(pattern.slice(0, 60)))
      return `Of .slugignore, patterns that are too long or have more than two "**" are not applied here: ${shown.join(', ')}.`
    }

    case 'subfolder':
      return `The subfolder ${printableLine(note.folder)} is taken for the app's root. Heroku builds the root of the repository, unless a monorepo buildpack comes first.`
  }
}
