import type {Check, CheckContext} from '../check.js'

import {DEPENDENCIES_PAGE, managerFilesFound, shellWord} from '../facts.js'

/** A misspelled requirements.txt, where no package manager file is there. */
export function misspelledFile(context: CheckContext): string | undefined {
  if (managerFilesFound(context).length > 0) return undefined
  return context.releases.classic.files.misspelledRequirements.find((name) => context.project.tree.isFile(name))
}

export const requirementsMisspelled: Check = {
  id: 'source/requirements-misspelled',
  title: 'the name of requirements.txt is misspelled',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'A file in the root has a name that is close to `requirements.txt`, and no package manager file is there.',
    why: 'Names are compared letter for letter, upper and lower case too. Heroku takes the app for a Python app (the buildpack knows the usual misspellings), but installs nothing: the build stops.',
    mend: 'Rename the file to `requirements.txt`.',
    example: '`Requirements.txt`, `requirement.txt`, `requirments.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const name = misspelledFile(context)
    if (name === undefined) return []
    return [
      {
        file: name,
        fix: {
          command: `git mv ${shellWord(name)} requirements.txt`,
          edits: [{action: 'rename', path: name, to: 'requirements.txt'}],
          kind: 'auto',
        },
        message: `The build stops: the file is named ${name}, but only the exact name requirements.txt is read.`,
      },
    ]
  },
}
