import type {
  AndOr,
  Assignment,
  Case,
  Command,
  CommandArgument,
  CommandNode,
  CompoundCommand,
  For,
  If,
  Pipeline,
  PipelineNode,
  Statement,
  While,
} from 'unbash'

import {condition} from '../version-number.js'
import {commands} from './commands.js'
import {calculate, matches, test} from './conditions.js'
import {assign, declarations} from './declarations.js'
import {NotUnderstood} from '../not-understood.js'
import {glob} from './patterns.js'
import {withRedirects} from './redirects.js'
import {contained, type Shell} from './shell.js'
import {Exit, LoopEnd, Return} from './signals.js'
import {argumentsOf, partsOf, textOf} from './words.js'

/**
 * Runs statements as bash does that Heroku's build starts: with its scopes, `set -e` and subshells, but without any other program. It
 * knows what the buildpack's decisions are made of. @returns the exit status @throws NotUnderstood, Exit, Return, LoopEnd
 */
export function run(shell: Shell, statements: readonly Statement[]): number {
  let status = 0
  for (const {background, command} of statements) {
    if (background) throw new NotUnderstood('a job in the background')
    status = command.type === 'AndOr' ? andOr(shell, command) : pipelineNode(shell, command)
    shell.status = status
  }

  return status
}

function andOr(shell: Shell, {commands: parts, operators}: AndOr): number {
  let status = 0
  for (const [index, part] of parts.entries()) {
    const before = operators[index - 1]
    if ((before === '&&' && status !== 0) || (before === '||' && status === 0)) continue
    const isLast = index === parts.length - 1
    status = isLast ? pipelineNode(shell, part) : shell.guarded(() => pipelineNode(shell, part))
    shell.status = status
  }

  return status
}

function pipelineNode(shell: Shell, node: PipelineNode): number {
  if (node.type !== 'Pipeline') return checked(shell, single(shell, node))
  const {commands: parts, operators, prefixes} = node
  if (prefixes.some(({type}) => type !== 'Negation')) throw new NotUnderstood('time')
  if (prefixes.length % 2 === 1) return shell.guarded(() => pipeline(shell, parts, operators)) === 0 ? 1 : 0
  return checked(shell, pipeline(shell, parts, operators))
}

/** `set -e` */
function checked(shell: Shell, status: number): number {
  shell.status = status
  if (status !== 0 && shell.options.errexit && !shell.isGuarded) throw new Exit(status)
  return status
}

function pipeline(shell: Shell, parts: Pipeline['commands'], operators: Pipeline['operators']): number {
  if (parts.length === 1) return single(shell, parts[0]!)
  let {input} = shell.streams
  const statuses = parts.map((part, index) => {
    const inner = shell.inner(input)
    if (operators[index] === '|&') inner.streams.error = inner.streams.output
    if (index === parts.length - 1) inner.streams.output = shell.streams.output
    const status = contained(() => pipelineNode(inner, part))
    input = inner.streams.output.join('')
    return status
  })
  return (shell.options.pipefail ? statuses.findLast((status) => status !== 0) : statuses.at(-1)) ?? 0
}

function single(shell: Shell, node: CommandNode): number {
  if (--shell.program.budget < 0) throw new NotUnderstood('a program without an end')
  switch (node.type) {
    case 'Command':
      return command(shell, node)

    case 'Coproc':
      throw new NotUnderstood(node.type)

    case 'Function': {
      const {body, name} = node
      if (body.type === 'CompoundList') throw new NotUnderstood(name.text)
      shell.functions.set(name.value, body)
      return 0
    }

    case 'Redirected':
      return withRedirects(shell, node.redirects, () => single(shell, node.command))

    default:
      return compound(shell, node)
  }
}

