import type {DoubleQuotedChild, ParameterExpansionPart, ParameterOperation, Word, WordPart} from 'unbash'

import type {Shell} from './shell.js'

import {NotUnderstood} from '../not-understood.js'
import {glob, inUnits, type PatternPart, regularExpression} from './patterns.js'
import {Exit} from './signals.js'

/** A piece of a word: text in quotation marks stays whole and stands for itself in a pattern. */
interface Piece extends PatternPart {
  /** Behind it a new word begins, as between the items of `"${array[@]}"`. */
  ends?: boolean
}

/** A word's text, neither split nor matched with files: what an assignment or a test takes. */
export function textOf(shell: Shell, word: Word): string {
  return partsOf(shell, word)
    .map(({ends, text}) => (ends ? `${text} ` : text))
    .join('')
}

export function partsOf(shell: Shell, {parts, text, value}: Word, forExpression = false): Piece[] {
  if (!parts) return [{quoted: !forExpression, text: forExpression ? text : value}]
  return parts.flatMap((part) => piecesOf(shell, part, forExpression))
}

/** A word as bash makes arguments of it. */
export function argumentsOf(shell: Shell, words: readonly Word[]): string[] {
  return words.flatMap((word) => {
    if (!word.parts) return [word.value]
    if (word.parts.some(({type}) => type === 'Glob' || type === 'ExtendedGlob' || type === 'BraceExpansion'))
      throw new NotUnderstood(word.text)
    return split(partsOf(shell, word), shell.variables.text('IFS') ?? ' \t\n')
  })
}

function split(pieces: readonly Piece[], separators: string): string[] {
  const words: string[] = []
  let word: string | undefined
  for (const {ends, quoted, text} of pieces) {
    if (quoted) {
      word = (word ?? '') + text
      if (!ends) continue
      words.push(word)
      word = undefined
    } else if (separators === '' || text === '') {
      if (text !== '') word = (word ?? '') + text
    } else {
      if (/[^ \t\n]/.test(separators)) throw new NotUnderstood(`words split at ${separators}`)
      const [first = '', ...others] = text.split(/[ \t\n]+/)
      if (first !== '') word = (word ?? '') + first
      for (const other of others) {
        if (word !== undefined) words.push(word)
        word = other === '' ? undefined : other
      }
    }
  }

  return word === undefined ? words : [...words, word]
}

function piecesOf(shell: Shell, part: WordPart, forExpression: boolean): Piece[] {
  switch (part.type) {
    case 'AnsiCQuoted':
    case 'SingleQuoted':
      return [{quoted: true, text: part.value}]

    case 'DoubleQuoted':
      return doubleQuoted(shell, part.parts)

    case 'Literal':
      return [forExpression ? {quoted: false, text: part.text} : {quoted: true, text: part.value}]

    case 'ExtendedGlob':
    case 'Glob':
      return [{quoted: false, text: part.text}]

    default:
      return expanded(shell, part).map((piece) => ({...piece, quoted: false}))
  }
}

function doubleQuoted(shell: Shell, parts: readonly DoubleQuotedChild[]): Piece[] {
  const pieces = parts.flatMap((part): Piece[] =>
    part.type === 'Literal'
      ? [{quoted: true, text: part.value}]
      : expanded(shell, part).map((piece) => ({...piece, quoted: true})),
  )
  // Nothing but an empty list: no word. An empty text is one.
  return parts.length > 0 && parts.every((part) => isList(part)) ? pieces : [{quoted: true, text: ''}, ...pieces]
}

function isList(part: DoubleQuotedChild): boolean {
  return (
    (part.type === 'ParameterExpansion' && part.index?.value === '@' && part.prefix === undefined) ||
    (part.type === 'SimpleExpansion' && part.text === '$@')
  )
}

function expanded(shell: Shell, part: WordPart): Omit<Piece, 'quoted'>[] {
  switch (part.type) {
    case 'ArithmeticExpansion':
      if (!part.expression) throw new NotUnderstood(part.text)
      return [{text: String(shell.program.calculate(shell, part.expression))}]

    case 'CommandExpansion':
      if (!part.script || part.script.errors) throw new NotUnderstood(part.text)
      return [{text: shell.substitute(part.script.commands)}]

    case 'ParameterExpansion':
      return parameter(shell, part)

    case 'SimpleExpansion': {
      const name = part.text.slice(1)
      if (name === '@') return listed(shell.positional())
      return [{text: name === '*' ? joined(shell, shell.positional()) : value(shell, name)}]
    }

    default:
      throw new NotUnderstood(part.text)
  }
}

const listed = (items: readonly string[]) => items.map((text, index) => ({ends: index < items.length - 1, text}))

