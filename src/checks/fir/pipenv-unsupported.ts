import type {Check} from '../check.js'
import {withoutManager} from '../source/without-manager.js'

export const pipenvUnsupported: Check = {
  id: 'fir/pipenv-unsupported',
  title: 'the app uses Pipenv, which Fir does not support',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'A Fir app has a `Pipfile` or a `Pipfile.lock`, and no file of another package manager.',
    why: "Fir's buildpack knows pip, Poetry and uv. It does not look at Pipenv's files: the build stops for want of a package manager, or the app is not taken for a Python app at all.",
    fix: 'Move to uv, or write a `requirements.txt` from the lock: `pipenv requirements > requirements.txt`.',
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
        message: `The build stops: on Fir, Pipenv is not supported, and the root of the source has no requirements.txt, poetry.lock or uv.lock beside ${found.file}.`,
      },
    ]
  },
}
