import {Command as OclifCommand} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

import {type Problem, ProblemError} from './problem.js'
import {HerokuCommand} from './heroku-library.js'
import {problemJson, PROBLEM_EXIT_CODE, renderProblem} from './ui/render-problem.js'
import {chooseStyle, type Style} from './ui/style.js'

/**
 * The base of the four commands: one way to render errors, one table of exit codes, no secret in any of them.
 *
 * 0: all well · 1: the work was done and the answer is bad · 2: the work could not be done.
 */
export abstract class PythonCommand extends HerokuCommand {
  static override baseFlags = {
    'no-color': Flags.boolean({description: 'disable colors', helpGroup: 'GLOBAL', hidden: true}),
  }
  static override enableJsonFlag = true
  static override promptFlagActive = false

  /**
   * Does what oclif's commands do. @heroku-cli/command would look up the user's credentials here already, in the system's
   * keychain; a command that needs them asks for them later.
   */
  override async init(): Promise<void> {
    await (OclifCommand.prototype as unknown as {init(): Promise<void>}).init.call(this)
  }

  /** The only place where an error becomes output. */
  protected override async catch(error: Error): Promise<void> {
    if (isExit(error)) throw error
    const problem = toProblem(error)
    process.exitCode = PROBLEM_EXIT_CODE
    if (process.env.DEBUG?.split(',').includes('heroku-python')) this.logToStderr(error.stack)
    if (this.jsonEnabled()) this.logJson(problemJson(problem))
    else this.logToStderr(renderProblem(problem, await this.style(process.stderr)))
  }

  /** oclif's own JSON form of an error holds all of it, the request's headers with the token too. */
  protected override toErrorJson(error: unknown): unknown {
    return problemJson(toProblem(error))
  }

  /** Ends with a bad answer: the work was done, and something is wrong. */
  protected badAnswer(): void {
    process.exitCode = 1
  }

  protected style(stream: {isTTY?: boolean}): Promise<Style> {
    return chooseStyle(stream, this.argv.includes('--no-color'), process.env)
  }
}

/** `this.exit()`. Known by its code: the CLI's oclif is another copy than ours, with classes of its own. */
function isExit(error: Error): boolean {
  return 'code' in error && error.code === 'EEXIT'
}

/** An error of oclif's own, such as its parser's. */
function isCliError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error
}

function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const message = error instanceof Error ? error.message : String(error)
  // oclif's parser adds a pointer to --help in lines of its own; ours stands in the rendered problem.
  if (isCliError(error)) return {id: 'usage', message: message.split('\nSee more help with')[0]!.replace(/\.$/, '')}
  return {id: 'internal', message}
}