function joined(shell: Shell, items: readonly string[]): string {
  const [separator = ''] = shell.variables.text('IFS') ?? ' '
  return items.join(separator)
}

/** `set -u`: what isn't set ends the program. */
function value(shell: Shell, name: string): string {
  const found = shell.parameter(name)
  if (found !== undefined) return found
  if (shell.options.nounset) throw new Exit(1)
  return ''
}

function parameter(shell: Shell, part: ParameterExpansionPart): Omit<Piece, 'quoted'>[] {
  const {index, operation, parameter: name, prefix, text} = part
  if (prefix === '!') throw new NotUnderstood(text)
  const items = itemsOf(shell, part)
  if (items) {
    if (prefix === '#') return [{text: String(items.length)}]
    const kept = operation ? slice(shell, items, operation) : items
    return index?.value === '*' || name === '*' ? [{text: joined(shell, kept)}] : listed(kept)
  }

  if (operation?.type === 'Default') return [{text: withDefault(shell, part, operation)}]
  const found = index ? element(shell, part) : value(shell, name)
  if (prefix === '#') return [{text: String([...found].length)}]
  return [{text: operation ? changed(shell, found, operation) : found}]
}

/** Of `${name[@]}`, `${name[*]}`, `$@` and `$*`. */
function itemsOf(shell: Shell, {index, parameter: name}: ParameterExpansionPart): readonly string[] | undefined {
  if (name === '@' || name === '*') return shell.positional()
  if (index?.value !== '@' && index?.value !== '*') return undefined
  const found = shell.variables.get(name)
  return typeof found === 'string' ? [found] : (found ?? [])
}

function element(shell: Shell, {index, parameter: name, text}: ParameterExpansionPart): string {
  if (name === 'BASH_SOURCE') return shell.program.source
  const list = shell.variables.get(name)
  const at = Number(textOf(shell, index!))
  if (!Number.isInteger(at) || at < 0) throw new NotUnderstood(text)
  const found = Array.isArray(list) ? list[at] : at === 0 ? list : undefined
  if (found === undefined && shell.options.nounset) throw new Exit(1)
  return found ?? ''
}

function withDefault(
  shell: Shell,
  {index, parameter: name, text}: ParameterExpansionPart,
  {operand, operator}: Extract<ParameterOperation, {type: 'Default'}>,
): string {
  if (index) throw new NotUnderstood(text)
  const found = shell.parameter(name)
  const isSet = found !== undefined && !(operator.startsWith(':') && found === '')
  switch (operator.replace(':', '')) {
    case '+':
      return isSet ? textOf(shell, operand) : ''

    case '-':
      return isSet ? found : textOf(shell, operand)

    case '?':
      if (!isSet) throw new Exit(1)
      return found

    default:
      throw new NotUnderstood(text)
  }
}

function slice(shell: Shell, items: readonly string[], operation: ParameterOperation): string[] {
  if (operation.type !== 'Slice') throw new NotUnderstood(operation.type)
  const [start, count] = range(shell, operation)
  return items.slice(start, count === undefined ? undefined : start + count)
}

function range(shell: Shell, {length, offset}: Extract<ParameterOperation, {type: 'Slice'}>): [number, number | undefined] {
  const [start, count] = [offset, length].map((word) => (word ? Number(textOf(shell, word)) : undefined))
  if (!Number.isInteger(start) || start! < 0 || (count !== undefined && !(count >= 0))) throw new NotUnderstood('a slice')
  return [start!, count]
}

function changed(shell: Shell, text: string, operation: ParameterOperation): string {
  const pattern = (word: Word) => glob(partsOf(shell, word), shell.locale(), text)
  switch (operation.type) {
    case 'Remove': {
      const isLong = operation.operator.length === 2
      const source = pattern(operation.operand)
      if (operation.operator.startsWith('#'))
        return text.replace(regularExpression(`^(?:${isLong ? source : lazy(source)})`, ''), '')
      // The shortest end: what comes before it is as long as it can be.
      return text.replace(regularExpression(`^(${isLong ? '.*?' : '.*'})(?:${source})$`, ''), '$1')
    }

    case 'Replace': {
      if (operation.operator.length === 2 && operation.operator !== '//') throw new NotUnderstood(operation.operator)
      const expression = regularExpression(pattern(operation.pattern), operation.operator === '//' ? 'g' : '')
      const replacement = textOf(shell, operation.replacement)
      return inUnits(shell.locale(), text, (units, write) => units.replace(expression, () => write(replacement)))
    }

    case 'Slice': {
      const [start, count] = range(shell, operation)
      return [...text].slice(start, count === undefined ? undefined : start + count).join('')
    }

    default:
      throw new NotUnderstood(operation.type)
  }
}

const lazy = (source: string) => source.replaceAll('.*', '.*?')
