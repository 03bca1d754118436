import {createHash} from 'node:crypto'
import type {ServerResponse} from 'node:http'

/** What a route gives back. `json` is what is sent; a text answer is a build's log, bytes are a build cache. */
export type Answer = ({bytes: Uint8Array} | {json: unknown} | {text: string}) & {status: number; headers: Record<string, string>}

export function ok(json: unknown, headers: Record<string, string> = {}, status = 200): Answer {
  return {status, headers, json}
}

/** A refusal in the API's own shape. Thrown by routes and guards. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly id: string,
    message: string,
    readonly url?: string,
  ) {
    super(message)
  }

  toAnswer(): Answer {
    return ok({id: this.id, message: this.message, ...(this.url && {url: this.url})}, {}, this.status)
  }
}

const DOCS = 'https://devcenter.heroku.com/articles/platform-api-reference'

/** The messages of the real API, by status, for guards and for faults that give a status alone. */
export function errorFor(status: number): ApiError {
  switch (status) {
    case 401:
      return new ApiError(401, 'unauthorized', 'Invalid credentials provided.')
    case 403:
      return new ApiError(403, 'forbidden', 'You do not have access to this resource.')
    case 404:
      return new ApiError(404, 'not_found', "Couldn't find that app.")
    case 422:
      return new ApiError(422, 'invalid_params', 'Invalid parameters.')
    case 429:
      return new ApiError(
        429,
        'rate_limit',
        'Your account reached the API limit. Please wait a few minutes before making new requests',
        `${DOCS}#rate-limits`,
      )
    case 503:
      return new ApiError(503, 'service_unavailable', 'The API is temporarily unavailable. Please try again later.')
    default:
      return new ApiError(status, status >= 500 ? 'internal_server_error' : 'bad_request', `The API answered ${status}.`)
  }
}

export function noSuchEndpoint(): ApiError {
  return new ApiError(
    404,
    'not_found',
    'The requested API endpoint was not found. Are you using the right HTTP verb (i.e. `GET` vs. `POST`), ' +
      'and did you specify your intended version with the `Accept` header?',
  )
}

export function bodyOf(answer: Answer): string | Uint8Array {
  if ('bytes' in answer) return answer.bytes
  return 'text' in answer ? answer.text : JSON.stringify(answer.json)
}

export function headersOf(answer: Answer): Record<string, string> {
  const type = 'bytes' in answer ? 'application/gzip' : 'text' in answer ? 'text/plain; charset=utf-8' : 'application/json'
  const digest = createHash('md5').update(bodyOf(answer)).digest('hex')
  return {'Content-Type': type, ETag: `W/"${digest}"`, ...answer.headers}
}

export function send(response: ServerResponse, answer: Answer, body = bodyOf(answer)): void {
  response.writeHead(answer.status, {...headersOf(answer), 'Content-Length': Buffer.byteLength(body)})
  response.end(body)
}
