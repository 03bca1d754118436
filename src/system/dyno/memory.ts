import {execFile} from 'node:child_process'
import fs from 'node:fs/promises'
import {promisify} from 'node:util'

import type {MemoryUse} from './dyno-host.js'

import {mapLimited} from '../limited.js'

const AT_ONCE = 32

/** The memory of some processes. One that has ended meanwhile has none. */
export async function memoryOf(pids: Iterable<number>): Promise<MemoryUse | null> {
  const all = [...pids]
  if (all.length === 0) return null
  return process.platform === 'linux' ? pssOf(all) : rssOf(all)
}

/** Source: proc_pid_smaps_rollup(5). */
async function pssOf(pids: readonly number[]): Promise<MemoryUse | null> {
  const sizes = await mapLimited(pids, AT_ONCE, async (pid) => {
    const text = await fs.readFile(`/proc/${pid}/smaps_rollup`, 'latin1').catch(() => '')
    return parseRollup(text)
  })
  const known = sizes.filter((size) => size !== null)
  return known.length === 0 ? null : {bytes: known.reduce((sum, size) => sum + size, 0), method: 'pss'}
}

/** What is swapped out counts as well, as on a dyno. Source: devcenter.heroku.com/articles/log-runtime-metrics */
export function parseRollup(text: string): null | number {
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]
  const pss = field('Pss')
  return pss === undefined ? null : (Number(pss) + Number(field('SwapPss') ?? 0)) * 1024
}

async function rssOf(pids: readonly number[]): Promise<MemoryUse | null> {
  const {stdout} = await promisify(execFile)('ps', ['-o', 'rss=', '-p', pids.join(',')]).catch(() => ({stdout: ''}))
  const kilobytes = stdout.trim().split(/\s+/).filter(Boolean).map(Number)
  return kilobytes.length === 0 ? null : {bytes: kilobytes.reduce((sum, size) => sum + size, 0) * 1024, method: 'rss'}
}
