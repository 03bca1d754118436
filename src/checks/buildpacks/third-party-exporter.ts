import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {buildFolder} from '../../platform/app.js'
import {type Role, roleOf} from '../../platform/buildpacks/catalogue.js'
import {isAtLeast} from '../../platform/buildpacks/python-releases.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {Check, CheckContext, Finding} from '../check.js'
import {DEPENDENCIES_PAGE} from '../facts.js'
import {lastSubfolderIndex, migrateCommand, pythonIndex, runningBuildpacks} from '../shared/buildpack-list.js'

/** The first release that refuses two package managers. Source: heroku-buildpack-python's CHANGELOG.md. */
const REFUSES_SINCE = 325

type Exporter = Extract<Role, {kind: 'exporter' | 'standalone'}>

export const thirdPartyExporter: Check = {
  id: 'buildpacks/third-party-exporter',
  title: 'a Poetry, uv or Pipenv buildpack runs before heroku/python',
  severity: 'error',
  needs: ['buildpacks'],
  docs: {
    what: 'A third-party buildpack for Poetry, uv or Pipenv runs before the Python buildpack, and the source has the lockfile.',
    why: 'It writes a `requirements.txt` from the lockfile. heroku/python now reads the lockfile itself. It finds files of two package managers, and the build fails.',
    fix: 'Remove that buildpack. `heroku python:migrate-buildpack` checks what it did for the app (Python version, extras, credentials) and removes it.',
    example: '`https://github.com/moneymeets/python-poetry-buildpack` followed by `heroku/python`, and a `poetry.lock`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const list = runningBuildpacks(context)
    const python = pythonIndex(list)
    if (python === -1 || !folderIsKnown(context, list)) return []
    return list.slice(0, python).flatMap((reference) => {
      const role = roleOf(reference)
      if (role.kind !== 'exporter' && role.kind !== 'standalone') return []
      const isThere = context.project.tree.isFile(PACKAGE_MANAGERS[role.tool].file)
      return isThere ? [asFinding(context.app!.name, reference, role, list[python]!)] : []
    })
  },
}

function folderIsKnown({app}: CheckContext, list: readonly Reference[]): boolean {
  return lastSubfolderIndex(list) === -1 || (app !== null && buildFolder(app) !== '')
}

function asFinding(app: string, reference: Reference, role: Exporter, python: Reference): Finding {
  const {file, name} = PACKAGE_MANAGERS[role.tool]
  const fix: Finding['fix'] = {command: migrateCommand(app), kind: 'ask'}
  const native = `heroku/python installs from ${file} itself, so you no longer need ${reference.shown}.`
  if (!writesRequirements(role))
    return {
      fix,
      message: `${reference.shown} seems to prepare ${name}'s lockfile for the Python buildpack. If it writes a requirements.txt next to ${file}, the build fails. ${native}`,
      severity: 'warning',
    }
  const writes = `${reference.shown} writes a requirements.txt next to ${file}, and heroku/python`
  if (roleOf(python).kind === 'python' && isAtLeast(REFUSES_SINCE, python.pin))
    return {fix, message: `The build fails: ${writes} rejects a source with files of two package managers. ${native}`}
  return {
    fix,
    message: `${writes} rejects a source with files of two package managers since release ${REFUSES_SINCE}. ${native}`,
    severity: 'warning',
  }
}

/** The one for uv that stands alone (noxan/heroku-buildpack-uv) leaves a requirements.txt too. */
function writesRequirements(role: Exporter): boolean {
  return role.kind === 'exporter' ? role.known : role.tool === 'uv'
}
