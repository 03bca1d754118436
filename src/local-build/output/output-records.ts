import path from 'node:path'
import {randomUUID} from 'node:crypto'

import type {FileSystem} from '../../system/file-system.js'

/** What an earlier build left: file → digest. `complete` is false where it was interrupted. */
export interface Manifest {
  complete: boolean
  files: Record<string, string>
  /** The folders that it made; older records have none. */
  folders?: readonly string[]
}

/** An output that this command made. */
export interface OutputRecord extends Manifest {
  id: string
  /** The folder's real path. */
  path: string
}

/** In an output folder: which record is about it. */
const MARKER = '.heroku-python-build.json'
const LONGEST_MARKER = 64 * 1024
/** A larger one would name more files than any app has. */
const LARGEST_RECORD = 64 * 1024 * 1024

/**
 * Which folders hold a build that this command put there, and which files of it: a file each in the CLI's data folder. What
 * is in the folder itself may have come with a stranger's repository, and says no more than where to look.
 */
export class OutputRecords {
  /** @param folder in the CLI's data folder */
  constructor(
    private readonly folder: string,
    private readonly files: FileSystem,
  ) {}

  static isMarker(name: string): boolean {
    return name === MARKER
  }

  /** The record of a folder; undefined if this command has put nothing there. @param place its real path */
  async of(place: string): Promise<OutputRecord | undefined> {
    const marker = await this.readJson(path.join(place, MARKER), LONGEST_MARKER)
    const id = marker?.id
    if (typeof id !== 'string' || !/^[\da-f-]{36}$/.test(id)) return undefined
    const record = await this.readJson(this.fileOf(id), LARGEST_RECORD)
    return isRecord(record) && record.path === place && record.id === id ? record : undefined
  }

  /** @param known the folder's record so far */
  async save(place: string, manifest: Manifest, known: OutputRecord | undefined): Promise<OutputRecord> {
    const record = {id: known?.id ?? randomUUID(), path: place, ...manifest}
    if (!known) await this.forgetGone()
    await this.files.makeFolder(this.folder)
    await this.files.write(this.fileOf(record.id), `${JSON.stringify(record, null, 2)}\n`)
    const about = 'Created by heroku python:build-local --output. It tracks the files that it put here under this ID.'
    if (!known) await this.files.write(path.join(place, MARKER), `${JSON.stringify({about, id: record.id}, null, 2)}\n`)
    return record
  }

  /** Records of folders that are there no more. */
  private async forgetGone(): Promise<void> {
    const entries = (await this.files.realKind(this.folder)) === 'directory' ? await this.files.list(this.folder) : []
    for (const {name} of entries) {
      const file = path.join(this.folder, name)
      const record = await this.readJson(file, LARGEST_RECORD)
      if (isRecord(record) && (await this.files.kind(record.path)) === undefined) await this.files.remove(file)
    }
  }

  private fileOf(id: string): string {
    return path.join(this.folder, `${id}.json`)
  }

  /** Links are not followed. */
  private async readJson(file: string, limit: number): Promise<Record<string, unknown> | undefined> {
    try {
      if ((await this.files.kind(file)) !== 'file') return undefined
      const value: unknown = JSON.parse(new TextDecoder().decode(await this.files.read(file, limit)))
      return typeof value === 'object' && value !== null ? {...value} : undefined
    } catch {
      return undefined
    }
  }
}

function isRecord(value: unknown): value is OutputRecord {
  if (typeof value !== 'object' || value === null) return false
  const {complete, files, folders, id, path: place} = value as Partial<Record<keyof OutputRecord, unknown>>
  return (
    typeof complete === 'boolean' &&
    (folders === undefined || (Array.isArray(folders) && folders.every((name) => typeof name === 'string'))) &&
    typeof id === 'string' &&
    typeof place === 'string' &&
    typeof files === 'object' &&
    files !== null
  )
}
