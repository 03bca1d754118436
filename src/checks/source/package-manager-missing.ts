import type {Check, CheckContext} from '../check.js'

import {DEPENDENCIES_PAGE, listing, managerFiles, shellWord, unlessCreated} from '../facts.js'
import {withoutManager} from './without-manager.js'

/** As people think of them: the most common first. */
const USUAL = ['requirements.txt', 'Pipfile.lock', 'poetry.lock', 'uv.lock']

export const packageManagerMissing: Check = {
  id: 'source/package-manager-missing',
  title: 'there is no package manager file',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'None of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock` is in the root of what Heroku builds, nor anything that comes close to one.',
    why: "The buildpack installs an app's dependencies with the tool whose file it finds in the root. Without such a file the build stops. An app without dependencies needs an empty `requirements.txt`. Where not even a known Python file is in the root, Heroku doesn't take the app for a Python app.",
    fix: 'Create the file with your package manager (`uv lock`, `poetry lock`, `pipenv lock`), or write a `requirements.txt` by hand, and commit it.',
    example: 'a repository with `main.py` and nothing else',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (withoutManager(context)?.why !== 'missing') return []
    const files = listing(managerFiles(context).sort((a, b) => USUAL.indexOf(a) - USUAL.indexOf(b))).replace(' and ', ' or ')
    const {command, hint} = remedy(context)
    const message = context.prediction.detected
      ? `The build stops: the root of the source has no ${files}.`
      : `Heroku would not take this for a Python app: the root of the source has no ${files}, and no other Python file that it knows.`
    return [unlessCreated(context, {fix: {command, kind: 'ask'}, message: `${message}${hint}`})]
  },
}

/** What comes nearest to a package manager file, and how to make one of it. */
function remedy({project}: CheckContext): {command: string; hint: string} {
  const {tree} = project
  if (tree.isFile('pdm.lock'))
    return {
      command: 'pdm export --prod --format requirements --output requirements.txt && git add requirements.txt',
      hint: ' PDM is not supported, but can write a requirements.txt.',
    }
  const part = ['production', 'prod', 'base'].map((name) => `requirements/${name}.txt`).find((file) => tree.isFile(file))
  if (part !== undefined)
    return {
      command: `echo '-r ${shellWord(part)}' > requirements.txt && git add requirements.txt`,
      hint: ` The folder requirements is not looked at, but a requirements.txt may include ${part}.`,
    }
  return {command: 'touch requirements.txt && git add requirements.txt', hint: ''}
}
