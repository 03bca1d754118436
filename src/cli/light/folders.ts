import {homedir, tmpdir} from 'node:os'
import path from 'node:path'

/** The Heroku CLI's name, in which its folders and variables are called. */
export const BIN = 'heroku'

/** The folders of the Heroku CLI, where it keeps what this plugin keeps too: as oclif's Config works them out. */
export function cliFolders(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): {cacheDir: string; dataDir: string} {
  const isWindows = platform === 'win32'
  const home = env.HOME || (isWindows && windowsHome(env)) || homedir() || tmpdir()
  const folder = (variable: string, usual: string) =>
    path.join(env[variable] || (isWindows && env.LOCALAPPDATA) || path.join(home, usual), BIN)
  return {
    cacheDir:
      env.HEROKU_CACHE_DIR ||
      (platform === 'darwin' ? path.join(home, 'Library', 'Caches', BIN) : folder('XDG_CACHE_HOME', '.cache')),
    dataDir: env.HEROKU_DATA_DIR || folder('XDG_DATA_HOME', '.local/share'),
  }
}

function windowsHome({HOMEDRIVE, HOMEPATH, USERPROFILE}: NodeJS.ProcessEnv): string | undefined {
  return HOMEDRIVE && HOMEPATH ? path.join(HOMEDRIVE, HOMEPATH) : USERPROFILE
}
