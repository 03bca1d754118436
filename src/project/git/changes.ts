import type {FileSystem} from '../../system/file-system.js'
import type {Finished} from '../../system/processes.js'
import type {Blob} from './output.js'

import {decodeName, decodeNames} from '../../system/names.js'
import {sameAsStored} from './stored-form.js'

/** What telling changes asks of git. */
export interface Asked {
  root: string
  files: FileSystem
  /** `core.autocrlf` makes every file of text one with line ends of the machine. */
  convertsText: boolean
  status(): Promise<Finished>
  attributesOf(paths: readonly string[], names: readonly string[]): Promise<Finished>
  blobs(oids: readonly string[], limit: number): Promise<Map<string, Blob>>
}

/** Larger files are not compared here: such a change is not told. */
const LARGEST = 8 * 1024 * 1024

/** By these, a file on disk has another form than git stores. */
const CONVERTING = ['filter', 'ident', 'working-tree-encoding', 'text', 'eol'] as const

/**
 * Paths that differ between HEAD and the working tree. Git compares with every program switched off, and without looking at
 * contents where the sizes differ. For the files that have another form on disk, it is looked here whether they only seem to
 * differ; where that can't be told (a filter of any name, whose program is not run), no change is told.
 */
export async function changedOnDisk(asked: Asked): Promise<string[]> {
  const changes = parseStatus((await asked.status()).stdout)
  const doubtful = new Map(changes.flatMap(({name, oid}) => (oid === undefined ? [] : [[name, oid] as const])))
  const same = doubtful.size === 0 ? new Set<string>() : await onlySeeming(doubtful, asked)
  // A file that was taken out of the index but not off the disk is listed twice.
  return [...new Set(changes.map(({name}) => name))].filter((name) => !same.has(name))
}

interface Change {
  name: string
  /** Of what the index has, where only the contents on disk may differ from it. */
  oid?: string
}

/** Of a file whose contents on disk alone seem to differ: states, submodule, modes (HEAD, index, disk), ids (HEAD, index). */
const MODIFIED = /^1 \.M \S+ \S+ (100\d+) \1 \S+ (\S+)$/

/** `status --porcelain=v2 -z`, without renames. Source: git-status(1), "Porcelain Format Version 2". */
function parseStatus(output: Uint8Array): Change[] {
  return decodeNames(output).flatMap((record): Change[] => {
    const [, fields, name] = /^(1(?: \S+){7}|u(?: \S+){9}|\?) ([^]+)$/.exec(record) ?? []
    if (name === undefined) return []
    const oid = MODIFIED.exec(fields!)?.[2]
    return [oid === undefined ? {name} : {name, oid}]
  })
}

async function onlySeeming(doubtful: ReadonlyMap<string, string>, asked: Asked): Promise<Set<string>> {
  const attributes = parseAttributes((await asked.attributesOf([...doubtful.keys()], CONVERTING)).stdout)
  const converted = [...doubtful].filter(([name]) => asked.convertsText || attributes.has(name))
  const wanted = converted.map(([, oid]) => oid)
  // What a partial clone lacks can't be compared.
  const blobs = await asked.blobs(wanted, LARGEST).catch(() => new Map<string, Blob>())
  const verdicts = await Promise.all(
    converted.map(async ([name, oid]) => {
      const stored = blobs.get(oid)
      if (!stored || stored.size > LARGEST) return true
      const {convertsText, files, root} = asked
      return sameAsStored(stored.contents, {attributes: attributes.get(name) ?? new Map(), convertsText}, {files, name, root})
    }),
  )
  return new Set(converted.flatMap(([name], index) => (verdicts[index] ? [name] : [])))
}

/** `check-attr -z`: path, attribute, value. Only files that have one of them. */
function parseAttributes(output: Uint8Array): Map<string, Map<string, string>> {
  // Not decodeNames: a value can be empty.
  const fields = decodeName(output).split('\0')
  const found = new Map<string, Map<string, string>>()
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [name, attribute, value] = fields.slice(index, index + 3) as [string, string, string]
    if (value !== 'unspecified') found.set(name, (found.get(name) ?? new Map<string, string>()).set(attribute, value))
  }

  return found
}
