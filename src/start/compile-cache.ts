import module from 'node:module'
import path from 'node:path'

import {cliFolders} from '../cli/light/folders.js'
import {keepOthersOut} from '../system/umask.js'

/**
 * Has Node keep the code that it compiles, from Node 22 on. In the user's own cache folder: what is in Node's usual one, in
 * the folder for temporary files, another user may have put there.
 */
export function keepCompiledCode(): void {
  const {enableCompileCache} = module as {enableCompileCache?: (folder: string) => unknown}
  const {cacheDir} = cliFolders(process.env, process.platform)
  // A relative one would be in whatever folder this runs in.
  if (!enableCompileCache || !path.isAbsolute(cacheDir)) return
  keepOthersOut()
  enableCompileCache(path.join(cacheDir, 'heroku-python', 'compiled'))
}
