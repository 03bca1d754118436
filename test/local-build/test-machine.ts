import {mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import type {ChosenInterpreter} from '../../src/local-build/plan/build-plan.js'
import type {BuildMachine, BuildRequest} from '../../src/local-build/run/build-request.js'
import type {BuildConfigVars} from '../../src/local-build/run/config-vars.js'
import type {BuildEvent} from '../../src/local-build/run/events.js'
import type {BuildResult} from '../../src/local-build/run/result.js'

import {CacheStore} from '../../src/local-build/cache/cache-store.js'
import {chooseInterpreter} from '../../src/toolchain/interpreters/choose.js'
import {findInterpreters} from '../../src/toolchain/interpreters/find.js'
import {placeOf} from '../../src/local-build/run/real-machine.js'
import {KEPT} from '../../src/local-build/cache/kept-folder.js'
import {runBuild} from '../../src/local-build/run-build.js'
import {Secret} from '../../src/platform/secret.js'
import {readProject} from '../../src/project/read-project.js'
import {type Clock, realClock} from '../../src/system/clock.js'
import type {FolderViews} from '../../src/system/folder-view.js'

import {APP_FOLDERS} from '../../src/buildpack/app-folder.js'
import {watchLeftovers} from '../../src/system/leftovers.js'
import {makePythonHome} from '../../src/toolchain/python-home.js'
import {openLogFile} from '../../src/system/log-file.js'
import {realSystem} from '../../src/system/real-system.js'
import {copyTree} from '../../src/system/trees.js'
import {makeTarget} from '../../src/target/target.js'
import {buildJson, type JsonContext} from '../../src/local-build/documents.js'
import {appOf, FRESH} from '../support/checks.js'
import {PROJECT} from '../support/heroku-cli.js'
import {assertDocument} from '../support/json-schema.js'
import {printed} from '../support/plain-json.js'
import {type TestFiles, writeFiles} from '../support/repository.js'
import {removeFolder} from '../support/remove-folder.js'

/** Made once for all processes. */
const HOMES = path.join(PROJECT, '.cache/build-tests')

/** Kept between runs, so that tools are installed once. Each process of mocha's --parallel has its own. */
const PLACES = path.join(PROJECT, '.cache/build-tests', process.env.MOCHA_WORKER_ID ?? 'alone')

let interpreters: ReturnType<typeof findInterpreters> | undefined

/** A CPython of this machine that builds can be made with, the newest that the buildpack has: tests say which one it is. */
export async function anyInterpreter(): Promise<ChosenInterpreter & {major: string}> {
  interpreters ??= findInterpreters({
    ...realSystem,
    cwd: realpathSync(PROJECT),
    env: process.env,
    ownFolder: null,
    platform: process.platform,
  })
  for (const major of ['3.14', '3.13', '3.12', '3.11', '3.10']) {
    const found = chooseInterpreter(`${major}.0`, await interpreters)
    if (found) return {...found, major}
  }

  throw new Error('no CPython 3.10 to 3.14 on this machine')
}

/** The interpreter for a version; another one stands for it where the machine has none of its own. */
async function interpreterFor(version: string): Promise<ChosenInterpreter> {
  await anyInterpreter()
  return chooseInterpreter(version, await interpreters!) ?? anyInterpreter()
}

export interface BuildOptions extends Partial<Pick<BuildRequest, 'cache' | 'ci' | 'kind' | 'stack' | 'timeoutMs' | 'usesBuilt'>> {
  /** Those of an app; left out: there is no app. */
  buildpacks?: readonly string[]
  configVars?: Record<string, string>
  env?: NodeJS.ProcessEnv
  clock?: Clock
  signal?: AbortSignal
  /** Called with each event. */
  onEvent?(event: BuildEvent): void
  interpreter?: ChosenInterpreter
  /** Programs see the folder as /app; left out: where it is. */
  views?: FolderViews
}

export interface Built extends BuildResult {
  /** The lines of the buildpack's own. */
  stepLines: string[]
  /** What tools printed, per line. */
  output: string
  events: BuildEvent[]
  /** The whole log, as on disk. */
  log: string
}

/** An app's source, and the place where its builds are made: its cache lasts from build to build. */
export class TestApp {
  readonly source: string
  private builds: string[] = []

  private constructor(private readonly root: string) {
    this.source = path.join(root, 'source')
  }

  /**
   * @param name of the place: apps with the same name share it
   * @param keepCache the first build may find the last app's Python and tools, which saves time
   */
  static make(name: string, files: TestFiles, keepCache = false): TestApp {
    const root = path.join(PLACES, name)
    for (const part of ['app', 'source']) removeFolder(path.join(root, part))
    if (!keepCache) for (const part of ['current', KEPT]) removeFolder(path.join(root, part))
    for (const part of ['app', 'source']) mkdirSync(path.join(root, part), {recursive: true})
    const app = new TestApp(realpathSync(root))
    app.write(files)
    return app
  }

  /** The stable path of the Python home. */
  get pythonHome(): string {
    return path.join(this.root, 'app/.heroku/python')
  }

  write(files: TestFiles): void {
    writeFiles(this.source, files)
  }

  delete(...files: string[]): void {
    for (const file of files) removeFolder(path.join(this.source, file))
  }

  /** Replaces the whole source. */
  rewrite(files: TestFiles): void {
    removeFolder(this.source)
    this.write(files)
  }

  async build(options: BuildOptions = {}): Promise<Built> {
    const {buildpacks, configVars = {}, kind, onEvent, signal = new AbortController().signal} = options
    const events: BuildEvent[] = []
    const machine = await this.machine(options)
    const project = await readProject({cwd: this.source, source: this.source, wholeFolder: true}, realSystem)
    const app = buildpacks ? appOf({buildpacks, kind: kind ?? 'classic'}) : null
    const request: BuildRequest = {
      ...makeTarget({app, project, releaseData: FRESH, stack: kind === 'cnb' ? 'cnb' : 'heroku-24'}),
      cache: 'use',
      ci: false,
      timeoutMs: null,
      // Tests look into what was built.
      usesBuilt: true,
      ...options,
      configVars: new Map(Object.entries(configVars).map(([name, value]) => [name, new Secret(value)])),
    }
    const listener = (event: BuildEvent) => {
      events.push(event)
      onEvent?.(event)
    }

    try {
      const result = await runBuild(request, machine, {killSignal: new AbortController().signal, listener, signal})
      assertDocument('build-local', printed(buildJson(result, request, contextOf(request))))
      const lines = (type: 'output' | 'step-line') => events.flatMap((event) => (event.type === type ? [event.line] : []))
      return {
        ...result,
        events,
        log: readFileSync(result.logFile, 'utf8'),
        output: lines('output').join('\n'),
        stepLines: lines('step-line'),
      }
    } finally {
      await machine.leftovers.close()
      await machine.cache.end()
      removeFolder(machine.place.temporary)
    }
  }

  /** Deletes what builds have left. */
  remove(): void {
    for (const folder of this.builds) removeFolder(folder)
    for (const part of ['app', 'source']) removeFolder(path.join(this.root, part))
  }

  private async machine({
    cache,
    ci = false,
    clock = realClock,
    env = process.env,
    interpreter,
    kind = 'classic',
    views,
  }: BuildOptions): Promise<BuildMachine> {
    const build = mkdtempSync(path.join(this.root, 'build_'))
    this.builds.push(build)
    const temporary = mkdtempSync(`${build}-`)
    const app = path.join(this.root, 'app')
    const isInApp = ci || kind === 'cnb'
    removeFolder(app)
    if (ci) symlinkSync(build, app)
    else mkdirSync(app)
    return {
      arch: process.arch,
      cache: new CacheStore(this.root, realSystem.files),
      env,
      kept: cache === 'disabled' ? null : path.join(this.root, KEPT),
      findInterpreter: async (version) => interpreter ?? interpreterFor(version),
      leftovers: watchLeftovers(realClock),
      lock: async () => async () => {},
      log: await openLogFile(path.join(this.root, 'logs'), `${path.basename(build)}.log`, {bytes: 2 ** 30, count: 5}),
      makePythonHome: async (interpreter, folder, signal) =>
        makePythonHome(interpreter, folder, {...realSystem, cacheFolder: HOMES, signal}),
      measure: async () => ({packages: [], totalBytes: 0}),
      place: placeOf({app, build}, temporary, {ci, isSeen: views !== undefined, kind}),
      platform: process.platform,
      snapshot: async (project, folder) => copyTree(project.source.path, folder),
      system: {...realSystem, clock},
      view:
        (await views?.open({as: APP_FOLDERS[kind], folder: isInApp ? build : app, room: path.join(temporary, 'view')})) ?? null,
    }
  }
}

/** What a document of a build says besides. */
function contextOf({configVars, kind, project, releases}: BuildRequest): JsonContext {
  const {release, released} = releases[kind]
  const names: BuildConfigVars = {fromFile: [], mode: 'all', unavailable: null, values: configVars, withheld: []}
  return {app: null, buildpack: {kind, release, released}, configVars: names, output: null, project}
}
