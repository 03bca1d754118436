import type {Check} from '../check.js'

import {DEPENDENCIES_PAGE, listing, managerFiles, managerFilesFound, unlessCreated} from '../facts.js'
import {filesInSubfolders} from './package-manager-in-subdir.js'
import {misspelledFile} from './requirements-misspelled.js'
import {uncommittedManagerFiles} from './package-manager-not-committed.js'

export const packageManagerMissing: Check = {
  id: 'source/package-manager-missing',
  title: 'there is no package manager file',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'None of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock` is in the root of what Heroku builds, nor anything that comes close to one.',
    why: "The buildpack installs an app's dependencies with the tool whose file it finds in the root. Without one it stops: an app without dependencies needs an empty `requirements.txt`. Where not even a known Python file is in the root, Heroku doesn't take the app for a Python app.",
    mend: 'Create the file with your package manager (`uv lock`, `poetry lock`, `pipenv lock`), or write a `requirements.txt` by hand, and commit it.',
    example: 'a repository with `main.py` and nothing else',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const {prediction, project} = context
    const {tree} = project
    const another =
      managerFilesFound(context).length > 0 ||
      tree.isFile('Pipfile') ||
      tree.isFile('setup.py') ||
      misspelledFile(context) !== undefined ||
      filesInSubfolders(context).length > 0 ||
      uncommittedManagerFiles(context).length > 0
    if (another) return []
    const files = listing(managerFiles(context)).replace(' and ', ' or ')
    const pyproject = tree.isFile('pyproject.toml')
      ? ' A pyproject.toml alone is not enough: its lock file must be there too.'
      : ''
    const message = prediction.detected
      ? `The build stops: no ${files} is in the root of the source.${pyproject}`
      : `Heroku wouldn't take this for a Python app: no ${files}, nor any other Python file that it knows, is in the root of the source.`
    return [
      unlessCreated(context, {
        fix: {
          command: pyproject === '' ? 'touch requirements.txt && git add requirements.txt' : 'uv lock && git add uv.lock',
          kind: 'ask',
        },
        message,
      }),
    ]
  },
}
