import {createHmac} from 'node:crypto'
import path from 'node:path'

import type {Build} from '../run/build.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {cloneTree, fingerprintOf} from '../../system/clone-tree.js'
import {errorCode, listOrNothing} from '../../system/file-system.js'
import {removeTree} from '../../system/remove-tree.js'
import {sitePackages} from './site-packages.js'
import {openKept, TOOL} from '../cache/kept-folder.js'

const RECORD = 'complete.json'
const RECORD_LIMIT = 4096

/**
 * A tool in the Python home (pip, Pipenv), as its installation left it before any package was there. A home that is made anew gets
 * it back, which saves the time of installing it. Its files may be hard links, so it is only used as long as it is as it was made.
 */
interface Place {
  folder: string
  key: string
}

/** @returns whether the home has the tool now */
export async function restoreTool(build: Build): Promise<boolean> {
  const place = await placeOf(build)
  if (place === null) return false
  const tree = path.join(place.folder, 'tree')
  if (!(await isAsMade(build, place, tree))) return false
  await cloneTree(tree, home(build), 'guarded')
  return true
}

/** Keeps what was just installed in a new home. */
export async function keepTool(build: Build): Promise<void> {
  const place = await placeOf(build)
  if (place === null) return
  const {files} = build.machine.system
  const made = `${place.folder}-${path.basename(build.machine.place.build)}`
  try {
    await removeTree(place.folder)
    const tree = path.join(made, 'tree')
    for (const part of await partsOf(build)) await clonePart(build, part, tree)
    const {fingerprint} = await fingerprintOf(tree)
    await files.write(path.join(made, RECORD), JSON.stringify({fingerprint, key: place.key}))
    await files.rename(made, place.folder)
  } catch (error) {
    if (errorCode(error) === '') throw error
    // No space for it: the next build installs it.
    await removeTree(made).catch(() => {})
  }
}

async function clonePart(build: Build, part: string, tree: string): Promise<void> {
  const {files} = build.machine.system
  const [from, to] = [path.join(home(build), part), path.join(tree, part)]
  await files.makeFolder(path.dirname(to))
  await ((await files.kind(from)) === 'directory'
    ? cloneTree(from, to, 'guarded')
    : cloneTree(path.dirname(from), path.dirname(to), 'guarded', {isLeftOut: (name) => name !== path.basename(part)}))
}

/** Relative to the home. A tool of its own lies in one folder; pip is a package, with its programs. */
async function partsOf(build: Build): Promise<string[]> {
  const {tool} = PACKAGE_MANAGERS[build.manager].classic
  if (tool) return [path.relative(build.pythonHome, build.resolve(tool.root))]
  const folders = (await sitePackages(build)).map((folder) => path.relative(home(build), folder))
  const programs = await listOrNothing(path.join(home(build), build.bin), build.machine.system.files)
  return [...folders, ...programs.filter(({name}) => name.startsWith('pip')).map(({name}) => path.join(build.bin, name))]
}

/** null: this build keeps nothing, its home isn't new, or the tool lies elsewhere and is cached there. */
async function placeOf(build: Build): Promise<null | Place> {
  const {data, machine, manager} = build
  const {tool} = PACKAGE_MANAGERS[manager].classic
  if (machine.kept === null || data.cache_status === 'reused' || (tool && !tool.root.startsWith('$PYTHON_HOME'))) return null
  try {
    const secret = await openKept(machine.kept, machine.system)
    return {
      folder: path.join(machine.kept, TOOL),
      key: createHmac('sha256', secret)
        .update(await madeOf(build))
        .digest('hex'),
    }
  } catch (error) {
    if (errorCode(error) === '') throw error
    return null
  }
}

/** All that its installation depends on: the index that pip is told of may hold a password. */
async function madeOf({env, interpreter, machine, manager, pythonHome, pythonVersion, request}: Build): Promise<string> {
  const {setuptools, ...tools} = request.releases.classic.tools
  const settings = new TextDecoder().decode(await machine.system.files.read(env.PIP_CONFIG_FILE!, 1024 * 1024))
  return JSON.stringify([manager, tools[manager], setuptools, pythonHome, pythonVersion, interpreter, settings])
}

async function isAsMade(build: Build, {folder, key}: Place, tree: string): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await build.machine.system.files.read(path.join(folder, RECORD), RECORD_LIMIT))
    const record = JSON.parse(text) as {fingerprint?: unknown; key?: unknown}
    return record.key === key && record.fingerprint === (await fingerprintOf(tree)).fingerprint
  } catch {
    return false
  }
}

function home(build: Build): string {
  return build.at('.heroku/python')
}