function compound(shell: Shell, node: CompoundCommand): number {
  switch (node.type) {
    case 'ArithmeticCommand': {
      const {body, expression} = node
      if (!expression) throw new NotUnderstood(body)
      return condition(() => calculate(shell, expression) !== 0n) ? 0 : 1
    }

    case 'BraceGroup':
      return run(shell, node.body.commands)

    case 'Case':
      return choose(shell, node)

    case 'For':
      return each(shell, node)

    case 'If':
      return branch(shell, node)

    case 'Subshell': {
      const inner = shell.inner(shell.streams.input)
      inner.streams.output = shell.streams.output
      return contained(() => run(inner, node.body.commands))
    }

    case 'TestCommand':
      return test(shell, node.expression) ? 0 : 1

    case 'While':
      return repeat(shell, node)

    default:
      throw new NotUnderstood(node.type)
  }
}

function branch(shell: Shell, node: If): number {
  for (const arm of [node, ...node.elif])
    if (shell.guarded(() => run(shell, arm.clause.commands)) === 0) return run(shell, arm.then.commands)
  return node.else ? run(shell, node.else.commands) : 0
}

function choose(shell: Shell, {items, word}: Case): number {
  const text = textOf(shell, word)
  const isIt = ({pattern}: Case['items'][number]) =>
    pattern.some((one) => matches(shell, text, glob(partsOf(shell, one), shell.locale(), text)))
  const item = items.find((one) => isIt(one))
  if (!item) return 0
  if (item.terminator !== undefined && item.terminator !== ';;') throw new NotUnderstood(item.terminator)
  return run(shell, item.body.commands)
}

function each(shell: Shell, {body, name, wordlist}: For): number {
  let status = 0
  for (const item of wordlist ? argumentsOf(shell, wordlist) : shell.positional()) {
    shell.variables.set(name.value, item)
    const ended = loop(() => {
      status = run(shell, body.commands)
    })
    if (ended === 'break') break
  }

  return status
}

function repeat(shell: Shell, {body, clause, kind}: While): number {
  let status = 0
  while ((shell.guarded(() => run(shell, clause.commands)) === 0) === (kind === 'while')) {
    const ended = loop(() => {
      status = run(shell, body.commands)
    })
    if (ended === 'break') break
  }

  return status
}

function loop(once: () => void): LoopEnd['kind'] | undefined {
  try {
    once()
    return undefined
  } catch (error) {
    if (error instanceof LoopEnd) return error.kind
    throw error
  }
}

function command(shell: Shell, {name, prefix, redirects, suffix}: Command): number {
  const assignments = prefix.filter((part) => part.type === 'Assignment')
  shell.substituted = 0
  if (!name) {
    return withRedirects(shell, redirects, () => {
      for (const one of assignments) assign(shell, one)
      return shell.substituted
    })
  }

  const words = suffix.filter((part): part is CommandArgument => part.type === 'Word' || part.type === 'Assignment')
  const [program] = argumentsOf(shell, [name])
  if (program === undefined) throw new NotUnderstood(name.text)
  const start = () => withEnvironment(shell, assignments, () => call(shell, program, words))
  // Nobody reads what goes into the caller's functions: messages.
  return Object.hasOwn(shell.program.own, program) ? start() : withRedirects(shell, redirects, start)
}

/** `NAME=value command` */
function withEnvironment(shell: Shell, assignments: readonly Assignment[], start: () => number): number {
  const before = assignments.map(({name}) => [name, shell.variables.get(name)] as const)
  for (const one of assignments) assign(shell, one)
  try {
    return start()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) shell.variables.unset(name)
      else shell.variables.set(name, value)
    }
  }
}

function call(shell: Shell, program: string, words: readonly CommandArgument[]): number {
  const body = shell.functions.get(program)
  const own = Object.hasOwn(shell.program.own, program) ? shell.program.own[program] : undefined
  const declare = Object.hasOwn(declarations, program) ? declarations[program] : undefined
  if (!own && !body && declare) return declare(shell, words)
  const args = words.flatMap((word) => {
    if (word.type === 'Assignment') throw new NotUnderstood(word.text)
    return argumentsOf(shell, [word])
  })
  if (own) return own(args, shell)
  if (body) return shell.inFrame(args, () => returned(() => single(shell, body)))
  if (!Object.hasOwn(commands, program)) throw new NotUnderstood(program)
  return commands[program]!(args, shell)
}

function returned(start: () => number): number {
  try {
    return start()
  } catch (error) {
    if (error instanceof Return) return error.status
    throw error
  }
}
