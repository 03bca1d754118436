import type {IncomingHttpHeaders} from 'node:http'

import {type Answer, ApiError, errorFor, noSuchEndpoint} from './answers.js'
import {cacheQuery, logQuery} from './ids.js'
import {findRoute} from './routes/index.js'
import {type ApiVersion, loadSchema} from './schema.js'
import type {PlatformState} from './state.js'

/** A request as it came in, for assertions. */
export interface RecordedRequest {
  method: string
  path: string
  query: string
  headers: IncomingHttpHeaders
  /** Parsed, where it is JSON. */
  body: unknown
  /** What it was answered with; null: not (yet). */
  status: number | null
}

interface EndpointOptions {
  token: string | undefined
  pageSize: number
}

const CACHE = /^\/caches\/([^/]+)$/
const STREAM = /^\/streams\/([^/]+)$/

/** The API without its wires: a request in, an answer out, both held against Heroku's schema. */
export class Endpoint {
  readonly schemaErrors: string[] = []
  rateLimitRemaining = 4500

  constructor(
    private readonly state: PlatformState,
    private readonly options: EndpointOptions,
  ) {}

  answer(request: RecordedRequest, baseUrl: string): Answer {
    try {
      const stream = STREAM.exec(request.path)?.[1]
      const cache = CACHE.exec(request.path)?.[1]
      if (cache !== undefined) return this.buildCache(cache, request.query)
      return stream === undefined ? this.answerApi(request, baseUrl) : this.buildLog(stream, request.query)
    } catch (error) {
      if (error instanceof ApiError) return error.toAnswer()
      throw error
    }
  }

  private answerApi(request: RecordedRequest, baseUrl: string): Answer {
    const {method, path, headers, body} = request
    this.admit(headers)
    const version = requestedVersion(headers.accept)
    const route = version && findRoute(method, path)
    if (!route) {
      if (version) this.schemaErrors.push(`${method} ${path}: the fake API has no such endpoint`)
      throw noSuchEndpoint()
    }

    if (body !== undefined) this.check(version, 'request', request, body)
    const {pageSize} = this.options
    const answer = route({state: this.state, sdk: version === 'sdk', body, range: headers.range, pageSize, baseUrl})
    if ('json' in answer) this.check(version, 'answer', request, answer.json)
    return answer
  }

  private admit(headers: IncomingHttpHeaders): void {
    const {token} = this.options
    if (token !== undefined && headers.authorization !== `Bearer ${token}`) throw errorFor(401)
    if (this.rateLimitRemaining <= 0) throw errorFor(429)
    this.rateLimitRemaining -= 1
  }

  private check(version: ApiVersion, kind: 'answer' | 'request', {method, path}: RecordedRequest, body: unknown): void {
    this.schemaErrors.push(...(loadSchema(version)?.check(kind, method, path, body) ?? []))
  }

  /** No API call: the signature in the URL is what lets a client in, and a token has no business here. */
  private buildLog(id: string, query: string): Answer {
    const build = this.state.apps.flatMap(({builds}) => builds).find((candidate) => candidate.id === id)
    if (query !== logQuery(id)) return {status: 403, headers: {}, text: 'Forbidden'}
    if (!build || build.log === null) return {status: 404, headers: {}, text: 'Not found'}
    return {status: 200, headers: {}, text: build.log}
  }

  /** The same: a storage that knows no token. */
  private buildCache(id: string, query: string): Answer {
    const app = this.state.apps.find((candidate) => candidate.id === id)
    if (query !== cacheQuery(id)) return {status: 403, headers: {}, text: 'Forbidden'}
    if (!app || app.cache === null) return {status: 404, headers: {}, text: 'Not found'}
    return {bytes: app.cache, status: 200, headers: {}}
  }
}

/** Without a version the real API knows no endpoint. */
function requestedVersion(accept: string | undefined): ApiVersion | undefined {
  const version = /application\/vnd\.heroku\+json;\s*version=(3(?:\.[\w-]+)?)/.exec(accept ?? '')?.[1]
  return version === undefined ? undefined : version === '3.sdk' ? 'sdk' : 'v3'
}
