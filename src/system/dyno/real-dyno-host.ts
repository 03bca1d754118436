import {connect, createServer} from 'node:net'
import {networkInterfaces} from 'node:os'
import {once} from 'node:events'
import {setTimeout as delay} from 'node:timers/promises'

import type {DynoHost} from './dyno-host.js'

import {request} from './http-request.js'
import {startDynoProcess} from './real-dyno-process.js'

const CONNECT_MS = 2000

/** This machine. Not for Windows, which has neither signals nor process groups. */
export const realDynoHost: DynoHost = {
  async accepts(from, port) {
    const host = from === 'loopback' ? '127.0.0.1' : ownAddress()
    return host === undefined ? null : canConnect(host, port)
  },
  async freePort() {
    const server = createServer()
    server.listen(0, '0.0.0.0')
    await once(server, 'listening')
    const address = server.address()
    server.close()
    await once(server, 'close')
    if (typeof address !== 'object' || address === null) throw new Error('the system gave no port')
    return address.port
  },
  now: () => performance.now(),
  request,
  start: startDynoProcess,
  async wait(milliseconds, signal) {
    await delay(milliseconds, undefined, signal && {signal}).catch(() => {})
  },
}

/** An address of this machine that others reach it by; undefined without a network. */
function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({family, internal}) => family === 'IPv4' && !internal)?.address
}

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect({host, port})
  try {
    await once(socket, 'connect', {signal: AbortSignal.timeout(CONNECT_MS)})
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
