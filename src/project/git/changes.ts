import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {Finished} from '../../system/processes.js'
import type {Blob, GitTreeEntry} from './output.js'

import {decodeName, decodeNames} from '../../system/names.js'
import {sameAsStored} from './stored-form.js'

/** What telling changes asks of git. */
export interface Asked {
  root: string
  files: FileSystem
  status(): Promise<Finished>
  attributesOf(paths: readonly string[]): Promise<Finished>
  staged(): Promise<GitTreeEntry[]>
  blobs(oids: readonly string[], limit: number): Promise<Map<string, Blob>>
}

/** Larger files are not compared here: such a change is not told. */
const LARGEST = 8 * 1024 * 1024

/**
 * Paths that differ between HEAD and the working tree. Git compares with everything switched off that changes contents on
 * their way into the repository, but for line ends. For the files that have such an attribute, it is looked here whether
 * they only seem to differ; where that can't be told (a filter of any name, whose program is not run), no change is told.
 */
export async function changedOnDisk(asked: Asked): Promise<string[]> {
  const {stdout} = await asked.status()
  const records = decodeNames(stdout)
  const doubtful = records.filter((record) => record.startsWith(' M ')).map((record) => record.slice(3))
  const same = doubtful.length === 0 ? new Set<string>() : await onlySeeming(doubtful, asked)
  // A file that was taken out of the index but not off the disk is listed twice.
  return [...new Set(records.map((record) => record.slice(3)))].filter((name) => !same.has(name))
}

async function onlySeeming(paths: readonly string[], asked: Asked): Promise<Set<string>> {
  const attributes = parseAttributes((await asked.attributesOf(paths)).stdout)
  const converted = paths.filter((name) => attributes.has(name))
  if (converted.length === 0) return new Set()
  const oids = new Map((await asked.staged()).map((entry) => [entry.path, entry.oid]))
  const wanted = converted.flatMap((name) => oids.get(name) ?? [])
  const blobs = await asked.blobs(wanted, LARGEST)
  const verdicts = await Promise.all(
    converted.map(async (name) => {
      const stored = blobs.get(oids.get(name) ?? '')
      if (!stored || stored.size > LARGEST) return true
      return sameAsStored(stored.contents, attributes.get(name)!, {...asked, place: path.join(asked.root, name)})
    }),
  )
  return new Set(converted.filter((_, index) => verdicts[index]))
}

/** `check-attr -z`: path, attribute, value. Only files with one of them that has an effect. */
function parseAttributes(output: Uint8Array): Map<string, Map<string, string>> {
  // Not decodeNames: a value can be empty.
  const fields = decodeName(output).split('\0')
  const found = new Map<string, Map<string, string>>()
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [name, attribute, value] = fields.slice(index, index + 3) as [string, string, string]
    if (value === 'unspecified' || value === 'unset') continue
    found.set(name, (found.get(name) ?? new Map<string, string>()).set(attribute, value))
  }

  return found
}
