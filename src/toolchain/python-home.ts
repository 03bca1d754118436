import {createHash, randomUUID} from 'node:crypto'
import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'
import type {Processes} from '../system/processes.js'
import type {Interpreter} from './interpreters/interpreter.js'

import {majorOf} from '../buildpack/version-number.js'
import {cloneTree, fingerprintOf} from '../system/clone-tree.js'
import {errorCode} from '../system/file-system.js'
import {CannotStart} from '../system/processes.js'
import {ageOf} from '../system/holder.js'
import {removeTree} from '../system/remove-tree.js'

interface Machine {
  cacheFolder: string
  files: FileSystem
  processes: Processes
  signal: AbortSignal
}

type Installation = Pick<Interpreter, 'home' | 'program' | 'version'>

/** A month, as the caches of builds. */
const UNUSED_MS = 30 * 24 * 60 * 60_000
/** Beside an image, a file that is written when it is used. */
const USED = '.used'

/**
 * Makes a Python home as Heroku unpacks one: a whole CPython, without packages, that finds itself wherever it is. It is a copy of an
 * installation of this machine. The first one is made in the cache folder and tried; the homes of builds are hard links to its files,
 * or share its blocks.
 *
 * @param to the folder of the home: it isn't there yet
 * @returns false: this installation works only where it is
 */
export async function makePythonHome(installation: Installation, to: string, machine: Machine): Promise<boolean> {
  const {home} = installation
  if (home === null) return false
  try {
    const image = await imageOf({...installation, home}, machine)
    if (image === undefined) return false
    await cloneTree(image, to, 'guarded')
    return true
  } catch (error) {
    // A disk that is full, or an installation that may not be read: a virtual environment may still be made.
    if (errorCode(error) === '' || errorCode(error) === 'ENOSPC') throw error
    await removeTree(to)
    return false
  }
}

/** The copy in the cache folder, which is made if it isn't there, or isn't as it was made; undefined: the copy doesn't work. */
async function imageOf(installation: Installation & {home: string}, machine: Machine): Promise<string | undefined> {
  const {files} = machine
  const homes = path.join(machine.cacheFolder, 'homes')
  await files.makeFolder(homes)
  const beginning = `${installation.version}-${createHash('sha256').update(installation.home).digest('hex').slice(0, 12)}-`
  const image = (await existingImage(homes, beginning, files)) ?? (await makeImage(homes, beginning, {installation, machine}))
  // Its age tells when the image was used last.
  if (image !== undefined) await files.write(`${image}${USED}`, '')
  return image
}

/** Each is named after its fingerprint, since hard links make it possible that a build's script has written into it. */
async function existingImage(homes: string, beginning: string, files: FileSystem): Promise<string | undefined> {
  for (const {kind, name} of await files.list(homes)) {
    if (kind !== 'directory' || !name.startsWith(beginning)) continue
    const image = path.join(homes, name)
    if (name === beginning + (await shortFingerprint(image))) return image
    await removeTree(image)
  }
}

async function makeImage(
  homes: string,
  beginning: string,
  {installation, machine}: {installation: Installation & {home: string}; machine: Machine},
): Promise<string | undefined> {
  const {files} = machine
  await removeUnused(homes, files)
  const made = path.join(homes, `.new-${randomUUID()}`)
  try {
    await cloneTree(installation.home, made, 'copy', {isLeftOut: isNoPart(majorOf(installation.version))})
    if ((await files.realKind(path.join(made, 'bin/python'))) === undefined)
      await files.link(`python${majorOf(installation.version)}`, path.join(made, 'bin/python'))
    if (!(await works(made, installation.version, machine))) return undefined
    const image = path.join(homes, beginning + (await shortFingerprint(made)))
    // Another build may have made the same one meanwhile.
    if ((await files.kind(image)) === undefined) await files.rename(made, image)
    return image
  } finally {
    await removeTree(made)
  }
}

async function shortFingerprint(tree: string): Promise<string> {
  return (await fingerprintOf(tree)).fingerprint.slice(0, 16)
}

/** What the buildpack's Python has not, or another Python of the same folder has. Source: builds/build_python_runtime.sh. */
function isNoPart(major: string): (name: string) => boolean {
  const escaped = major.replace('.', String.raw`\.`)
  const library = `lib/python${major}`
  const parts = [
    /^(?:bin|include|lib)$/,
    /^lib\/(?:libpython|pkgconfig(?:\/python|$))/,
    new RegExp(`^bin/(?:python3?|python${escaped})(?:-config)?$`),
    new RegExp(`^(?:include|lib)/python${escaped}(?:/|$)`),
  ]
  return (name) => {
    const place = name.replaceAll(path.sep, '/')
    if (!parts.some((part) => part.test(place))) return true
    if (place.startsWith(`${library}/site-packages/`) || place === `${library}/EXTERNALLY-MANAGED`) return true
    return /\/(?:idle_test|tests?)$|\.a$|\.opt-[12]\.pyc$/.test(place)
  }
}

/** Asked of a copy: whether it is what it was copied from, and where it takes its own parts from. */
const TRY = `
import sys, sysconfig
import ctypes, encodings, hashlib, ssl, zlib
paths = [sysconfig.get_path(name) for name in ('include', 'platlib', 'purelib', 'scripts', 'stdlib')]
home = sys.argv[1]
assert sys.prefix == sys.base_prefix == home, sys.prefix
assert all(path.startswith(home + '/') for path in paths), paths
print('%d.%d.%d' % sys.version_info[:3])`

async function works(home: string, version: string, {cacheFolder, files, processes, signal}: Machine): Promise<boolean> {
  const env = {LD_LIBRARY_PATH: path.join(home, 'lib'), PYTHONHOME: undefined, __PYVENV_LAUNCHER__: undefined}
  try {
    const place = await files.realPath(home)
    const program = path.join(place, 'bin/python')
    const {exitCode, stdout} = await processes.run(program, ['-I', '-B', '-c', TRY, place], {cwd: cacheFolder, env, signal})
    return exitCode === 0 && new TextDecoder().decode(stdout).trim() === version
  } catch (error) {
    if (error instanceof CannotStart) return false
    throw error
  }
}

/** Those that no build has taken for a month, and what was killed while it was made. */
async function removeUnused(homes: string, files: FileSystem): Promise<void> {
  for (const {name} of await files.list(homes)) {
    const place = path.join(homes, name)
    const age = (await ageOf(`${place}${USED}`)) ?? (await ageOf(place))
    if (age !== undefined && age > UNUSED_MS) await removeTree(place)
  }
}
