import type {Assignment, CommandArgument} from 'unbash'

import type {Shell} from './shell.js'

import {NotUnderstood} from '../not-understood.js'
import {argumentsOf, textOf} from './words.js'

/** `name=value`, `name+=value`, `name=(…)` */
export function assign(shell: Shell, assignment: Assignment): void {
  shell.variables.set(assignment.name, valueOf(shell, assignment))
}

function valueOf(shell: Shell, {append, index, name, text, value}: Assignment): string | string[] {
  if (index) throw new NotUnderstood(text)
  const made = value.type === 'ArrayValue' ? argumentsOf(shell, value.elements) : textOf(shell, value)
  if (!append) return made
  const before = shell.variables.get(name)
  if (Array.isArray(made)) return [...(Array.isArray(before) ? before : before === undefined ? [] : [before]), ...made]
  if (Array.isArray(before)) throw new NotUnderstood(text)
  return `${before ?? ''}${made}`
}

/** Commands whose arguments are assignments. @returns the exit status */
export const declarations: Readonly<Record<string, (shell: Shell, words: readonly CommandArgument[]) => number>> = {
  declare,
  export: global,
  local: declare,
  readonly: global,
}

function declare(shell: Shell, words: readonly CommandArgument[]): number {
  let isReference = false
  for (const word of words) {
    if (word.type === 'Assignment') {
      const value = valueOf(shell, word)
      if (!isReference) shell.variables.declareLocal(word.name, {value})
      else if (typeof value === 'string' && /^[A-Z_a-z]\w*$/.test(value))
        shell.variables.declareLocal(word.name, {reference: value, value: undefined})
      else throw new NotUnderstood(word.text)
    } else if (word.value === '-n') isReference = true
    else if (/^[A-Z_a-z]\w*$/.test(word.value) && !isReference) shell.variables.declareLocal(word.value, {value: undefined})
    else if (word.value !== '-a' && word.value !== '-r') throw new NotUnderstood(word.text)
  }

  return 0
}

function global(shell: Shell, words: readonly CommandArgument[]): number {
  for (const word of words) {
    if (word.type === 'Assignment') assign(shell, word)
    else if (!/^[A-Z_a-z]\w*$/.test(word.value)) throw new NotUnderstood(word.text)
  }

  return 0
}
