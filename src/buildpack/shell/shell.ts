import type {ArithmeticExpression, CommandNode, ParsedScript, Statement} from 'unbash'

import type {Files} from './files.js'
import type {Variables} from './variables.js'

import {NotUnderstood} from '../not-understood.js'
import type {Locale} from './patterns.js'
import {Exit} from './signals.js'

/** A function that the caller has in place of the program's. @returns the exit status */
export type OwnFunction = (args: readonly string[], shell: Shell) => number

export interface Streams {
  error: string[]
  /** What is left to read. */
  input: string
  output: string[]
}

/** What is the same for a program and its subshells. */
export interface Program {
  files: Files
  own: Readonly<Record<string, OwnFunction>>
  /** The path of the file that runs. */
  source: string
  /** @throws NotUnderstood for a text that has no form */
  parsed(text: string): ParsedScript
  calculate(shell: Shell, expression: ArithmeticExpression): bigint
  run(shell: Shell, statements: readonly Statement[]): number
  /** How many commands may still run. */
  budget: number
}

interface Options {
  errexit: boolean
  nounset: boolean
  pipefail: boolean
}

/** The state of a shell, as bash has it: its variables, functions, options, arguments and streams. run.ts changes it. */
export class Shell {
  readonly functions: Map<string, CommandNode>
  readonly options: Options
  cwd: string
  /** Of the last command. */
  status = 0
  /** Of the last command substitution in a command. */
  substituted = 0
  /** Of the last process substitution: what `wait $!` gives. */
  background = 0
  streams: Streams = {error: [], input: '', output: []}
  private readonly frames: (readonly string[])[]
  /** How deep in conditions, where `set -e` has no effect. */
  private guards: number

  constructor(
    readonly program: Program,
    readonly variables: Variables,
    outer?: Shell,
  ) {
    this.functions = new Map(outer?.functions)
    this.options = outer ? {...outer.options} : {errexit: false, nounset: false, pipefail: false}
    this.frames = outer ? [...outer.frames] : [[]]
    this.guards = outer?.guards ?? 0
    this.cwd = outer?.cwd ?? '/'
  }

  get files(): Files {
    return this.program.files
  }

  get isGuarded(): boolean {
    return this.guards > 0
  }

  positional(): readonly string[] {
    return this.frames.at(-1)!
  }

  /** A variable or a special parameter; undefined: it isn't set. */
  parameter(name: string): string | undefined {
    if (name === '0') return this.program.source
    if (/^\d+$/.test(name)) return this.positional()[Number(name) - 1]
    if (name === '?') return String(this.status)
    if (name === '#') return String(this.positional().length)
    if (name === '!') return BACKGROUND
    if (!/^[A-Z_a-z]\w*$/.test(name)) throw new NotUnderstood(`$${name}`)
    return this.variables.text(name)
  }

  locale(): Locale {
    const name = this.variables.text('LC_ALL') ?? this.variables.text('LANG') ?? 'C'
    if (name !== 'C' && name !== 'C.UTF-8' && name !== 'en_US.UTF-8') throw new NotUnderstood(`the locale ${name}`)
    return name
  }

  /** A path from the root, for one that may begin in the working folder. */
  path(name: string): string {
    const whole = name.startsWith('/') ? name : `${this.cwd}/${name}`
    if (/(?:^|\/)\.\.(?:\/|$)/.test(whole)) throw new NotUnderstood(`the path ${name}`)
    return whole.replaceAll(/(?<=\/)\.\/|\/\.$/g, '').replaceAll(/\/{2,}/g, '/')
  }

  /** `$(…)`: what it prints, without the line ends at its end, and without NUL. */
  substitute(statements: readonly Statement[]): string {
    const inner = this.inner('')
    this.substituted = contained(() => this.program.run(inner, statements))
    return inner.streams.output.join('').replaceAll('\0', '').replace(/\n+$/, '')
  }

  /** A shell of its own, as for `( … )` and the parts of a pipeline: what it sets is gone with it. */
  inner(input: string): Shell {
    const inner = new Shell(this.program, this.variables.copy(), this)
    inner.status = this.status
    inner.background = this.background
    inner.streams = {error: this.streams.error, input, output: []}
    return inner
  }

  /** With other streams, such as those of a redirection. */
  withStreams<Result>(streams: Streams, run: () => Result): Result {
    const before = this.streams
    this.streams = streams
    try {
      return run()
    } finally {
      this.streams = before
    }
  }

  /** As part of a condition. */
  guarded(run: () => number): number {
    this.guards++
    try {
      return run()
    } finally {
      this.guards--
    }
  }

  /** In a function: with its arguments, and a scope of its own. */
  inFrame<Result>(args: readonly string[], run: () => Result): Result {
    this.frames.push(args)
    this.variables.enter()
    try {
      return run()
    } finally {
      this.variables.leave()
      this.frames.pop()
    }
  }
}

/** What `$!` is: there is one job at the most. */
export const BACKGROUND = '1'

/** A subshell's exit ends it alone. @returns the status */
export function contained(run: () => number): number {
  try {
    return run()
  } catch (error) {
    if (error instanceof Exit) return error.status
    throw error
  }
}
