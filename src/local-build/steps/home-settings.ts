import path from 'node:path'

import type {Build} from '../run/build.js'

import {errorCode} from '../../system/file-system.js'
import {mergeSettings} from '../../toolchain/pip-index.js'

/** A user's own settings of pip, the later over the earlier. Source: pip's documentation, "Configuration". */
const FILES = ['.pip/pip.conf', '.config/pip/pip.conf']
const LIMIT = 1024 * 1024

/**
 * pip reads the settings in its home folder: on Heroku CI, that is the app's folder, and a hook can write them to any build's. It
 * doesn't read them where a variable names a file of settings, as here. So that file gets them too.
 */
export async function addHomeSettings({env, machine: {place, system, view}}: Build): Promise<void> {
  const file = env.PIP_CONFIG_FILE
  if (file === undefined) return
  const read = async (name: string) => new TextDecoder().decode(await system.files.read(name, LIMIT))
  const texts: string[] = []
  for (const name of FILES) {
    const seen = path.join(place.seen.app, name)
    try {
      texts.push(await read(view?.outside(seen) ?? seen))
    } catch (error) {
      // Not there, or not to be read: pip passes over it too.
      if (errorCode(error) === '') throw error
    }
  }

  if (texts.length > 0) await system.files.write(file, mergeSettings([await read(file), ...texts]))
}
