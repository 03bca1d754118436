import path from 'node:path'

import type {Build} from '../run/build.js'

import {errorCode} from '../../system/file-system.js'
import {openKept} from '../cache/kept-folder.js'
import {pipMemory} from '../pip-memory/pip-memory.js'

/**
 * What a command that runs pip gets besides, for pip not to do again what it has done in an earlier build of the app: a folder that
 * Python looks into first. pip-memory/base.ts takes it out of the environment of all that pip starts.
 *
 * @param options `reusesFiles`: downloads and built wheels too. Where the buildpack lets pip keep them itself, as on Fir, it does so
 * here, and says so in the log.
 */
export async function rememberingPip(build: Build, options: {reusesFiles: boolean}): Promise<Record<string, string>> {
  const {kept, place, platform, system} = build.machine
  if (kept === null) return {}
  const folder = path.join(place.temporary, 'pip-memory')
  try {
    const secret = await openKept(kept, system)
    await system.files.makeFolder(folder)
    await system.files.writeNew(path.join(folder, 'sitecustomize.py'), await program(build, kept, secret, options))
  } catch (error) {
    // It is for speed only.
    if (errorCode(error) === '') throw error
    return {}
  }

  const before = build.env.PYTHONPATH
  const separator = platform === 'win32' ? ';' : ':'
  return {PYTHONPATH: before === undefined || before === '' ? folder : `${folder}${separator}${before}`}
}

async function program({machine}: Build, kept: string, secret: string, {reusesFiles}: {reusesFiles: boolean}): Promise<string> {
  const {leftovers, place} = machine
  const own = Object.values(await leftovers.env())
  return pipMemory({kept, others: [place.build, place.temporary, ...own], reusesFiles, secret})
}
