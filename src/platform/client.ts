/** Why the Platform API gave no answer. Never holds the request, whose headers have the token. */
export class ApiFailure extends Error {
  constructor(
    /** HTTP status; null without an answer. */
    readonly status: number | null,
    /** The API's own id of the error. */
    readonly apiId: string | null,
    /** The API's own message, or ours where it gave none. */
    message: string,
    /** Seconds after which the API wants to be asked again; null: it didn't say. */
    readonly retryAfter: number | null = null,
  ) {
    super(message)
  }
}

export interface PlatformClient {
  /**
   * @param options `range`: of a list, as the Platform API's header of that name takes it; `signal` ends the request before
   * its time limit does
   * @throws ApiFailure
   */
  get(path: string, options?: {range?: string; signal?: AbortSignal}): Promise<unknown>
}

/** One page of a list. */
export interface Page {
  answer: unknown
  /** The range of the next page; null: this was the last. */
  next: string | null
}

/** A client that reads long lists, and tells how many more requests the API allows. */
export interface ListingClient extends PlatformClient {
  /** @throws ApiFailure */
  getPage(path: string, range: string | null): Promise<Page>
  /** Of this hour, as the newest answer said; null before the first. Source: the API's header RateLimit-Remaining. */
  remainingRequests(): number | null
  /** Ends every request that is under way, as if it had got no answer. */
  close(): void
}

/** A client that changes apps too. A write is sent once: whether a lost one arrived must be read, not guessed. */
export interface PlatformWriter extends PlatformClient {
  /** @throws ApiFailure, also where the change was made and its answer was lost */
  patch(path: string, body: unknown): Promise<unknown>
  /** @throws ApiFailure, as patch */
  put(path: string, body: unknown): Promise<unknown>
}
