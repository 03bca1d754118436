import type {Check} from '../check.js'
import {withoutManager} from '../source/without-manager.js'

export const pipenvUnsupported: Check = {
  id: 'fir/pipenv-unsupported',
  title: "the app uses Pipenv, which Fir doesn't support",
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: "A Fir app has a `Pipfile` or a `Pipfile.lock` and no other package manager's file.",
    why: "Fir's buildpack supports pip, Poetry and uv. It ignores Pipenv's files. It finds no package manager and the build fails, or it doesn't detect a Python app at all.",
    fix: 'Move to uv, or create a `requirements.txt` from the lockfile: `pipenv requirements > requirements.txt`.',
    example: 'an app with `Pipfile` and `Pipfile.lock`, moved from Cedar to Fir',
    link: 'https://github.com/heroku/buildpacks-python/issues/10',
  },
  run(context) {
    const found = withoutManager(context)
    if (found?.why !== 'pipenv-on-fir') return []
    return [
      {
        file: found.file,
        fix: {command: 'pipenv requirements > requirements.txt && git add requirements.txt', kind: 'ask'},
        message: `The build fails: Fir doesn't support Pipenv. Besides ${found.file}, the root has no requirements.txt, poetry.lock or uv.lock.`,
      },
    ]
  },
}
