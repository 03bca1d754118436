import path from 'node:path'

import type {ClassicRelease, CnbRelease} from '../../buildpack/release.js'
import type {FileSystem} from '../../system/file-system.js'
import type {Build} from '../run/build.js'
import type {BuildPlace} from '../run/build-request.js'
import type {Step} from '../run/step.js'

import {STEP_LINES} from '../../buildpack/classic-lines.js'
import {majorOf} from '../../buildpack/version-number.js'
import {MAKE_PYTHON_HOME} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {removeTree} from '../../system/remove-tree.js'
import {makeFolder} from '../run/make-folder.js'
import {timed} from '../run/step.js'

/**
 * On Heroku a Python is downloaded and unpacked; here it is a copy of an interpreter of this machine, or an environment of one that
 * can't be moved, under the path that every build of the app has. Source: lib/python.sh.
 */
export const installPython: Step = async (build) => {
  await linkPythonHome(build)
  await timed(build, 'python_install_duration', async () => {
    const {files} = build.machine.system
    const isCached = (await files.realKind(build.at('.heroku/python', build.bin, pythonProgram(build)))) === 'file'
    build.line(STEP_LINES.python(build.pythonVersion, isCached))
    stopAtUnknownPatch(build, build.request.releases.classic)
    if (!isCached) {
      await makeFolder(build, '.heroku', 'mkdir -p "${install_dir}"', '.heroku/python')
      if (!(await makeOwnPython(build))) await makeEnvironment(build)
    }

    await seeHome(build)
  })
  const {interpreter} = build
  if (interpreter && interpreter.version !== build.pythonVersion)
    build.output(`(this machine: CPython ${interpreter.version}, from ${interpreter.origin})`)
}

/** @returns false: the interpreter can't be moved */
async function makeOwnPython(build: Build): Promise<boolean> {
  const {control, interpreter, machine} = build
  return interpreter !== null && machine.makePythonHome(interpreter, build.at('.heroku/python'), control.signal)
}

async function makeEnvironment(build: Build): Promise<void> {
  if (!(await build.run(MAKE_PYTHON_HOME))) throw new BuildFailed('install-python', build.clues.firstLine)
  await removeActivation(build)
}

/** A home that was restored may be of the other kind than one that would be made now. */
async function seeHome(build: Build): Promise<void> {
  const {interpreter, machine} = build
  const isEnvironment = (await machine.system.files.realKind(build.at('.heroku/python/pyvenv.cfg'))) === 'file'
  if (interpreter && isEnvironment) build.interpreter = {...interpreter, home: null}
}

/** Heroku would look for the archive and find none. */
export function stopAtUnknownPatch({pythonVersion}: Build, {python}: ClassicRelease | CnbRelease): void {
  const latest = python.latest[majorOf(pythonVersion)]
  const patch = (version: string) => BigInt(version.split('.')[2]!)
  if (latest !== undefined && patch(pythonVersion) > patch(latest))
    throw new BuildFailed('python-version::unknown-patch', pythonVersion)
}

/** The stable path leads to this build's folder. */
export async function linkPythonHome(build: Build): Promise<void> {
  await linkHome(build.machine.place, build.machine.system.files)
}

export async function linkHome({app, build, seen}: BuildPlace, files: FileSystem): Promise<void> {
  // On Heroku CI it is there already.
  if (seen.app === seen.build) return
  const home = path.join(app, '.heroku/python')
  // A hook may have put a link there, behind which are somebody else's files.
  for (const folder of [app, path.dirname(home)]) if ((await files.kind(folder)) !== 'directory') await removeTree(folder)
  await files.makeFolder(path.dirname(home))
  await removeTree(home)
  await files.link(path.join(build, '.heroku/python'), home)
}

/** Heroku's Python home has no scripts to be activated by. */
async function removeActivation(build: Build): Promise<void> {
  const {files} = build.machine.system
  const folder = build.at('.heroku/python', build.bin)
  for (const {name} of await files.list(folder)) if (/^activate/i.test(name)) await files.remove(path.join(folder, name))
}

function pythonProgram({machine}: Build): string {
  return machine.platform === 'win32' ? 'python.exe' : 'python'
}
