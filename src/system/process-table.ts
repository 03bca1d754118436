import {execFile} from 'node:child_process'
import fs from 'node:fs/promises'
import {promisify} from 'node:util'

import {mapLimited} from './limited.js'

export interface ProcessRow {
  pid: number
  parent: number
  group: number
  /** 0 where the system doesn't say. */
  session: number
}

const AT_ONCE = 32

/** Every process of this machine that still runs. */
export async function readProcesses(): Promise<ProcessRow[]> {
  return process.platform === 'linux' ? readProc() : readPs()
}

/** Those of a program: its process group and session, and all that these have started. Pure. */
export function membersOf(rows: readonly ProcessRow[], leader: number): Set<number> {
  const members = new Set(
    rows.filter(({group, pid, session}) => pid === leader || group === leader || session === leader).map(({pid}) => pid),
  )
  let before = -1
  while (members.size > before) {
    before = members.size
    for (const {parent, pid} of rows) if (members.has(parent)) members.add(pid)
  }

  return members
}

/** Those that were started with a text in their environment, and all that these have started. */
export async function startedWith(mark: string, rows: readonly ProcessRow[]): Promise<Set<number>> {
  const marked = await withInEnvironment(rows, mark)
  return new Set(marked.flatMap((pid) => [...membersOf(rows, pid)]))
}

/**
 * Those whose environment holds a text when they are started: a daemon leaves its group, its session and its parent, but
 * not this. Linux only; elsewhere none is found.
 */
async function withInEnvironment(rows: readonly ProcessRow[], text: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const found = await mapLimited(rows, AT_ONCE, async ({pid}) => {
    const environment = await fs.readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
    return environment.includes(text) ? [pid] : []
  })
  return found.flat()
}

async function readProc(): Promise<ProcessRow[]> {
  const pids = (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const rows = await mapLimited(pids, AT_ONCE, async (pid) => {
    const stat = await fs.readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
    return parseStat(stat)
  })
  return rows.flat()
}

/** Of a process that has ended and was not waited for, there is nothing. Source: proc(5), /proc/pid/stat. */
export function parseStat(stat: string): ProcessRow[] {
  // The program's name stands in parentheses, and may hold any character.
  const end = stat.lastIndexOf(')')
  const [state, parent, group, session] = stat.slice(end + 2).split(' ')
  if (end === -1 || state === undefined || /[XZx]/.test(state)) return []
  return [{group: Number(group), parent: Number(parent), pid: Number.parseInt(stat, 10), session: Number(session)}]
}

async function readPs(): Promise<ProcessRow[]> {
  const {stdout} = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,pgid=,stat='], {maxBuffer: 16 * 1024 * 1024})
  return parsePs(stdout)
}

export function parsePs(text: string): ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, group, state = ''] = line.trim().split(/\s+/)
    if (!pid || state.startsWith('Z')) return []
    return [{group: Number(group), parent: Number(parent), pid: Number(pid), session: 0}]
  })
}
