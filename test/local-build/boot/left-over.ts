import {readdirSync, readFileSync, readlinkSync} from 'node:fs'

/** What src/system/remove-behind.ts has begun: it deletes trees that no build uses, and a build's end doesn't wait for it. */
const REMOVAL = /\0heroku-python-removal\0|^(?:rm\0-rf|chmod\0-R\0u\+rwx)\0--\0/

/** The processes that have something to do with a folder: by their environment, arguments or current folder. Linux. */
export function everythingOf(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    const [environment, line, cwd] = [textOf(pid, 'environ'), textOf(pid, 'cmdline'), folderOf(pid)]
    if (REMOVAL.test(line)) return []
    const isOurs = environment.includes(folder) || line.includes(folder) || cwd.startsWith(folder)
    return isOurs ? [`${pid} ${line.replaceAll('\0', ' ')}`] : []
  })
}

function textOf(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    // It has ended.
    return ''
  }
}

function folderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
