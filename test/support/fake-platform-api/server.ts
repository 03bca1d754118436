import {randomUUID} from 'node:crypto'
import {once} from 'node:events'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'

import {errorFor, send} from './answers.js'
import {Endpoint, type RecordedRequest} from './endpoint.js'
import {answerWith, type Effect, type Fault, type FaultMatch, Faults} from './faults.js'
import {addBuild, type BuildState} from './history.js'
import {loadSchema} from './schema.js'
import type {AccountSeed, AppSeed, BuildSeed} from './seeds.js'
import {type AppState, PlatformState} from './state.js'

export interface FakePlatformApiOptions {
  apps?: AppSeed[]
  /** Teams without apps; those of the apps are there anyway. */
  teams?: string[]
  account?: AccountSeed
  /** The only bearer token that is let in. Default: any, or none. */
  token?: string
  /** How many items a page has when the client names no max. */
  pageSize?: number
}

type Hook = (request: RecordedRequest) => Promise<void> | void

/** Heroku's Platform API on a port of this machine, with a state that tests read and change. */
export class FakePlatformApi {
  readonly requests: RecordedRequest[] = []
  /** false: Heroku's schema is not on this machine, so nothing was checked. */
  readonly schemaChecked = loadSchema('v3') !== undefined && loadSchema('sdk') !== undefined
  readonly state: PlatformState
  private readonly endpoint: Endpoint
  private readonly faults = new Faults()
  private readonly hooks = new Set<Hook>()
  private readonly hangHooks = new Set<() => void>()
  private readonly stopping = new AbortController()
  private readonly server: Server
  /** The CLI asks another host about unpaid bills, beside each GET of an account or team: it must not be the real one. */
  private readonly particleboard = createServer((_, response) => send(response, {status: 200, headers: {}, json: {}}))

  private constructor(private readonly options: FakePlatformApiOptions) {
    this.state = new PlatformState(options.account, options.teams)
    this.endpoint = new Endpoint(this.state, {token: options.token, pageSize: options.pageSize ?? 200})
    for (const app of options.apps ?? []) this.state.addApp(app)
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => this.fail(error, response))
    })
  }

  static async start(options: FakePlatformApiOptions = {}): Promise<FakePlatformApi> {
    const api = new FakePlatformApi(options)
    for (const server of [api.server, api.particleboard]) {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
    }

    return api
  }

  get url(): string {
    return urlOf(this.server)
  }

  /** What makes the CLI talk to this API. */
  get env(): Record<string, string> {
    return {
      HEROKU_HOST: this.url,
      HEROKU_API_KEY: this.options.token ?? 'anything',
      HEROKU_PARTICLEBOARD_URL: urlOf(this.particleboard),
      HEROKU_GIT_HOST: 'git.heroku.com',
      HEROKU_DISABLE_AUTOUPDATE: 'true',
      HEROKU_SKIP_NEW_VERSION_CHECK: 'true',
      DISABLE_TELEMETRY: 'true',
    }
  }

  /** Ends hanging connections too, and throws what the schema check found. */
  async stop(): Promise<void> {
    this.stopping.abort()
    for (const server of [this.server, this.particleboard]) {
      if (!server.listening) continue
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }

    if (this.schemaErrors.length > 0)
      throw new Error(`The fake Platform API differs from the real one:\n${this.schemaErrors.join('\n')}`)
  }

  /** Where the fake, or a client's request, differs from Heroku's schema. `stop()` throws them; a test may empty it. */
  get schemaErrors(): string[] {
    return this.endpoint.schemaErrors
  }

  /** Counts down; at 0 every request is refused with 429. */
  get rateLimitRemaining(): number {
    return this.endpoint.rateLimitRemaining
  }

  set rateLimitRemaining(remaining: number) {
    this.endpoint.rateLimitRemaining = remaining
  }

  addApp(seed: AppSeed): AppState {
    return this.state.addApp(seed)
  }

  /** The live state of an app, to look at and to change. */
  app(name: string): AppState {
    const app = this.state.findApp(name)
    if (!app) throw new Error(`No app ${name} in the fake API.`)
    return app
  }

  addBuild(appName: string, seed: BuildSeed = {}): BuildState {
    return addBuild(this.app(appName), seed, this.state.clock)
  }

  /** Every matching request, unless `times` limits it. */
  fault(match: FaultMatch, effect: Effect): Fault {
    return this.faults.add(match, effect)
  }

  clearFaults(): void {
    this.faults.clear()
  }

  /** Called (and awaited) after a request was recorded and before it is carried out. Returns how to end it. */
  onRequest(hook: Hook): () => void {
    this.hooks.add(hook)
    return () => this.hooks.delete(hook)
  }

  /** Called when a fault leaves a request without an answer, or without the end of one: only a time limit ends it. */
  onHang(hook: () => void): void {
    this.hangHooks.add(hook)
  }

  /** The calls as `GET /apps/example`, in order. */
  get calls(): string[] {
    return this.requests.map(({method, path}) => `${method} ${path}`)
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request)
    this.requests.push(recorded)
    response.on('finish', () => {
      recorded.status = response.statusCode
    })
    for (const hook of this.hooks) await hook(recorded)
    const carryOut = () => {
      const answer = this.endpoint.answer(recorded, this.url)
      setCommonHeaders(response, this.rateLimitRemaining)
      return answer
    }

    setCommonHeaders(response, this.rateLimitRemaining)
    const effect = this.faults.take(recorded.method, recorded.path)
    const onHang = () => {
      for (const hook of this.hangHooks) hook()
    }

    if (effect) await answerWith(effect, {carryOut, onHang, response}, this.stopping.signal)
    else send(response, carryOut())
  }

  /** A mistake of the fake or of a hook must not look like an answer of the platform: stop() tells. */
  private fail(error: unknown, response: ServerResponse): void {
    if (this.stopping.signal.aborted) return
    this.schemaErrors.push(`The fake API itself failed: ${error instanceof Error ? error.stack : String(error)}`)
    if (!response.headersSent) send(response, errorFor(500).toAnswer())
  }
}

function setCommonHeaders(response: ServerResponse, remaining: number): void {
  response.setHeader('RateLimit-Remaining', String(remaining))
  if (!response.hasHeader('Request-Id')) response.setHeader('Request-Id', randomUUID())
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const {pathname, search} = new URL(request.url ?? '/', 'http://localhost')
  const body = parseBody(await text(request))
  return {method: request.method ?? 'GET', path: pathname, query: search, headers: request.headers, body, status: null}
}

function parseBody(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
