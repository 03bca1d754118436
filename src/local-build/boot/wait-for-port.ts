import type {DynoHost, DynoProcess, Listening} from '../../system/dyno/dyno-host.js'
import type {Reach} from './observation.js'

/** Milliseconds between two looks. */
const LOOK_EVERY = 150
/** An app that listens on 127.0.0.1 for so long will not listen on another address of the same port. */
const LOOPBACK_MS = 2000

export interface PortWatch {
  host: DynoHost
  process: DynoProcess
  port: number
  timeoutMs: number
  /** Aborted when the process has ended, or nobody wants to know any more. */
  signal: AbortSignal
}

export interface SeenPort {
  reach: Reach
  listening: readonly Listening[] | null
}

/** Waits until the process listens on its port, as the dyno manager does. */
export async function waitForPort(watch: PortWatch): Promise<SeenPort> {
  const {host, signal, timeoutMs} = watch
  const start = host.now()
  let seen = await look(watch)
  let loopbackSince: null | number = null
  while (!signal.aborted) {
    const now = host.now()
    if (seen.reach === 'reachable') break
    loopbackSince = seen.reach === 'none' ? null : (loopbackSince ?? now)
    if (loopbackSince !== null && now - loopbackSince >= LOOPBACK_MS) break
    if (now - start >= timeoutMs) break
    await host.wait(Math.min(LOOK_EVERY, timeoutMs), signal)
    seen = await look(watch)
  }

  return seen
}

async function look({host, port, process}: PortWatch): Promise<SeenPort> {
  const listening = await process.listening()
  if (listening === null) return {listening, reach: await reachByTrying(host, port)}
  const own = listening.filter((socket) => socket.port === port).map(({address}) => address)
  return {listening, reach: await reachOf(own, host, port)}
}

async function reachOf(addresses: readonly string[], host: DynoHost, port: number): Promise<Reach> {
  if (addresses.some((address) => address.includes('.') && !isLoopback(address))) return 'reachable'
  // One socket for both protocols, or for IPv6 alone: the address is the same.
  if (addresses.includes('::')) return (await host.accepts('loopback', port)) ? 'reachable' : 'ipv6'
  if (addresses.length === 0) return 'none'
  return addresses.every((address) => isLoopback(address)) ? 'loopback' : 'ipv6'
}

/** Where the system doesn't say who listens. */
async function reachByTrying(host: DynoHost, port: number): Promise<Reach> {
  if (!(await host.accepts('loopback', port))) return 'none'
  return (await host.accepts('outside', port)) === false ? 'loopback' : 'reachable'
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
