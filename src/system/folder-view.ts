import path from 'node:path'

import type {DirectoryEntry, FileSystem} from './file-system.js'
import type {Host} from './host.js'
import type {Processes} from './processes.js'

import {findProgram} from './find-program.js'
import {CannotStart} from './processes.js'

/** How programs see a folder of this machine under another path, such as `/app`. All else they see where it is. */
export interface FolderView {
  /** @param cwd as it is outside, absolute @returns what runs a program in the view: that program becomes the same process */
  command(argv: readonly string[], cwd: string): string[]
  /** Where the path of a program in the view is outside of it. */
  outside(file: string): string
}

/** What a view is made of. */
export interface ViewedFolder {
  folder: string
  /** A folder at the root, such as `/app`. */
  as: string
  /** A folder for the view's own files: it isn't there yet, and must stay as long as programs are started in the view. */
  room: string
}

/** A machine on which folders can be seen under other paths. */
export interface FolderViews {
  open(viewed: ViewedFolder): Promise<FolderView>
}

interface Machine {
  files: FileSystem
  host: Pick<Host, 'platform'>
  processes: Processes
}

const TOOLS = ['unshare', 'mount', 'pivot_root', 'umount', 'sh'] as const
type Tools = Record<(typeof TOOLS)[number], string>
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** A machine that is so busy that an empty program takes longer has no views. */
const TRY_MS = 20_000

/**
 * Becomes a program whose root is another folder, into which everything at the real root is mounted: a mount point at the real root
 * could be made by root alone, and would be there for everybody. Arguments: mount, its table, the new root, pivot_root, umount,
 * the current folder, the program and its arguments.
 */
const ENTER = '"$1" -a -T "$2" && cd "$3" && "$4" . . && "$5" -l . && cd "$6" && shift 6 && unset OLDPWD && exec "$@"'

/**
 * Tries whether this machine lets its user have views: Linux with user namespaces, which many containers and some distributions
 * forbid. Nothing is printed, and nothing stays.
 *
 * @param as where folders are to be seen: a machine that has something of its own there has no views
 * @param room a folder for files of the trial: it isn't there yet
 * @returns null if not
 */
export async function findFolderViews(as: string, room: string, {files, host, processes}: Machine): Promise<FolderViews | null> {
  if (host.platform !== 'linux') return null
  const tools = await findTools()
  if (tools === null || !(await isFree(as, files))) return null
  const views = {open: async (viewed: ViewedFolder) => openView(viewed, tools, files)}
  const folder = path.join(room, 'folder')
  await files.makeFolder(folder)
  const view = await views.open({as, folder, room: path.join(room, 'view')})
  const [program, ...args] = view.command([tools.sh, '-c', 'test "$PWD" = "$1" && : > made', 'sh', as], folder)
  try {
    await processes.run(program!, args, {cwd: folder, timeoutMs: TRY_MS})
  } catch (error) {
    if (error instanceof CannotStart) return null
    throw error
  }

  return (await files.kind(path.join(folder, 'made'))) === 'file' ? views : null
}

async function findTools(): Promise<Tools | null> {
  const found = await Promise.all(TOOLS.map(async (name) => [name, await findProgram(name, '/', {PATH: SYSTEM_PATH})] as const))
  return found.some(([, file]) => file === undefined) ? null : (Object.fromEntries(found) as Tools)
}

async function isFree(folder: string, files: FileSystem): Promise<boolean> {
  const kind = await files.kind(folder)
  return kind === undefined || (kind === 'directory' && (await files.list(folder).catch(() => [null])).length === 0)
}

async function openView({as, folder, room}: ViewedFolder, tools: Tools, files: FileSystem): Promise<FolderView> {
  const root = path.join(room, 'root')
  const table = path.join(room, 'table')
  await files.makeFolder(root)
  // The first makes the new root a mount, as pivot_root wants it.
  const mounts = [mount(root, root, 'bind')]
  for (const entry of inOrder(await files.list('/'), room))
    if (`/${entry.name}` !== as) mounts.push(...(await mirrored(entry, root, files)))
  await files.makeFolder(path.join(root, as))
  mounts.push(mount(folder, path.join(root, as), 'bind'))
  await files.writeNew(table, mounts.join(''))
  const seen = (file: string) => moved(file, folder, as)
  return {
    command: (argv, cwd) => [
      tools.unshare,
      ...(isRoot() ? ['-m'] : ['-Urm']),
      '--',
      tools.sh,
      '-c',
      ENTER,
      'sh',
      tools.mount,
      table,
      root,
      tools.pivot_root,
      tools.umount,
      seen(cwd),
      ...(isRoot() ? [] : asOneself(tools)),
      ...argv,
    ],
    outside: (file) => moved(file, as, folder),
  }
}

/** Root needs no user namespace, in which it couldn't give files to others. */
function isRoot(): boolean {
  return process.getuid!() === 0
}

/** Who mounts is root in a user namespace. Programs are to see the user that they have everywhere else. */
function asOneself({unshare}: Tools): string[] {
  return [unshare, '-U', `--map-user=${process.getuid!()}`, `--map-group=${process.getgid!()}`, '--']
}

/** First the one with the room: otherwise it would be mounted with all that is mounted in the room by then. */
function inOrder(entries: readonly DirectoryEntry[], room: string): DirectoryEntry[] {
  const isFirst = ({name}: DirectoryEntry) => (room.startsWith(`/${name}/`) ? 0 : 1)
  return [...entries].sort((a, b) => isFirst(a) - isFirst(b))
}

/** Makes in a new root what stands at the real one. @returns what is to be mounted there */
async function mirrored({kind, name}: DirectoryEntry, root: string, files: FileSystem): Promise<string[]> {
  const [from, to] = [`/${name}`, path.join(root, name)]
  if (kind === 'directory') {
    await files.makeFolder(to)
    return [mount(from, to, 'rbind,nofail')]
  }

  if (kind === 'symlink') await files.link(await files.readLink(from), to)
  if (kind !== 'file') return []
  await files.writeNew(to, '')
  return [mount(from, to, 'bind,nofail')]
}

/** A line of a table of mounts. `nofail`: what others delete meanwhile is then left out. Source: fstab(5). */
function mount(from: string, to: string, how: 'bind' | 'bind,nofail' | 'rbind,nofail'): string {
  return `${escaped(from)} ${escaped(to)} none ${how} 0 0\n`
}

function escaped(file: string): string {
  return file.replaceAll(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
}

function moved(file: string, from: string, to: string): string {
  return file === from || file.startsWith(`${from}/`) ? to + file.slice(from.length) : file
}
