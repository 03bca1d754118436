import type {Check, CheckContext, Finding} from '../check.js'

import {isStandardModule} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, listing, managerFiles, shellWord} from '../facts.js'
import {pythonSupport} from '../version-facts.js'
import {bootImports} from '../shared/boot-imports.js'
import {withoutManager} from './without-manager.js'

/** As people think of them: the most common first. */
const USUAL = ['requirements.txt', 'Pipfile.lock', 'poetry.lock', 'uv.lock']

export const packageManagerMissing: Check = {
  id: 'source/package-manager-missing',
  title: 'there is no package manager file',
  severity: 'error',
  explains: ['package-manager::none-found', 'package-manager::setup-py-only'],
  docs: {
    what: 'None of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock` is in the root of what Heroku builds, nor anything that comes close to one.',
    why: "The buildpack installs an app's dependencies with the tool whose file it finds in the root. Without such a file the build stops. An app without dependencies needs an empty `requirements.txt`. Where not even a known Python file is in the root, Heroku doesn't take the app for a Python app.",
    fix: 'Create the file with your package manager (`uv lock`, `poetry lock`, `pipenv lock`), or write a `requirements.txt` by hand, and commit it.',
    example: 'a repository with `main.py` and nothing else',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const found = withoutManager(context)
    if (found?.why !== 'missing' && found?.why !== 'renamed') return []
    const files = listing(managerFiles(context).sort((a, b) => USUAL.indexOf(a) - USUAL.indexOf(b))).replace(' and ', ' or ')
    const {command, file, hint} = found.why === 'renamed' ? including(found.file) : remedy(context)
    const message = context.prediction.detected
      ? `The build stops: the root of the source has no ${files}.`
      : `Heroku would not take this for a Python app: the root of the source has no ${files}, and no other Python file that it knows.`
    const finding: Finding = {
      ...(file !== undefined && {file}),
      fix: {command, kind: command === null ? 'hand' : 'ask'},
      message: `${message}${hint}`,
    }
    return [unlessCreated(context, finding, managerFiles(context))]
  },
}

interface Remedy {
  command: null | string
  hint: string
  file?: string
}

function including(file: string): Remedy {
  const line = `-r ${file}`
  return {
    command: `echo ${shellWord(line)} > requirements.txt && git add requirements.txt`,
    file,
    hint: ` ${file} isn't looked at, but a requirements.txt with the line "${line}" includes it.`,
  }
}

/** What comes nearest to a package manager file, and how to make one of it. */
function remedy(context: CheckContext): Remedy {
  const {tree} = context.project
  if (tree.isFile('pdm.lock'))
    return {
      command: 'pdm export --prod --format requirements --output requirements.txt && git add requirements.txt',
      hint: ' PDM is not supported, but can write a requirements.txt.',
    }
  const conda = ['environment.yml', 'environment.yaml', 'conda.yml'].find((name) => tree.isFile(name))
  if (conda !== undefined)
    return {
      command: null,
      file: conda,
      hint: ` ${conda} is conda's, which Heroku doesn't know: list what the app needs in a requirements.txt, by the names that pip knows.`,
    }
  if (importsPackages(context))
    return {
      command: 'pip freeze > requirements.txt && git add requirements.txt',
      hint: ' Write the packages that the app imports into a requirements.txt: in its virtual environment, pip freeze lists them.',
    }
  return {command: 'touch requirements.txt && git add requirements.txt', hint: ''}
}

/** Whether the app's code needs more than Python itself: an empty requirements.txt would not do. */
function importsPackages(context: CheckContext): boolean {
  const {resolved} = context.version
  const python = resolved === null ? pythonSupport(context).default : majorOf(resolved)
  return bootImports(context).some(
    ({found, module}) => found.is === 'foreign' && !isStandardModule(module.split('.')[0]!, python),
  )
}
