/** What becomes of a process on Heroku. */
export type VerdictId =
  | 'healthy'
  /** It ended, and should have run on. */
  | 'crashed'
  /** It doesn't listen on the port that it was given, or only where the router doesn't reach it. */
  | 'port-not-bound'
  | 'no-answer'
  | 'connection-closed'
  | 'not-http'
  /** It answers with 500 or more. */
  | 'server-error'
  /** It answers with 400, since it doesn't know the app's host name. */
  | 'host-refused'
  /** It redirects to the very address that was asked for. */
  | 'redirect-loop'
  | 'memory-exceeded'
  /** It doesn't end when it is asked to. */
  | 'stop-ignored'
  /** The release phase ended with an error. */
  | 'release-failed'
  /** The release phase was not run: it was not named. */
  | 'not-run'

/** Heroku's own name for it. Source: devcenter.heroku.com/articles/error-codes */
export type HerokuCode = 'H10' | 'H12' | 'H13' | 'H17' | 'R10' | 'R12' | 'R14' | 'R15'

export interface Verdict {
  id: VerdictId
  /** null: Heroku has none for it. */
  code: HerokuCode | null
  /** Whether it would serve, or work, all the same. */
  lives: boolean
}
