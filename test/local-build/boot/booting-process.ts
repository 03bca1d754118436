import {boot} from '../../../src/local-build/boot/boot.js'
import {DYNO_TIMES} from '../../../src/local-build/boot/observe.js'
import {SMALLEST_DYNO} from '../../../src/platform/dyno-sizes.js'
import {realDynoHost} from '../../../src/system/dyno/real-dyno-host.js'

/** Boots a process that doesn't want to end, as the command does, until a signal comes. Arguments: the folder, a command. */
const [folder = '', command = ''] = process.argv.slice(2)
const stop = new AbortController()
const kill = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => (stop.signal.aborted ? kill : stop).abort())
await boot(
  {
    configVars: new Map(),
    env: process.env,
    folder,
    host: 'example-app.herokuapp.com',
    hostIsKnown: false,
    kind: 'classic',
    path: '/',
    processes: [{command, isRun: true, kind: 'worker', type: 'worker'}],
    sizeOf: () => SMALLEST_DYNO,
    temporary: folder,
    times: {...DYNO_TIMES, stopMs: 300, workerMs: 3_600_000},
    view: null,
  },
  realDynoHost,
  {killSignal: kill.signal, listener() {}, signal: stop.signal},
)
