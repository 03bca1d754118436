import fs from 'node:fs/promises'
import {readlinkSync} from 'node:fs'

import {mapLimited} from './limited.js'

/** A program that still runs. */
export interface Holder {
  pid: number
  /** As the system calls it, at most 15 characters. */
  name: string
}

const AT_ONCE = 16

/** What the standard output of a program is, for holdersOf. Linux only: undefined elsewhere, and where it can't be known. */
export function outputOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    // The one that openPipe has made, or the socket that Node uses as one.
    const link = readlinkSync(`/proc/${pid}/fd/1`)
    return /^socket:\[\d+\]$|\/output \(deleted\)$/.test(link) ? link : undefined
  } catch {
    return undefined
  }
}

/** The other programs that hold an output open: this one reads it. Source: proc(5), /proc/pid/fd. */
export async function holdersOf(output: string | undefined): Promise<Holder[]> {
  if (output === undefined) return []
  const pids = (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const found = await mapLimited(pids, AT_ONCE, async (pid) => {
    if (!(await holds(pid, output))) return []
    const name = await fs.readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    return name === '' ? [] : [{name: name.trim(), pid: Number(pid)}]
  })
  return found.flat()
}

/** What has ended meanwhile, or is another user's, holds nothing that can be seen. */
async function holds(pid: string, output: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  const descriptors = await fs.readdir(folder).catch(() => [])
  const links = await Promise.all(descriptors.map(async (one) => fs.readlink(`${folder}/${one}`).catch(() => '')))
  return links.includes(output)
}
