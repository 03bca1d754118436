import {ProblemError} from '../common/problem.js'

/** Asks for the code of the second factor. */
export type AskForCode = () => Promise<string>

/** An answer of the Platform API that says no, as its library throws it. */
interface Refused {
  body?: {id?: unknown; app?: {name?: unknown}}
  http?: {statusCode?: number; body?: Refused['body']; http?: {statusCode?: number}}
}

type Headers = Record<string, string>

const CODE = 'Heroku-Two-Factor-Code'

/**
 * The second factor as the Heroku CLI has it: one code opens an app for a while (a pre-authorization), so that several
 * requests at once ask for it only once; what is no app's takes the code itself.
 * Source: `twoFactorRetry` in @heroku-cli/command's api-client.
 */
export class SecondFactor {
  private readonly opened = new Map<string, Promise<void>>()
  private code: Promise<string> | undefined

  /** @param ask undefined: nobody is there to be asked */
  constructor(private readonly ask: AskForCode | undefined) {}

  /**
   * Settles a refusal that wants the second factor.
   *
   * @param open sends a pre-authorization
   * @returns the headers to send the request with again; undefined: this refusal is another, or nobody can be asked
   */
  async settle(error: unknown, open: (path: string, headers: Headers) => Promise<unknown>): Promise<Headers | undefined> {
    if (!this.ask || !wantsCode(error)) return
    const app = appOf(error)
    if (app === undefined) return {[CODE]: await this.askOnce(this.ask)}
    const ask = this.ask
    const opening = this.opened.get(app) ?? this.open(app, ask, open)
    this.opened.set(app, opening)
    await opening
    return {}
  }

  private async open(app: string, ask: AskForCode, open: (path: string, headers: Headers) => Promise<unknown>): Promise<void> {
    const headers = {[CODE]: await answerOf(ask)}
    await open(`/apps/${encodeURIComponent(app)}/pre-authorizations`, headers)
  }

  private async askOnce(ask: AskForCode): Promise<string> {
    this.code ??= answerOf(ask)
    return this.code
  }
}

async function answerOf(ask: AskForCode): Promise<string> {
  try {
    return await ask()
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') throw new ProblemError({id: 'interrupted'})
    throw error
  }
}

function wantsCode(error: unknown): boolean {
  const {body, http} = error as Refused
  const status = http?.statusCode ?? http?.http?.statusCode
  return status === 403 && (body ?? http?.body)?.id === 'two_factor'
}

function appOf(error: unknown): string | undefined {
  const {body, http} = error as Refused
  const name = (body ?? http?.body)?.app?.name
  return typeof name === 'string' ? name : undefined
}
