import path from 'node:path'

import type {Build} from '../run/build.js'

import {BUILD_DATA_FILE} from '../../buildpack/config-vars.js'
import {isInside} from '../../system/file-system.js'
import {BuildFailed} from '../plan/failure.js'
import {becauseOf} from './shell-vars.js'
import {withoutFolder} from '../run/make-folder.js'

/**
 * The buildpack's collectstatic step is a script of its own, into which all config vars are exported. So some of them change the
 * script itself, and end it without a message for that. Source: bin/steps/collectstatic.
 */

/** What bin/compile says of a script that failed without a reason: the command. Source: lib/utils.sh, `err_trap`. */
const COMMAND = '"${BUILDPACK_DIR}/bin/steps/collectstatic"'

export function collectstaticBreaks(because: readonly string[] = []): BuildFailed {
  return new BuildFailed('internal-error::unhandled', COMMAND, because)
}

/** @returns what the script's programs see of them @throws BuildFailed where bash can't export one of them */
export function exportConfigVars(build: Build): Record<string, string> {
  const {endsAt, env} = build.varsOfShell(false)
  if (endsAt !== null) throw collectstaticBreaks(becauseOf(endsAt))
  return env
}

/**
 * The script notes what it does in the build data.
 *
 * @returns false: it does so in another file, to which a config var leads it
 * @throws BuildFailed where there is no such file
 */
export async function checkDataFile(build: Build, env: Readonly<Record<string, string>>): Promise<boolean> {
  const file = env[BUILD_DATA_FILE]
  if (file === undefined || !build.request.configVars.has(BUILD_DATA_FILE)) return true
  if (file !== '' && (await isOnHeroku(build, file))) return false
  build.warning('build-data-file', [
    "Error: The buildpack's build data file isn't there.",
    '',
    `The config var ${BUILD_DATA_FILE} has the name of a`,
    'variable in which the buildpack keeps its path.',
  ])
  throw collectstaticBreaks([`Remove the config var:\nheroku config:unset ${BUILD_DATA_FILE}`])
}

/** A file of the build or its cache. What else this machine has, Heroku's has not. */
async function isOnHeroku({machine}: Build, named: string): Promise<boolean> {
  const {cache, place, system, view} = machine
  const file = path.resolve(place.build, view?.outside(named) ?? named)
  const isInBuild = [place.app, place.build, cache.folder].some((folder) => isInside(file, folder))
  return isInBuild && (await system.files.realKind(file)) === 'file'
}

/** The script keeps the output in a temporary file. @throws BuildFailed where a config var names no folder for it */
export async function checkTemporaryFolder(build: Build, {TMPDIR}: Readonly<Record<string, string>>): Promise<void> {
  if (!build.request.configVars.has('TMPDIR') || TMPDIR === undefined || TMPDIR === '') return
  const {place, system, view} = build.machine
  const kind = await system.files.realKind(path.resolve(place.build, view?.outside(TMPDIR) ?? TMPDIR))
  if (kind === 'directory') return
  await build.run({argv: ['mktemp'], env: {TMPDIR}}, {filter: (line) => build.line(withoutFolder(line))})
  throw collectstaticBreaks(['The config var TMPDIR names no folder. Remove it:\nheroku config:unset TMPDIR'])
}
