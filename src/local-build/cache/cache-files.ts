import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {CacheRecord, CachedBuild} from '../plan/build-plan.js'

import {errorCode} from '../../system/file-system.js'

/** The one of the buildpack's files that lies in the Python home. Source: lib/pipenv.sh. */
const HOME_FILE = 'Pipfile.lock.sha256'

/** The buildpack's own files in its cache, by which it judges whether it may use it. Sources: lib/cache.sh, lib/build_data.sh. */
const FILES = {
  buildData: 'build-data/python.json',
  previousBuildData: 'build-data/python-prev.json',
  pipfileLock: `.heroku/python/${HOME_FILE}`,
  requirements: '.heroku/requirements.txt',
  sqliteHeaders: '.heroku/python/include/sqlite3.h',
  stack: '.heroku/python-stack',
  version: '.heroku/python-version',
}

const LIMIT = 16 * 1024 * 1024

/**
 * Reads what a cache says of the build that made it.
 *
 * @param interpreter the one of this machine: the buildpack has no file for it
 * @returns null without a Python home
 */
export async function readCacheFiles(
  folder: string,
  interpreter: CachedBuild['interpreter'],
  files: FileSystem,
): Promise<CachedBuild | null> {
  if ((await files.realKind(path.join(folder, '.heroku/python'))) !== 'directory') return null
  const read = async (file: string) => contents(path.join(folder, file), files)
  const line = async (file: string) => {
    const bytes = await read(file)
    return bytes === null ? null : new TextDecoder().decode(bytes).trim()
  }

  const checksum = await line(FILES.pipfileLock)
  return {
    buildData: parseData((await line(FILES.previousBuildData)) ?? (await line(FILES.buildData))),
    hasSqliteHeaders: (await files.realKind(path.join(folder, FILES.sqliteHeaders))) === 'file',
    interpreter,
    pipfileLockSha256: checksum === null ? null : checksum.split(/\s/)[0]!,
    pythonVersion: await readVersionFile(folder, files),
    requirements: await read(FILES.requirements),
    stack: await line(FILES.stack),
  }
}

/** The version that a cache names, whether or not its Python is there; null: it names none. */
export async function readVersionFile(folder: string, files: FileSystem): Promise<string | null> {
  const file = path.join(folder, FILES.version)
  if ((await files.realKind(file)) !== 'file') return null
  const bytes = await contents(file, files)
  // As bash has it: without line ends at the end, and without NUL.
  const text = bytes === null ? '' : new TextDecoder().decode(bytes).replaceAll('\0', '').replace(/\n+$/, '')
  return text.replace(/^python-/, '') || null
}

/** Where something else, such as a link, is in the place of a file or a folder of the buildpack's own; undefined: nowhere. */
export async function oddFile(folder: string, files: FileSystem): Promise<string | undefined> {
  const is = async (name: string, kind: string) => [undefined, kind].includes(await files.kind(path.join(folder, name)))
  for (const name of ['.heroku', '.heroku/python', 'build-data']) if (!(await is(name, 'directory'))) return name
  for (const name of Object.values(FILES)) if (!(await is(name, 'file'))) return name
  return undefined
}

/** Writes what is kept of requirements.txt; null: nothing. */
export async function writeRequirements(folder: string, requirements: null | Uint8Array, files: FileSystem): Promise<void> {
  if (requirements !== null) await files.write(path.join(folder, FILES.requirements), requirements)
}

/** Writes them, but for that in the Python home; those that don't apply to the package manager are deleted. */
export async function writeCacheFiles(folder: string, about: CacheRecord, files: FileSystem): Promise<void> {
  const {buildData, pythonVersion, requirements, stack} = about
  const written: [file: string, contents: null | string | Uint8Array][] = [
    [FILES.buildData, `${JSON.stringify(buildData)}\n`],
    [FILES.previousBuildData, null],
    [FILES.requirements, requirements],
    [FILES.stack, stack === null ? null : `${stack}\n`],
    [FILES.version, pythonVersion === null ? null : `python-${pythonVersion}\n`],
  ]
  for (const [file, contents] of written) {
    const place = path.join(folder, file)
    await files.makeFolder(path.dirname(place))
    await (contents === null ? files.remove(place) : files.write(place, contents))
  }
}

/** Writes the file in the Python home, if it isn't as it should be. */
export async function writeHomeFile(
  home: string,
  about: Pick<CachedBuild, 'pipfileLockSha256'>,
  files: FileSystem,
): Promise<void> {
  if (await isHomeFileRight(home, about, files)) return
  const place = path.join(home, HOME_FILE)
  await (about.pipfileLockSha256 === null ? files.remove(place) : files.write(place, homeFile(about.pipfileLockSha256)))
}

/** Whether the file in a Python home is that of a build. */
export async function isHomeFileRight(
  home: string,
  {pipfileLockSha256}: Pick<CachedBuild, 'pipfileLockSha256'>,
  files: FileSystem,
): Promise<boolean> {
  const bytes = await contents(path.join(home, HOME_FILE), files)
  const text = bytes === null ? null : new TextDecoder().decode(bytes)
  return text === (pipfileLockSha256 === null ? null : homeFile(pipfileLockSha256))
}

const homeFile = (sha256: string) => `${sha256}  Pipfile.lock\n`

async function contents(file: string, files: FileSystem): Promise<null | Uint8Array> {
  try {
    return await files.read(file, LIMIT)
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null
    throw error
  }
}

/** A hook may have written anything into it: then there is no such data. */
function parseData(text: null | string): CachedBuild['buildData'] {
  try {
    const data: unknown = JSON.parse(text ?? '{}')
    return typeof data === 'object' && data !== null ? (data as CachedBuild['buildData']) : {}
  } catch {
    return {}
  }
}
