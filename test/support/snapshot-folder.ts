import {lstatSync, readdirSync, readFileSync, readlinkSync} from 'node:fs'
import path from 'node:path'

/** Everything below a folder but `.git`: path → kind, mode and contents, so that two looks at it can be compared. */
export function snapshotFolder(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of readdirSync(path.join(folder, below)).sort()) {
    if (name === '.git') continue
    const place = path.posix.join(below, name)
    const full = path.join(folder, place)
    const stats = lstatSync(full)
    if (stats.isSymbolicLink()) found[place] = `link to ${readlinkSync(full)}`
    else if (stats.isDirectory()) Object.assign(found, snapshotFolder(folder, place))
    else found[place] = `${(stats.mode & 0o777).toString(8)} ${readFileSync(full, 'latin1')}`
  }

  return found
}
