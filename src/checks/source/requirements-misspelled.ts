import type {Check} from '../check.js'

import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, renameEdits, shellWord, managerFiles} from '../facts.js'
import {withoutManager} from './without-manager.js'

export const requirementsMisspelled: Check = {
  id: 'source/requirements-misspelled',
  title: 'the name of requirements.txt is misspelled',
  severity: 'error',
  explains: ['package-manager::none-found', 'package-manager::setup-py-only'],
  docs: {
    what: 'A file in the root has a name similar to `requirements.txt`, and there is no package manager file.',
    why: 'The name must match exactly, including case. Heroku detects a Python app (the buildpack knows common misspellings) but finds no package manager file, so the build fails.',
    fix: 'Rename the file to `requirements.txt`.',
    example: '`Requirements.txt`, `requirement.txt`, `requirments.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const found = withoutManager(context)
    if (found?.why !== 'misspelled') return []
    return [
      unlessCreated(
        context,
        {
          file: found.name,
          fix: {
            command: `git mv ${shellWord(found.name)} requirements.txt`,
            edits: renameEdits(context.project, found.name, 'requirements.txt'),
            kind: 'auto',
          },
          message: `The build fails: the file is named ${found.name}, but the name must be exactly requirements.txt.`,
        },
        managerFiles(context),
      ),
    ]
  },
}
