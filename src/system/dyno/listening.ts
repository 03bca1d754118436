import fs from 'node:fs/promises'

import type {Listening} from './dyno-host.js'

import {mapLimited} from '../limited.js'

const AT_ONCE = 32
/** The state of a socket that waits for connections. Source: Linux, include/net/tcp_states.h. */
const LISTEN = '0A'

/** The sockets of some processes that wait for connections; null: this system doesn't say. */
export async function listeningOf(pids: Iterable<number>): Promise<Listening[] | null> {
  if (process.platform !== 'linux') return null
  const all = [...pids]
  const tables = await Promise.all(['tcp', 'tcp6'].map(async (name) => tableOf(all, name)))
  const sockets = new Map(tables.flatMap((table) => parseSockets(table)))
  if (sockets.size === 0) return []
  const inodes = await mapLimited(all, AT_ONCE, async (pid) => socketsOf(pid))
  const own = new Set(inodes.flat())
  const found = [...sockets].flatMap(([inode, socket]) => (own.has(inode) ? [socket] : []))
  return found.sort((a, b) => a.port - b.port || a.address.localeCompare(b.address, 'en'))
}

/** As one of the processes sees it: it may be in a network of its own. */
async function tableOf(pids: readonly number[], name: string): Promise<string> {
  for (const pid of pids) {
    const text = await fs.readFile(`/proc/${pid}/net/${name}`, 'latin1').catch(() => {})
    if (text !== undefined) return text
  }

  return ''
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await fs.readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map(async (name) => fs.readlink(`${folder}/${name}`).catch(() => '')))
  return targets.flatMap((target) => /^socket:\[(\d+)]$/.exec(target)?.[1] ?? [])
}

/** Inode → socket, of /proc/net/tcp or tcp6. Source: proc_net_tcp(5). */
export function parseSockets(table: string): [inode: string, socket: Listening][] {
  return table.split('\n').flatMap((line): [string, Listening][] => {
    const fields = line.trim().split(/\s+/)
    const [address = '', port = ''] = (fields[1] ?? '').split(':')
    if (fields[3] !== LISTEN || fields[9] === undefined) return []
    return [[fields[9], {address: addressOf(address), port: Number.parseInt(port, 16)}]]
  })
}

/** Words of four bytes, each with the lowest byte first: so it is on every machine that Python's wheels are for. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    word
      .match(/../g)!
      .reverse()
      .map((byte) => Number.parseInt(byte, 16)),
  )
  if (bytes.length === 4) return bytes.join('.')
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff) return bytes.slice(12).join('.')
  const groups = Array.from({length: 8}, (_, index) => ((bytes[index * 2]! << 8) | bytes[index * 2 + 1]!).toString(16))
  return shortened(groups.join(':'))
}

/** `::1` of `0:0:0:0:0:0:0:1`: the longest row of zeros is left out. Source: RFC 5952. */
function shortened(address: string): string {
  const rows = [...address.matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)].sort((a, b) => b[0].length - a[0].length)
  const longest = rows[0]
  if (!longest) return address
  const [head, tail] = [address.slice(0, longest.index), address.slice(longest.index + longest[0].length)]
  return `${head.replace(/:$/, '')}::${tail.replace(/^:/, '')}`
}
