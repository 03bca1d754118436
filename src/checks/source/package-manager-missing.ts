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
    what: 'The root has none of `requirements.txt`, `Pipfile.lock`, `poetry.lock` and `uv.lock`, or anything similar.',
    why: "The buildpack chooses the package manager by its file in the root. Without such a file, the build fails. An app without dependencies needs an empty `requirements.txt`. If the root has no known Python file at all, Heroku doesn't detect a Python app.",
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
      ? `The build fails: the root of the source has no ${files}.`
      : `Heroku wouldn't detect a Python app: the root of the source has no ${files}, and no other Python file that Heroku looks for.`
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
    hint: ` Heroku doesn't look at ${file}, but a requirements.txt with the line "${line}" includes it.`,
  }
}

/** What comes nearest to a package manager file, and how to make one of it. */
function remedy(context: CheckContext): Remedy {
  const {tree} = context.project
  if (tree.isFile('pdm.lock'))
    return {
      command: 'pdm export --prod --format requirements --output requirements.txt && git add requirements.txt',
      hint: " Heroku doesn't support PDM, but PDM can write a requirements.txt.",
    }
  const conda = ['environment.yml', 'environment.yaml', 'conda.yml'].find((name) => tree.isFile(name))
  if (conda !== undefined)
    return {
      command: null,
      file: conda,
      hint: ` Heroku doesn't support conda's ${conda}: list what the app needs in a requirements.txt, with pip's package names.`,
    }
  if (importsPackages(context))
    return {
      command: 'pip freeze > requirements.txt && git add requirements.txt',
      hint: ' List the packages that the app imports in a requirements.txt: pip freeze in its virtual environment shows them.',
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
