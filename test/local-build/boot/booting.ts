import {mkdirSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import type {DynoSize} from '../../../src/platform/dyno-sizes.js'
import type {FolderView} from '../../../src/system/folder-view.js'
import type {DynoHost} from '../../../src/system/dyno/dyno-host.js'

import {boot, type BootEvent, type BootRequest, type BootResult} from '../../../src/local-build/boot/boot.js'
import type {BootTimes} from '../../../src/local-build/boot/observe.js'
import {processesToBoot} from '../../../src/local-build/boot/process-types.js'
import {GUNICORN_SCRIPT, pythonScript, WEB_CONCURRENCY_SCRIPT} from '../../../src/local-build/run/profile-text.js'
import {SMALLEST_DYNO} from '../../../src/platform/dyno-sizes.js'
import {Secret} from '../../../src/platform/secret.js'
import {realDynoHost} from '../../../src/system/dyno/real-dyno-host.js'
import {type TestFiles, writeFiles} from '../../support/repository.js'

const HOUR = 3_600_000
/** What is going to happen does so, however busy the machine is. */
const PATIENT: BootTimes = {bootMs: HOUR, requestMs: HOUR, stopMs: HOUR, workerMs: HOUR}

export interface BootOptions {
  kind?: 'classic' | 'cnb'
  type?: string
  configVars?: Record<string, string>
  hostIsKnown?: boolean
  size?: DynoSize
  path?: string
  times?: Partial<BootTimes>
  host?: DynoHost
  view?: FolderView
  onEvent?(event: BootEvent): void
}

/**
 * Makes a folder like one that was built, with the Python home of another.
 *
 * @param pythonHome left out: there is none, and the system's own Python is used
 */
export function plant(folder: string, files: TestFiles, pythonHome?: string): void {
  writeFiles(folder, {
    '.profile.d/WEB_CONCURRENCY.sh': WEB_CONCURRENCY_SCRIPT,
    '.profile.d/python.gunicorn.sh': GUNICORN_SCRIPT,
    '.profile.d/python.sh': pythonScript({
      data: {},
      interpreter: null,
      machine: {place: {seen: {app: folder, build: folder}}},
      manager: 'pip',
    }),
    ...files,
  })
  if (pythonHome === undefined) return
  mkdirSync(path.join(folder, '.heroku'), {recursive: true})
  symlinkSync(pythonHome, path.join(folder, '.heroku/python'))
}

/** Boots one process type in a folder that was built. */
export async function bootOne(folder: string, command: string, options: BootOptions = {}): Promise<BootResult> {
  const {configVars = {}, host = realDynoHost, hostIsKnown = true, onEvent = () => {}, type = 'web'} = options
  const request: BootRequest = {
    configVars: new Map(Object.entries(configVars).map(([name, value]) => [name, new Secret(value)])),
    env: process.env,
    folder,
    kind: options.kind ?? 'classic',
    host: 'example-app.herokuapp.com',
    hostIsKnown,
    path: options.path ?? '/',
    processes: processesToBoot([{command, type}], [type]),
    sizeOf: () => options.size ?? SMALLEST_DYNO,
    temporary: folder,
    times: {...PATIENT, ...options.times},
    view: options.view ?? null,
  }
  const never = new AbortController().signal
  const {results} = await boot(request, host, {killSignal: never, listener: onEvent, signal: never})
  return results[0]!
}

/** A web process that needs idna, which the app's package manager has installed. */
const SERVES_IDNA = `import http.server, idna, os
http.server.HTTPServer(('0.0.0.0', int(os.environ['PORT'])), http.server.SimpleHTTPRequestHandler).serve_forever()
`

/**
 * Boots what a package manager has built, in the environment of its own profile scripts.
 *
 * @param view how the build saw its folder: its scripts would make another one its own, in this machine's /app
 */
export async function bootBuilt({buildFolder}: {buildFolder: string}, view: FolderView | null = null): Promise<string> {
  writeFiles(buildFolder, {'serve.py': SERVES_IDNA})
  const {lastLines, verdict} = await bootOne(buildFolder, 'python serve.py', view === null ? {} : {view})
  return [verdict.id, ...(verdict.lives ? [] : lastLines)].join('\n')
}
