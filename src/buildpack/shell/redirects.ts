import type {HereDoc, Redirect, Redirection, Word} from 'unbash'

import type {Shell, Streams} from './shell.js'

import {NotUnderstood} from '../not-understood.js'
import {contained} from './shell.js'
import {textOf} from './words.js'

/** Runs something with its redirections. What is written to a file is there when it has ended. */
export function withRedirects(shell: Shell, redirections: readonly Redirection[], start: () => number): number {
  if (redirections.length === 0) return start()
  const streams: Streams = {...shell.streams}
  const written: (() => void)[] = []
  for (const one of redirections) {
    if (one.descriptor?.type === 'FileDescriptorVariable') throw new NotUnderstood('a redirection to a variable')
    const descriptor = one.descriptor?.value
    if (one.type === 'HereDoc') streams.input = documentText(shell, one)
    else if (one.type === 'HereString') streams.input = `${textOf(shell, targetOf(one.target))}\n`
    else redirect(shell, one, {descriptor, streams, written})
  }

  const status = shell.withStreams(streams, start)
  for (const write of written) write()
  return status
}

function targetOf(target: undefined | Word): Word {
  if (!target) throw new NotUnderstood('a redirection to nowhere')
  return target
}

function documentText(shell: Shell, {body, operator}: HereDoc): string {
  const {parts, text, ...place} = body
  const whole = parts ? textOf(shell, {...place, parts, text, type: 'Word', value: text}) : text
  return operator === '<<-' ? whole.replaceAll(/^\t+/gm, '') : whole
}

interface Redirected {
  descriptor: number | undefined
  streams: Streams
  written: (() => void)[]
}

function redirect(shell: Shell, {operator, target}: Redirect, {descriptor, streams, written}: Redirected): void {
  const word = targetOf(target)
  const [part] = word.parts ?? []
  if (part?.type === 'ProcessSubstitution') {
    if (operator !== '<' || !part.script || part.script.errors) throw new NotUnderstood(part.text)
    const inner = shell.inner('')
    const {commands} = part.script
    shell.background = contained(() => shell.program.run(inner, commands))
    streams.input = inner.streams.output.join('')
    return
  }

  const name = textOf(shell, word)
  const stream = descriptor === 2 ? 'error' : 'output'
  switch (operator) {
    case '<':
      streams.input = name === '/dev/null' ? '' : shell.files.read(shell.path(name))
      return

    case '>':
    case '>>': {
      const made: string[] = []
      streams[stream] = made
      if (name === '/dev/null') return
      const file = shell.path(name)
      const before = operator === '>>' && shell.files.isFile(file) ? shell.files.read(file) : ''
      written.push(() => shell.files.write(file, `${before}${made.join('')}`))
      return
    }

    case '>&':
      if (name !== '1' && name !== '2') throw new NotUnderstood(`>&${name}`)
      streams[stream] = name === '1' ? streams.output : streams.error
      return

    default:
      throw new NotUnderstood(operator)
  }
}
