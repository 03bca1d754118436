import {readdirSync, readFileSync, readlinkSync} from 'node:fs'

/** The processes that have something to do with a folder: by their environment, arguments or current folder. Linux. */
export function everythingOf(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    const [environment, line, cwd] = [textOf(pid, 'environ'), textOf(pid, 'cmdline'), folderOf(pid)]
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
