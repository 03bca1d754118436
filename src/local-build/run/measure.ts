import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {InstalledPackage} from './result.js'

import {mapLimited} from '../../system/limited.js'
import {treeSizes} from '../../system/trees.js'

const AT_ONCE = 64
const METADATA_LIMIT = 1024 * 1024
/** A package's list of its files: the largest packages have tens of thousands. */
const RECORD_LIMIT = 64 * 1024 * 1024

/** The folder that describes an installed package. Source: packaging.python.org, "Recording installed projects". */
const DIST_INFO = /^\.heroku\/python\/(?:lib\/python[^/]+|Lib)\/site-packages\/[^/]+\.dist-info\/METADATA$/

/** The packages in the Python home of a built tree, and the size of the whole tree in bytes: of its files, links apart. */
export async function measure(
  build: string,
  disk: Pick<FileSystem, 'read'>,
): Promise<{packages: InstalledPackage[]; totalBytes: number}> {
  const bytes = await treeSizes(build)
  const descriptions = [...bytes.keys()].filter((file) => DIST_INFO.test(file))
  const packages = await mapLimited(descriptions, AT_ONCE, async (file) =>
    packageOf(file, bytes, async (name, limit) => textOf(disk, path.join(build, name), limit)),
  )
  return {
    packages: packages.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    totalBytes: [...bytes.values()].reduce((sum, size) => sum + size, 0),
  }
}

async function packageOf(
  metadata: string,
  bytes: ReadonlyMap<string, number>,
  read: (file: string, limit: number) => Promise<string>,
): Promise<InstalledPackage> {
  const folder = path.posix.dirname(metadata)
  const header = (await read(metadata, METADATA_LIMIT)).split(/\r?\n\r?\n/)[0]!
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+?)\\s*$`, 'im').exec(header)?.[1]
  const [named = '', version = ''] = path.posix.basename(folder, '.dist-info').split('-')
  const recorded = bytes.has(`${folder}/RECORD`) ? await read(`${folder}/RECORD`, RECORD_LIMIT) : ''
  const sizes = recordedFiles(recorded).map((file) => bytes.get(path.posix.join(folder, '..', file)) ?? 0)
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    name: field('Name') ?? named,
    version: field('Version') ?? version,
  }
}

/** The paths of a RECORD, a CSV file: `path,hash,size`, with quotes around a path that has a comma. */
function recordedFiles(record: string): string[] {
  return record.split(/\r?\n/).flatMap((line) => {
    const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1]
    const file = quoted?.replaceAll('""', '"') ?? line.split(',')[0]!
    return file === '' ? [] : [file]
  })
}

async function textOf(disk: Pick<FileSystem, 'read'>, file: string, limit: number): Promise<string> {
  return new TextDecoder().decode(await disk.read(file, limit))
}
