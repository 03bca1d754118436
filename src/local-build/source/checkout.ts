import path from 'node:path'

import type {BuildProblem} from '../problem.js'
import type {SnapshotMachine} from './snapshot.js'

import {ProblemError} from '../../common/problem.js'
import {settled} from '../../common/settled.js'
import {parseEntries} from '../../project/git/output.js'
import {realFolders} from '../../system/real-folders.js'
import {encodeName} from '../../system/names.js'
import {type ObjectStore, ShadowRepository} from './shadow-repository.js'
import {fetchCommit, resolveUrl, type Submodule, submodulesOf} from './submodules.js'

const SUBMODULE = '160000'
/** Deeper than anyone nests submodules. */
const DEEPEST = 10

/** What is checked out, and where to. */
export interface Checkout {
  commit: string
  /** Empty. */
  folder: string
  /** Of the app's folder in the repository: empty, or with a `/` at its end. */
  prefix: string
  /** Paths below it that are left out. */
  without: ReadonlySet<string>
}

/** Where the commit comes from. */
export interface Origin extends ObjectStore {
  /** The folder in which git keeps the repositories of its submodules. */
  modules: string
  /** The working tree's counterpart of the checked-out folder; null if there is none. */
  source: null | string
  /** By which relative addresses of submodules go. */
  url: string
  depth: number
}

/**
 * Checks a commit out, with its submodules.
 *
 * @returns the paths of those submodules
 */
export async function checkOut(checkout: Checkout, origin: Origin, machine: SnapshotMachine): Promise<string[]> {
  const {commit, folder, prefix, without} = checkout
  const shadow = await ShadowRepository.make(origin, path.dirname(folder), machine)
  try {
    await shadow.must(['read-tree', prefix === '' ? commit : `${commit}:${prefix.replace(/\/$/, '')}`])
    const input = Buffer.concat([...without].flatMap((name) => [Buffer.from(encodeName(name)), Buffer.of(0)]))
    if (without.size > 0) await shadow.must(['update-index', '-z', '--force-remove', '--stdin'], {input})
    // Both only read the index, whose folder must stay until both have ended.
    const [listed, written] = await Promise.allSettled([
      shadow.must(['ls-files', '-z', '--stage']),
      shadow.must(['checkout-index', '--all', '--quiet'], {folder}),
    ])
    settled(written)
    const staged = parseEntries(settled(listed).stdout)
    const links = staged.filter((entry) => entry.mode === SUBMODULE)
    const known = links.length === 0 ? [] : await submodulesOf(commit, shadow)
    const inside: string[] = []
    // Where a disk knows no case, a link may lie in the place of one: checked out behind it, a submodule would be elsewhere.
    const isReal = realFolders(async (below) => machine.files.kind(path.join(folder, below)))
    for (const {oid, path: below} of links) {
      const submodule = known.find(({path: whole}) => whole === prefix + below)
      // As git, which makes a folder for one that .gitmodules doesn't name, and leaves it empty.
      if (!submodule) continue
      if (!(await isReal(below))) throw Object.assign(new Error(`${below} is behind a symbolic link`), {code: 'ELOOP'})
      await checkOutSubmodule({below, commit: oid, submodule}, {folder, origin}, machine)
      inside.push(below)
    }

    return inside
  } finally {
    await shadow.remove()
  }
}

async function checkOutSubmodule(
  {below, commit, submodule}: {below: string; commit: string; submodule: Submodule},
  {folder, origin}: {folder: string; origin: Origin},
  machine: SnapshotMachine,
): Promise<void> {
  const {depth, format, source} = origin
  if (depth >= DEEPEST)
    throw new ProblemError<BuildProblem>({id: 'submodule-not-fetched', message: 'Submodules are nested too deeply.', path: below})
  const url = resolveUrl(submodule.url, origin.url)
  const modules = path.join(origin.modules, submodule.name)
  const there = source === null ? null : path.join(source, below)
  // Where git keeps it today, and where it was kept before git 1.7.8.
  const objects = [path.join(modules, 'objects'), ...(there === null ? [] : [path.join(there, '.git/objects')])]
  const store = {format, objects: await existing(objects, machine)}
  const shadow = await ShadowRepository.make(store, path.dirname(folder), machine)
  try {
    if (!(await shadow.has(commit))) await fetchCommit(commit, url, {path: below, shadow})
    const next = {depth: depth + 1, format, modules: path.join(modules, 'modules'), source: there, url}
    const fetched = {...next, objects: [...store.objects, path.join(shadow.folder, 'objects')]}
    await checkOut({commit, folder: path.join(folder, below), prefix: '', without: new Set()}, fetched, machine)
  } finally {
    await shadow.remove()
  }
}

async function existing(folders: readonly string[], {files}: SnapshotMachine): Promise<string[]> {
  const kinds = await Promise.all(folders.map(async (folder) => files.realKind(folder)))
  return folders.filter((_, index) => kinds[index] === 'directory')
}
