import {posix} from 'node:path'

import type {CheckContext} from '../check.js'

import {moduleFile, Objects} from '../../project/python-source/index.js'
import {serverFolders} from './module-folders.js'
import {type ProcessServer, processServers} from './processes.js'
import {type Server, targetOf} from './servers.js'

/** What a server is told to load, and where it is. */
export interface Load {
  process: ProcessServer
  /** As written: `app:create_app()`. */
  target: string
  module: string
  /** As written behind the colon, without a call; undefined where only the module is named. */
  name: string | undefined
  /** `create_app()` */
  isCall: boolean
  /** The module's file; undefined for a folder without an `__init__.py`. */
  file: string | undefined
  folder: string
  objects: Objects
}

/** What each server looks for where its target is a module alone; none: it refuses that. */
export const DEFAULT_NAMES: Readonly<Partial<Record<Server['name'], string>>> = {
  granian: 'app',
  gunicorn: 'application',
  hypercorn: 'app',
}

/** What the servers of all processes load, of the app's own modules. */
export function loadsOf(context: CheckContext): Load[] {
  return processServers(context).flatMap((process): Load[] => {
    const target = targetOf(process.server, process.start)
    const folders = serverFolders(context, process)
    if (target === undefined || folders === undefined) return []
    const [named = '', written] = target.split(/:([^]*)/)
    const {tree} = context.project
    const file = moduleFile(tree, named, folders)
    const folder = folders.map((one) => posix.join(one, named.replaceAll('.', '/'))).find((path) => tree.isDirectory(path))
    if (file === undefined && folder === undefined) return []
    const name = written?.replace(/\([^]*$/, '')
    const objects = new Objects(tree, folders)
    return [{file, folder: folder ?? '', isCall: name !== written, module: named, name, objects, process, target}]
  })
}

/** A command with what its server loads replaced. */
export function withTarget({process: {command}, target}: Load, right: string): string {
  const place = command.lastIndexOf(target)
  if (place === -1) return command
  const [before, after] = [command.slice(0, place), command.slice(place + target.length)]
  // It may stand in quotes already.
  const isQuoted = /["']$/.test(before) && after.startsWith(before.at(-1)!)
  return before + (isQuoted ? right.replaceAll('"', '') : right) + after
}
