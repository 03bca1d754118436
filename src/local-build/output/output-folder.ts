import path from 'node:path'

import type {BuildProblem} from '../problem.js'
import type {BuildpackKind} from '../../buildpack/release.js'
import type {FileSystem} from '../../system/file-system.js'
import type {ProcessType} from '../run/result.js'
import type {Manifest, OutputRecord} from './output-records.js'

import {ProblemError} from '../../common/problem.js'
import {removeTree} from '../../system/remove-tree.js'
import {
  changeFile,
  changeLink,
  copyTree,
  digests,
  listFolders,
  listTree,
  removeEmptyFolders,
  removeFiles,
  writeProgram,
} from '../../system/trees.js'
import {isInside} from '../../system/file-system.js'
import {realPlace} from '../../system/real-folders.js'
import {OutputRecords} from './output-records.js'
import {movedText, mover, namesBuildFolder} from './relocate.js'
import {runScript} from './run-script.js'

/** Wholly ours: it is replaced as one. */
const PYTHON_HOME = '.heroku/python'
/** The script's name, and the one that it has where the app has a file of that name. */
const SCRIPT = 'run'
const OTHER_SCRIPT = 'heroku-run'

/** Characters of a path that a script's first line, or a quoted word, can't hold. */
const UNFIT = /["'$\\`\n]/

export interface BuiltTree {
  /** The build folder. */
  folder: string
  /** The other paths under which its tools know it: the place that stands for Heroku's /app. */
  alsoKnownAs: readonly string[]
  kind: BuildpackKind
  processTypes: readonly ProcessType[]
}

/** A folder that is fit to take a built app. */
export interface OutputFolder {
  /** Its real path. */
  path: string
  /** Puts the app there. @returns the name of the script that starts it. @throws ProblemError output-changed, interrupted */
  write(built: BuiltTree, signal: AbortSignal): Promise<string>
}

/** What putting an app there takes. */
export interface OutputMachine {
  files: FileSystem
  /** In the CLI's data folder: what this command put where. */
  recordsFolder: string
}

/**
 * Looks whether a built app may be put into a folder: a new one, an empty one, or one with an earlier output.
 *
 * @param source of the app; `dirty`: it is read from disk
 * @throws ProblemError output-in-the-way, output-changed
 */
export async function openOutput(
  folder: string,
  source: {dirty: boolean; path: string},
  {files, recordsFolder}: OutputMachine,
): Promise<OutputFolder> {
  const refuse = refusal(folder)
  if (UNFIT.test(folder)) throw refuse('odd-name')
  const [place, sourcePlace] = await Promise.all([realPlace(folder, files), realPlace(source.path, files)])
  if (isInside(sourcePlace, place)) throw refuse('around-source')
  if (source.dirty && isInside(place, sourcePlace)) throw refuse('in-source')
  // Such a link came with the source, so somebody else chose where it leads.
  if (isInside(path.resolve(folder), source.path) && !isInside(place, sourcePlace)) throw refuse('linked')
  const output = new Output(folder, place, new OutputRecords(recordsFolder, files), files)
  await output.earlier()
  return {path: place, write: async (built, signal) => output.write(built, signal)}
}

function refusal(folder: string) {
  return (what: Extract<BuildProblem, {id: 'output-in-the-way'}>['what']) =>
    new ProblemError<BuildProblem>({id: 'output-in-the-way', path: folder, what})
}

class Output {
  constructor(
    private readonly folder: string,
    private readonly place: string,
    private readonly records: OutputRecords,
    private readonly files: FileSystem,
  ) {}

  /** What the folder has of an earlier build; undefined if it is empty, or not there. @throws ProblemError if it has anything else */
  async earlier(): Promise<OutputRecord | undefined> {
    const refuse = refusal(this.folder)
    const kind = await this.files.realKind(this.place)
    if (kind === undefined) return undefined
    if (kind !== 'directory') throw refuse('file')
    if ((await this.files.list(this.place)).length === 0) return undefined
    const earlier = await this.records.of(this.place)
    if (!earlier) throw refuse('foreign-folder')
    this.refuseChanged(await this.linkedFolders(Object.keys(earlier.files), earlier))
    this.refuseChanged(await changedFiles(this.place, earlier))
    return earlier
  }

  async write(built: BuiltTree, signal: AbortSignal): Promise<string> {
    try {
      return await this.put(built, signal)
    } catch (error) {
      // What is there by now is known as ours.
      throw signal.aborted ? new ProblemError({id: 'interrupted'}) : error
    }
  }

  private async put(built: BuiltTree, signal: AbortSignal): Promise<string> {
    // Looked at once more after the build: that takes minutes, in which somebody may have put something there.
    const earlier = await this.earlier()
    const {files, place, records} = this
    const names = await sourceFiles(built.folder)
    const script = names.some((name) => name === SCRIPT || name.startsWith(`${SCRIPT}/`)) ? OTHER_SCRIPT : SCRIPT
    if (earlier) {
      this.refuseChanged(await this.linkedFolders([...names, `${PYTHON_HOME}/bin`], earlier))
      this.refuseChanged(await usersFiles(place, [...names, script], earlier))
    }

    const known = Object.keys(earlier?.files ?? {})
    const [folders, knownFolders] = [await sourceFolders(built.folder), earlier?.folders ?? []]
    await files.makeFolder(place)
    // First of all: an interrupted output is to be known as ours, too.
    const all = [...new Set([...names, ...known, script])]
    const unknown = Object.fromEntries(all.map((name) => [name, '']))
    const begun = {complete: false, files: unknown, folders: [...new Set([...folders, ...knownFolders])]}
    const record = await records.save(place, begun, earlier)
    await removeFiles(place, known)
    await removeEmptyFolders(place, knownFolders)
    await removeTree(path.join(place, PYTHON_HOME))
    await copyTree(built.folder, place, signal)
    await relocate(place, await listTree(built.folder), {...built, to: place})
    await writeProgram(path.join(place, script), runScript(built.processTypes, built.kind))
    const left = await digests(place, [...names, script], signal)
    const entries = [...left].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
    await records.save(place, {complete: true, files: Object.fromEntries(entries), folders}, record)
    return script
  }

  /** Folders in which there are such files, and that are links by now: files behind them are none of ours. */
  private async linkedFolders(names: readonly string[], {files: ours}: Manifest): Promise<string[]> {
    const folders = new Set(names.flatMap((name) => foldersOf(name)))
    const kinds = await Promise.all(
      [...folders].map(async (name) => [name, await this.files.kind(path.join(this.place, name))] as const),
    )
    return kinds.flatMap(([name, kind]) => (kind === 'symlink' && !Object.hasOwn(ours, name) ? [name] : []))
  }

  private refuseChanged(changed: readonly string[]): void {
    if (changed.length > 0) throw new ProblemError<BuildProblem>({changed, id: 'output-changed', path: this.folder})
  }
}

/** `a/b/c` is in `a` and in `a/b`. */
function foldersOf(name: string): string[] {
  const folder = path.posix.dirname(name)
  return folder === '.' ? [] : [...foldersOf(folder), folder]
}

/** What a build leaves outside of the Python home. */
async function sourceFiles(folder: string): Promise<string[]> {
  return listTree(folder, (file) => file === PYTHON_HOME || OutputRecords.isMarker(file))
}

async function sourceFolders(folder: string): Promise<string[]> {
  return listFolders(folder, (one) => one === PYTHON_HOME)
}

/** Files of the earlier output that somebody changed since. One that is gone was removed on purpose. */
async function changedFiles(place: string, {complete, files}: Manifest): Promise<string[]> {
  if (!complete) return []
  const now = await digests(place, Object.keys(files))
  return [...now].filter(([file, value]) => value !== undefined && value !== files[file]).map(([file]) => file)
}

/** What a running app, or its user, has put where the build has a file of its own. */
async function usersFiles(place: string, files: readonly string[], earlier: Manifest): Promise<string[]> {
  const fresh = files.filter((file) => !Object.hasOwn(earlier.files, file))
  const there = await digests(place, fresh)
  return fresh.filter((file) => there.get(file) !== undefined)
}

/** Rewrites the paths that tools have written into files and links, so that a later build doesn't change this one. */
async function relocate(
  place: string,
  names: readonly string[],
  {alsoKnownAs, folder, to}: Pick<BuiltTree, 'alsoKnownAs' | 'folder'> & {to: string},
): Promise<void> {
  for (const file of names) {
    const move = {from: namesBuildFolder(file) ? [folder, ...alsoKnownAs] : alsoKnownAs, to}
    const bytes = {from: move.from.map((from) => asLatin1(from)), to: asLatin1(to)}
    const full = path.join(place, file)
    const rewrite = mover(file)
    await changeLink(full, (target) => movedText(target, move))
    if (!rewrite) continue
    const isUrl = file.endsWith('/direct_url.json')
    await changeFile(full, (contents) => rewrite(contents, isUrl ? {...bytes, to: encodeURI(move.to)} : bytes))
  }
}

/** A path as it looks in a file that is read byte by byte. */
function asLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
