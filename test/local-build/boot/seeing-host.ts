import type {DynoHost, DynoProcess} from '../../../src/system/dyno/dyno-host.js'

import {realDynoHost} from '../../../src/system/dyno/real-dyno-host.js'

/**
 * This machine, with a clock that stands still until the process has shown itself: it listens somewhere, or has printed a
 * line. So its time may be short, and a busy machine may take long to load it.
 */
export function seeingHost(line?: RegExp): DynoHost {
  const began = realDynoHost.now()
  let seenAt: number | undefined
  const see = () => {
    seenAt ??= realDynoHost.now()
  }

  return {
    ...realDynoHost,
    now: () => (seenAt === undefined ? began : began + realDynoHost.now() - seenAt),
    async start(program, args, options) {
      const onLine = (printed: string) => {
        if (line?.test(printed)) see()
        options.onLine(printed)
      }

      const started = await realDynoHost.start(program, args, {...options, onLine})
      const watched: DynoProcess = {
        close: async () => started.close(),
        exited: started.exited,
        isAlive: async () => started.isAlive(),
        async listening() {
          const sockets = await started.listening()
          if (line === undefined && sockets?.length !== 0) see()
          return sockets
        },
        memory: async () => started.memory(),
        signal: async (name) => started.signal(name),
      }
      return watched
    },
  }
}
