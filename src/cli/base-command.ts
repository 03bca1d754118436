import type {AskForCode} from './second-factor.js'
import type {AppFinder} from '../platform/find-app.js'
import type {ReadOptions} from '../project/read-project.js'
import type {ReleaseDataOptions} from '../releases/current-releases.js'
import type {Spinner} from '../render/terminal/spinner.js'
import type {TargetInput} from '../target/read-target.js'

import {checkHost, prefixesFor} from './heroku-host.js'
import {BASE_FLAGS} from './app-flags.js'
import {apiClientOf, HerokuCommand, OclifCommand, ux} from './heroku-library.js'
import {toProblem} from './to-problem.js'
import {withoutRelative} from '../system/search-path.js'
import {keepOthersOut} from '../system/umask.js'
import {readProject} from '../project/read-project.js'
import {ProblemError} from '../common/problem.js'
import {realSystem} from '../system/real-system.js'
import {dropTypedAhead} from '../system/typed-ahead.js'
import {textWidth} from '../render/terminal/layout.js'
import {printable, printableJson} from '../render/terminal/printable.js'
import {type Problem, problemJson, PROBLEM_EXIT_CODE, renderProblem} from '../render/problems.js'
import {chooseStyle, plainStyle, type Style, type StyledStream} from '../render/terminal/style.js'

/** What APP_FLAGS hold. */
interface AppQuestion {
  app?: string | undefined
  remote?: string | undefined
  source?: string | undefined
}

/**
 * The base of the four commands: one way to render errors, one table of exit codes, no secret in any of them.
 *
 * 0: all well · 1: the work was done and the answer is bad · 2: the work could not be done.
 */
export abstract class PythonCommand extends HerokuCommand {
  static override baseFlags = BASE_FLAGS
  static override enableJsonFlag = true
  static override promptFlagActive = false

  /**
   * Does what oclif's commands do. @heroku-cli/command would look up the user's credentials here already, in the system's
   * keychain; a command that needs them asks for them later.
   */
  override async init(): Promise<void> {
    keepOthersOut()
    // For what the Heroku CLI's own parts start, too.
    if (process.env.PATH !== undefined) Object.assign(process.env, withoutRelative({PATH: process.env.PATH}))
    await (OclifCommand.prototype as unknown as {init(): Promise<void>}).init.call(this)
    if (!this.argv.includes('--schema')) return
    // As --help does, before anything is parsed: what the command needs otherwise need not be there.
    const {schemaOf} = await import('./schemas.js')
    ux.stdout(await schemaOf(this.ctor.id, this.argv, realSystem.files))
    // oclif would ask why not, in development.
    Object.assign(this, {parsed: true})
    this.exit(0)
  }

  private spinner: Spinner | undefined

  override log(message?: string, ...args: unknown[]): void {
    this.spinner?.hide()
    super.log(message, ...args)
  }

  override logToStderr(message?: string, ...args: unknown[]): void {
    this.spinner?.hide()
    super.logToStderr(message, ...args)
  }

  /** What others wrote may be in it. */
  override warn(input: Error | string): Error | string {
    this.spinner?.hide()
    return super.warn(typeof input === 'string' ? printable(input) : input)
  }

  /** The only place where an error becomes output. */
  protected override async catch(error: Error): Promise<void> {
    if (isExit(error)) {
      // In `heroku repl`, whatever is thrown counts as a failure.
      if ((error as {oclif?: {exit?: number}}).oclif?.exit === 0) return
      throw error
    }

    const problem = this.problemOf(error)
    process.exitCode = PROBLEM_EXIT_CODE
    if (process.env.DEBUG?.split(',').includes('heroku-python')) this.logToStderr(error.stack)
    if (this.jsonEnabled()) this.logJson(problemJson(problem))
    else {
      const style = await this.style(process.stderr)
      this.logToStderr(renderProblem(problem, {style, width: textWidth(process.stderr.columns)}))
    }
  }

  private problemOf(error: unknown): Problem {
    const command = this.constructor as unknown as {baseFlags?: object; flags?: object}
    return toProblem(error, ['json', ...Object.keys({...command.baseFlags, ...command.flags})])
  }

  /** The only place where an answer becomes JSON. */
  override logJson(json: unknown): void {
    ux.stdout(printableJson(json))
  }

  /** oclif's own JSON form of an error holds all of it, the request's headers with the token too. */
  protected override toErrorJson(error: unknown): unknown {
    return problemJson(this.problemOf(error))
  }

