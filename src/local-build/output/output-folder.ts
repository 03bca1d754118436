import path from 'node:path'

import type {FileSystem} from '../../system/file-system.js'
import type {ProcessType} from '../run/result.js'

import {ProblemError} from '../../common/problem.js'
import {changeFile, changeLink, copyTree, digests, listTree, removeFiles, removeTree, writeProgram} from '../../system/trees.js'
import {type Move, movedText, mover} from './relocate.js'
import {runScript} from './run-script.js'

/** The file by which a folder is known as an earlier output: what was put there, so that nothing else is ever removed. */
const MARKER = '.heroku-python-build.json'
/** Wholly ours: it is replaced as one. */
const PYTHON_HOME = '.heroku/python'
/** The script's name, and the one that it has where the app has a file of that name. */
const SCRIPT = 'run'
const OTHER_SCRIPT = 'heroku-run'

/** Characters of a path that a script's first line, or a quoted word, can't hold. */
const UNFIT = /["'$\\`\n]/

/** What an earlier build left: file → digest. `complete` is false where it was interrupted. */
interface Manifest {
  complete: boolean
  files: Record<string, string>
}

export interface BuiltTree {
  /** The build folder. */
  folder: string
  /** The other paths under which its tools know it: the place that stands for Heroku's /app. */
  alsoKnownAs: readonly string[]
  processTypes: readonly ProcessType[]
}

/** A folder that is fit to take a built app. */
export interface OutputFolder {
  /** Its real path. */
  path: string
  /** Puts the app there. @returns the name of the script that starts it. @throws ProblemError output-changed */
  write(built: BuiltTree): Promise<string>
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
  files: FileSystem,
): Promise<OutputFolder> {
  const refuse = refusal(folder)
  if (UNFIT.test(folder)) throw refuse('odd-name')
  const [place, sourcePlace] = await Promise.all([realPath(folder, files), realPath(source.path, files)])
  if (isInside(sourcePlace, place)) throw refuse('around-source')
  if (source.dirty && isInside(place, sourcePlace)) throw refuse('in-source')
  await earlierOutput(folder, files)
  // Looked at once more after the build: that takes minutes, in which somebody may have put something there.
  return {path: place, write: async (built) => write(place, built, {earlier: await earlierOutput(folder, files), files})}
}

function refusal(folder: string) {
  return (what: 'around-source' | 'file' | 'foreign-folder' | 'in-source' | 'odd-name') =>
    new ProblemError({id: 'output-in-the-way', path: folder, what})
}

/** What a folder has of an earlier build; undefined if it is empty, or not there. @throws ProblemError if it has anything else */
async function earlierOutput(folder: string, files: FileSystem): Promise<Manifest | undefined> {
  const refuse = refusal(folder)
  const kind = await files.realKind(folder)
  if (kind === undefined) return undefined
  if (kind !== 'directory') throw refuse('file')
  const names = (await files.list(folder)).map(({name}) => name)
  if (names.length === 0) return undefined
  const earlier = names.includes(MARKER) ? await readManifest(path.join(folder, MARKER), files) : undefined
  if (!earlier) throw refuse('foreign-folder')
  const changed = await changedFiles(folder, earlier)
  if (changed.length > 0) throw new ProblemError({changed, id: 'output-changed', path: folder})
  return earlier
}

interface Writing {
  earlier: Manifest | undefined
  files: FileSystem
}

async function write(place: string, built: BuiltTree, {earlier, files}: Writing): Promise<string> {
  const names = await sourceFiles(built.folder)
  const script = names.some((name) => name === SCRIPT || name.startsWith(`${SCRIPT}/`)) ? OTHER_SCRIPT : SCRIPT
  await refuseUsersFiles(place, [...names, script], earlier)
  const known = Object.keys(earlier?.files ?? {})
  await files.makeFolder(place)
  const saveManifest = async (manifest: Manifest) => files.write(path.join(place, MARKER), manifestText(manifest))
  // First of all: an interrupted output is to be known as ours, too.
  const all = [...new Set([...names, ...known, script])]
  await saveManifest({complete: false, files: Object.fromEntries(all.map((name) => [name, '']))})
  await removeFiles(place, known)
  await removeTree(path.join(place, PYTHON_HOME))
  await copyTree(built.folder, place)
  await relocate(place, {from: [built.folder, ...built.alsoKnownAs], to: place})
  await writeProgram(path.join(place, script), runScript(built.processTypes))
  const left = await digests(place, [...names, script])
  const entries = [...left].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  await saveManifest({complete: true, files: Object.fromEntries(entries)})
  return script
}

/** What a build leaves outside of the Python home. */
async function sourceFiles(folder: string): Promise<string[]> {
  return listTree(folder, (file) => file === PYTHON_HOME || file === MARKER)
}

/** Files of the earlier output that somebody changed since. One that is gone was removed on purpose. */
async function changedFiles(place: string, {complete, files}: Manifest): Promise<string[]> {
  if (!complete) return []
  const now = await digests(place, Object.keys(files))
  return [...now].filter(([file, value]) => value !== undefined && value !== files[file]).map(([file]) => file)
}

/** What a running app, or its user, has put where the build has a file of its own. */
async function refuseUsersFiles(place: string, files: readonly string[], earlier: Manifest | undefined): Promise<void> {
  if (!earlier) return
  const fresh = files.filter((file) => !(file in earlier.files))
  const there = await digests(place, fresh)
  const changed = fresh.filter((file) => there.get(file) !== undefined)
  if (changed.length > 0) throw new ProblemError({changed, id: 'output-changed', path: place})
}

/** Rewrites the paths that tools have written into files and links, so that a later build doesn't change this one. */
async function relocate(place: string, move: Move): Promise<void> {
  const bytes = {from: move.from.map((from) => asLatin1(from)), to: asLatin1(move.to)}
  for (const file of await listTree(place)) {
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

/** A larger one would name more files than any app has. */
const LARGEST_MANIFEST = 64 * 1024 * 1024

async function readManifest(file: string, files: FileSystem): Promise<Manifest | undefined> {
  try {
    const text = new TextDecoder().decode(await files.read(file, LARGEST_MANIFEST))
    const {complete, files: left} = JSON.parse(text) as Partial<Manifest>
    const isManifest = typeof complete === 'boolean' && typeof left === 'object' && left !== null
    // Its files are removed: one that leads out of the folder is none of ours.
    const isOurs =
      isManifest && Object.keys(left).every((name) => !path.isAbsolute(name) && !/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name))
    return isOurs ? {complete, files: left} : undefined
  } catch {
    return undefined
  }
}

function manifestText(manifest: Manifest): string {
  const about = 'Left by heroku python:build-local --output: the files that it put here.'
  return `${JSON.stringify({about, ...manifest}, null, 2)}\n`
}

/** The real path of a folder that may not be there yet. */
async function realPath(folder: string, files: FileSystem): Promise<string> {
  const absolute = path.resolve(folder)
  const parent = path.dirname(absolute)
  if (parent === absolute || (await files.kind(absolute)) !== undefined) return files.realPath(absolute)
  return path.join(await realPath(parent, files), path.basename(absolute))
}

function isInside(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner)
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way))
}
