import type {Check} from '../check.js'

import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, managerFiles} from '../facts.js'
import {withoutManager} from './without-manager.js'

export const setupPyOnly: Check = {
  id: 'source/setup-py-only',
  title: 'there is a setup.py but no package manager file',
  severity: 'error',
  explains: ['package-manager::setup-py-only', 'package-manager::none-found'],
  docs: {
    what: 'The root has a `setup.py` but no package manager file.',
    why: 'The buildpack used to install such an app with pip in editable mode. It no longer does, so the build fails. Older guides still say that this works.',
    fix: 'Write a `requirements.txt` with the line `--editable .`, which does what the buildpack did.',
    example: 'a library with `setup.py` and no `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (withoutManager(context)?.why !== 'setup-py') return []
    return [
      unlessCreated(
        context,
        {
          file: 'setup.py',
          fix: {
            command: "echo '--editable .' > requirements.txt && git add requirements.txt",
            edits: [{action: 'write', contents: '--editable .\n', path: 'requirements.txt'}],
            kind: 'auto',
          },
          message:
            'The build fails: a setup.py alone isn\'t enough to install an app. A requirements.txt with the line "--editable ." installs it.',
        },
        managerFiles(context),
      ),
    ]
  },
}
