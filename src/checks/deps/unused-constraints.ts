import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {appendLine, DEPENDENCIES_PAGE} from '../facts.js'
import {pipRequirements} from './requirements-facts.js'

/** Where people keep them. */
const USUAL = ['constraints.txt', 'constraint.txt', 'requirements/constraints.txt']

export const unusedConstraints: Check = {
  id: 'deps/unused-constraints',
  title: 'nothing uses constraints.txt',
  severity: 'info',
  docs: {
    what: "The source has a `constraints.txt`, but `requirements.txt` doesn't name it (`-c constraints.txt`).",
    why: "The build runs `pip install -r requirements.txt`, which only reads other files that a line names. The classic buildpack doesn't pass `PIP_CONSTRAINT` to pip either. So pip ignores the versions in the file.",
    fix: 'Name it in `requirements.txt`: `-c constraints.txt`. Or delete the file.',
    example: 'A `constraints.txt`, and a `requirements.txt` with only the line `flask`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const {app, kind, project} = context
    const file = USUAL.find((name) => project.tree.isFile(name))
    const requirements = pipRequirements(context)
    if (file === undefined || !requirements || requirements.includes.some(({kind: how}) => how === 'constraints')) return []
    // On Fir pip gets every config var.
    const isNamed = kind === 'cnb' && (!app || !isAvailable(app.configVars) || app.configVars.has('PIP_CONSTRAINT'))
    if (isNamed || requirements.files.includes(file)) return []
    return [
      {
        file,
        fix: {command: appendLine(project, 'requirements.txt', `-c ${file}`), kind: 'ask'},
        message: `pip ignores the versions in ${file}, because requirements.txt doesn't name the file. Add the line -c ${file}.`,
      },
    ]
  },
}
