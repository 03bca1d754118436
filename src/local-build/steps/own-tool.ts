import path from 'node:path'

import type {OwnTool} from '../../package-managers/manager.js'
import type {Build} from '../run/build.js'

import {followSeen} from '../../system/seen-links.js'

/** A tool that is installed beside Python: its folder is emptied before, and its program is made last. */

/** @returns the program's path on this machine */
export function toolProgram(build: Build, {program}: OwnTool): string {
  return build.outside(program) + ending(build)
}

/** Its program may be a link to what the build's own programs see. */
export async function hasTool(build: Build, {program}: OwnTool): Promise<boolean> {
  const {system, view} = build.machine
  const seen = build.resolve(program) + ending(build)
  return (await system.files.realKind(view ? await followSeen(seen, view, system.files) : seen)) === 'file'
}

export async function clearTool(build: Build, {program, root}: OwnTool): Promise<void> {
  const {files} = build.machine.system
  await files.removeFolder(build.outside(root))
  await files.makeFolder(path.dirname(build.outside(program)))
}

export async function finishTool(build: Build, tool: OwnTool): Promise<void> {
  const {files} = build.machine.system
  const place = toolProgram(build, tool)
  await (tool.by === 'move'
    ? files.rename(build.outside(tool.from) + ending(build), place)
    : files.link(build.resolve(tool.from) + ending(build), place))
}

function ending({machine}: Build): string {
  return machine.platform === 'win32' ? '.exe' : ''
}
