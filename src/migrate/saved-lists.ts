import {basename, join} from 'node:path'

import type {MigrateProblem} from './problem.js'
import type {System} from '../system/system.js'

import {ProblemError} from '../common/problem.js'
import {parseReference, type Reference} from '../platform/buildpacks/reference.js'

/** A list of buildpacks that an app had. Credentials are not kept: such an entry is masked. */
export interface SavedList {
  file: string
  /** ISO date. */
  savedAt: string
  buildpacks: readonly {ref: string; masked: boolean}[]
}

interface App {
  id: string
  name: string
}

/** As many as anyone will go back. */
const KEPT = 20
const LIMIT = 1024 * 1024
/** A file's name is its time: `20260131T120000000Z.json`. */
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.json$/

function nameAt(time: string): string {
  return `${time.replaceAll(/[-:.]/g, '')}.json`
}

/** The old lists of apps, a file each, in the CLI's data folder. Apps are told apart by their ids: names are used again. */
export class SavedLists {
  constructor(
    private readonly folder: string,
    private readonly system: Pick<System, 'clock' | 'files'>,
  ) {}

  /** Newest first. Files that are no saved lists are passed over. */
  async of(app: App): Promise<SavedList[]> {
    const folder = this.folderOf(app)
    const {files} = this.system
    const entries = (await files.realKind(folder)) === 'directory' ? await files.list(folder) : []
    const names = entries.map(({name}) => name).filter((name) => NAME.test(name))
    const lists = await Promise.all(
      names
        .sort()
        .reverse()
        .map(async (name) => this.read(join(folder, name))),
    )
    return lists.filter((list) => list !== undefined)
  }

  /** @throws ProblemError `not-saved` */
  async save(app: App, list: readonly Reference[]): Promise<SavedList> {
    const folder = this.folderOf(app)
    const buildpacks = list.map(({hasCredentials, shown, stored}) => ({
      masked: hasCredentials,
      ref: hasCredentials ? shown : stored.reveal(),
    }))
    const [last, ...older] = await this.of(app)
    const savedAt = this.timeAfter(last)
    const file = join(folder, nameAt(savedAt))
    try {
      await this.system.files.makeFolder(folder)
      await this.system.files.write(file, `${JSON.stringify({schemaVersion: 1, app, savedAt, buildpacks}, null, 2)}\n`)
    } catch (error) {
      throw new ProblemError<MigrateProblem>({code: (error as NodeJS.ErrnoException).code ?? 'unknown', folder, id: 'not-saved'})
    }

    for (const {file: oldest} of older.slice(KEPT - 2)) await this.system.files.remove(oldest)
    return {buildpacks, file, savedAt}
  }

  /** A list that was saved later has a later time, even where the clock was set back: it is the one to go back to. */
  private timeAfter(last: SavedList | undefined): string {
    const now = this.system.clock.now().getTime()
    // By the name, which decides the order.
    const before = last === undefined ? Number.NaN : Date.parse(basename(last.file).replace(NAME, '$1-$2-$3T$4:$5:$6.$7Z'))
    return new Date(now <= before ? before + 1 : now).toISOString()
  }

  async remove({file}: SavedList): Promise<void> {
    await this.system.files.remove(file)
  }

  private folderOf({id}: App): string {
    return join(this.folder, id.replaceAll(/[^\w-]/g, '_'))
  }

  private async read(file: string): Promise<SavedList | undefined> {
    try {
      const text = new TextDecoder().decode(await this.system.files.read(file, LIMIT))
      const {buildpacks, savedAt} = JSON.parse(text) as Partial<SavedList>
      const isList =
        Array.isArray(buildpacks) && buildpacks.every(({masked, ref}) => typeof ref === 'string' && typeof masked === 'boolean')
      return isList && typeof savedAt === 'string' ? {buildpacks, file, savedAt} : undefined
    } catch {
      return undefined
    }
  }
}

export interface Restorable {
  list: Reference[]
  /** Entries whose credentials were not kept, and are nowhere else. */
  missing: string[]
}

/** A saved list as references. Credentials come from the same entry of the present list, where it still has it. */
export function restore({buildpacks}: SavedList, present: readonly Reference[]): Restorable {
  const missing: string[] = []
  const list = buildpacks.map(({masked, ref}) => {
    if (!masked) return parseReference(ref)
    const known = present.find((candidate) => candidate.hasCredentials && candidate.shown === ref)
    if (!known) missing.push(ref)
    return known ?? parseReference(ref)
  })
  return {list, missing}
}

/** What of a list can't be put back once it is gone: entries with credentials, which are not kept. */
export function forgotten(before: readonly Reference[], after: readonly Reference[]): Reference[] {
  return before.filter((old) => old.hasCredentials && !after.some((kept) => kept.shown === old.shown))
}
