import type {BuildpackKind} from '../../buildpack/release.js'
import type {DynoSize} from '../../platform/dyno-sizes.js'
import type {Secret} from '../../platform/secret.js'
import type {FolderView} from '../../system/folder-view.js'
import type {DynoHost, Listening} from '../../system/dyno/dyno-host.js'
import type {Observation} from './observation.js'
import type {ProcessToBoot} from './process-types.js'
import type {Verdict} from './verdict.js'

import {stripVTControlCharacters} from 'node:util'

import {APP_FOLDERS} from '../../buildpack/app-folder.js'
import {createMasker, type Masker} from '../../platform/masker.js'
import {lastException, lastWords} from './cause.js'
import {dynoCommand} from './dyno-script.js'
import {dynoEnvironment} from './environment.js'
import {judge} from './judge.js'
import {LastLines} from './last-lines.js'
import {type BootTimes, observe} from './observe.js'
import {isLoopback} from './wait-for-port.js'

/** What a boot is asked for. */
export interface BootRequest {
  processes: readonly ProcessToBoot[]
  /** The built app's. */
  folder: string
  configVars: ReadonlyMap<string, Secret>
  /** The machine's own environment. */
  env: NodeJS.ProcessEnv
  /** The app's host name. */
  host: string
  /** False: no app is known, and its name was made up. */
  hostIsKnown: boolean
  /** That is asked for. */
  path: string
  /** Of a dyno that runs the type. */
  sizeOf(type: string): DynoSize
  /** For temporary files of the processes. */
  temporary: string
  times: BootTimes
  kind: BuildpackKind
  /** How the processes see the folders: theirs is /app, or /workspace on Fir. null: where they are. */
  view: FolderView | null
}

export interface BootControl {
  listener(event: BootEvent): void
  /** Aborted by ctrl-C. */
  signal: AbortSignal
  /** Aborted by a second one. */
  killSignal: AbortSignal
}

/** What a boot tells while it runs. Texts are without secrets and escape sequences, one line each. */
export type BootEvent =
  | {type: 'started'; process: string; command: string}
  | {type: 'output'; process: string; line: string}
  | {type: 'ended'; process: string; result: BootResult}

/** What came of one process type. */
export interface BootResult {
  type: string
  /** Without secrets. */
  command: string
  verdict: Verdict
  /** Until it listened, ended, or was given up; 0 for one that was not run. */
  seconds: number
  /** The port that it was given. */
  port: number
  /** Where it listens, `0.0.0.0:5000`; null: nowhere, or it isn't known. */
  address: string | null
  /** Of its answer; null: there was none. */
  status: number | null
  memory: Observation['memory']
  memoryMegabytes: number
  /** What it said last of why; null: nothing, or nothing is wrong. */
  cause: string | null
  exit: Observation['exit']
  reach: Observation['reach']
  lastLines: readonly string[]
}

/** What came of a boot. */
export interface Boot {
  results: readonly BootResult[]
  /** The process types that an interruption came before, or into. */
  unchecked: readonly string[]
}

/** Starts process types one after the other, and judges them. */
export async function boot(request: BootRequest, host: DynoHost, control: BootControl): Promise<Boot> {
  const mask = createMasker(request.configVars.values())
  const results: BootResult[] = []
  for (const process of request.processes) {
    if (control.signal.aborted) break
    const result = process.isRun ? await bootOne(process, {control, host, mask, request}) : notRun(process, mask, request)
    if (result === null) break
    control.listener({process: process.type, result, type: 'ended'})
    results.push(result)
  }

  const checked = new Set(results.map(({type}) => type))
  const unchecked = request.processes.filter(({isRun, type}) => isRun && !checked.has(type)).map(({type}) => type)
  return {results, unchecked}
}

interface Tools {
  control: BootControl
  host: DynoHost
  mask: Masker
  request: BootRequest
}

/** @returns null: it was interrupted, and so has no verdict */
async function bootOne({command, kind, type}: ProcessToBoot, {control, host, mask, request}: Tools): Promise<BootResult | null> {
  control.listener({command: mask(command), process: type, type: 'started'})
  const printed = new LastLines()
  const size = request.sizeOf(type)
  const port = await host.freePort()
  const [program, args] = dynoCommand(command, request.kind)
  const process = await host.start(program, args, {
    cwd: request.folder,
    env: dynoEnvironment({...request, folder: request.view ? APP_FOLDERS[request.kind] : request.folder, port, size, type}),
    view: request.view,
    onLine(raw) {
      // As on a dyno.
      const line = stripVTControlCharacters(mask(raw)).replaceAll(request.folder, APP_FOLDERS[request.kind])
      printed.push(line)
      control.listener({line, process: type, type: 'output'})
    },
  })
  const seen = await observe({
    ...control,
    host,
    kind,
    lines: () => printed.all(),
    name: request.host,
    path: request.path,
    port,
    process,
    times: request.times,
  })
  if (control.signal.aborted) return null
  const verdict = judge(seen, {...request, memoryMegabytes: size.memoryMegabytes})
  return resultOf(seen, verdict, {command: mask(command), memoryMegabytes: size.memoryMegabytes, port, type})
}

function resultOf(
  seen: Observation,
  verdict: Verdict,
  about: Pick<BootResult, 'command' | 'memoryMegabytes' | 'port' | 'type'>,
): BootResult {
  const {answer, exit, lines, listening, memory, reach, seconds} = seen
  return {
    ...about,
    address: addressOf(listening, about.port),
    cause: causeOf(verdict, seen),
    exit,
    lastLines: lines,
    memory,
    reach,
    seconds,
    status: answer?.kind === 'answer' ? answer.status : null,
    verdict,
  }
}

/** What it said of why: who has ended, in any words; who lives on, in an exception. */
function causeOf({id}: Verdict, {exit, lines}: Observation): string | null {
  if (id === 'healthy' || id === 'stop-ignored' || id === 'memory-exceeded') return null
  return id === 'crashed' || id === 'release-failed' ? lastWords(lines, exit?.code ?? null) : lastException(lines)
}

/** The given port's address that most can reach, else that of the first other port. */
function addressOf(listening: readonly Listening[] | null, port: number): string | null {
  const own = listening?.filter((socket) => socket.port === port) ?? []
  const socket = own.find(({address}) => !isLoopback(address)) ?? own[0] ?? listening?.[0]
  if (!socket) return null
  return socket.address.includes(':') ? `[${socket.address}]:${socket.port}` : `${socket.address}:${socket.port}`
}

function notRun({command, type}: ProcessToBoot, mask: Masker, {sizeOf}: BootRequest): BootResult {
  return {
    address: null,
    cause: null,
    command: mask(command),
    exit: null,
    lastLines: [],
    memory: null,
    memoryMegabytes: sizeOf(type).memoryMegabytes,
    port: 0,
    reach: 'none',
    seconds: 0,
    status: null,
    type,
    verdict: {code: null, id: 'not-run', lives: true},
  }
}