  /** Ends with a bad answer: the work was done, and something is wrong. */
  protected badAnswer(): void {
    process.exitCode = 1
  }

  /** Which app is meant, and the API as the user. What that takes is loaded, and credentials looked up, when it is asked. */
  protected appFinder({app, remote, source}: AppQuestion, {mayAsk = true, offline = false} = {}): AppFinder {
    return {
      connect: async () => {
        await checkHost(process.env)
        const api = await apiClientOf(this)
        if ((await api.getAuth()) === undefined) return
        const {createPlatformClient} = await import('./heroku-client.js')
        return createPlatformClient(api, {...(mayAsk && {askForCode: this.askForCode()})})
      },
      async resolveApp() {
        const named = app ?? process.env.HEROKU_APP ?? (remote && `the app of remote ${remote}`)
        if (offline) return {app: null, reason: named === undefined ? '--offline' : `${named} not read because of --offline`}
        await checkHost(process.env)
        const [{resolveApp}, {Git}] = await Promise.all([import('../platform/resolve-app.js'), import('../project/git.js')])
        const git = new Git(realSystem, source ?? process.cwd())
        const gitPrefixes = async (urls: readonly string[]) => prefixesFor(urls, process.env)
        return resolveApp({app, fromEnvironment: process.env.HEROKU_APP, gitPrefixes, remote}, git)
      },
    }
  }

  /** Where a command's target is read from. The source is begun here: git answers while the rest is loaded. */
  protected targetInput(
    flags: AppQuestion,
    options: Pick<ReadOptions, 'askIgnored' | 'dirty' | 'ref' | 'staged'>,
    offline = false,
  ): TargetInput {
    const source = {...options, cwd: process.cwd(), source: flags.source}
    const reading = readProject(source, realSystem)
    // Should something else fail first, the source's failure must not go unheard.
    reading.catch(() => {})
    return {...this.appFinder(flags, {offline}), reading, releaseData: this.releaseDataOptions(offline), source}
  }

  /** Where newer buildpack data is looked for, and kept. */
  protected releaseDataOptions(offline: boolean): Omit<ReleaseDataOptions, 'cacheFolder' | 'kind'> & {cacheFolder: string} {
    return {
      baseUrl: process.env.HEROKU_PYTHON_RELEASES_URL,
      cacheFolder: `${this.config.cacheDir}/heroku-python`,
      offline,
    }
  }

  /**
   * Shows in a terminal that something is being done, and for how long. Elsewhere a line says so for what the action tells.
   *
   * @param text what is done first
   */
  protected async busy<Result>(text: string, action: (progress: (message: string) => void) => Promise<Result>): Promise<Result> {
    const style = await this.style(process.stderr)
    if (style === plainStyle) return action((message) => this.logToStderr(`${message} …`))
    const [{chooseGlyphs}, {showSpinner}] = await Promise.all([
      import('../render/terminal/glyphs.js'),
      import('../render/terminal/spinner.js'),
    ])
    const glyphs = chooseGlyphs(process.env, process.platform)
    const spinner = showSpinner(text, process.stderr, {clock: realSystem.clock, dim: style.dim, glyphs})
    this.spinner = spinner
    try {
      return await action((message) => spinner.say(message))
    } finally {
      spinner.end()
      this.spinner = undefined
    }
  }

  /** Asks something in the midst of what is being done. */
  protected async asking<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    return this.spinner ? this.spinner.pause(question) : question()
  }

  /** Whether there is a person who can be asked. */
  protected isTerminal(): boolean {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY && !process.env.CI && !this.jsonEnabled())
  }

  /** The Heroku CLI's own question for a second factor, which it writes to stdout; undefined: nobody is there to answer. */
  protected askForCode(): AskForCode | undefined {
    if (!this.isTerminal() || !process.stdout.isTTY) return
    return async () =>
      this.asking(async () => {
        if (await dropTypedAhead(process.stdin)) throw new ProblemError({id: 'interrupted'})
        return (await apiClientOf(this)).twoFactorPrompt()
      })
  }

  protected style(stream: StyledStream): Promise<Style> {
    return chooseStyle(stream, this.argv.includes('--no-color'), process.env)
  }
}

/** `this.exit()`. Known by its code: the CLI's oclif may be another copy than ours, with classes of its own. */
function isExit(error: Error): boolean {
  return 'code' in error && error.code === 'EEXIT'
}
