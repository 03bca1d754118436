import type {OwnFunction, Shell} from './shell.js'

import {NotUnderstood} from '../not-understood.js'
import {BACKGROUND} from './shell.js'
import {Exit, LoopEnd, Return} from './signals.js'
import {file, find, jq, sed} from './tools.js'

const succeeds = () => 0

/** The status that `exit` and `return` name. */
function statusOf(shell: Shell, [text]: readonly string[]): number {
  if (text === undefined) return shell.status
  if (!/^\d{1,3}$/.test(text)) throw new NotUnderstood(`the status ${text}`)
  return Number(text) % 256
}

function print(shell: Shell, text: string): number {
  shell.streams.output.push(text)
  return 0
}

/** Programs and builtins, as far as they are needed. With other options they aren't understood. */
export const commands: Readonly<Record<string, OwnFunction>> = {
  ':': succeeds,
  break: () => loopEnd('break'),
  cat: (args, shell) =>
    print(shell, args.length === 0 ? shell.streams.input : args.map((name) => shell.files.read(shell.path(name))).join('')),
  cd(args, shell) {
    const [folder] = only(args, 1)
    shell.cwd = shell.path(folder!)
    return 0
  },
  continue: () => loopEnd('continue'),
  dirname: (args, shell) => print(shell, `${only(args, 1)[0]!.replace(/\/[^/]*$/, '') || '/'}\n`),
  echo(args, shell) {
    if (/^-[neE]+$/.test(args[0] ?? '')) throw new NotUnderstood(`echo ${args[0]}`)
    return print(shell, `${args.join(' ')}\n`)
  },
  exit(args, shell) {
    throw new Exit(statusOf(shell, args))
  },
  false: () => 1,
  file,
  find,
  jq,
  mapfile: readLines,
  mkdir(args, shell) {
    if (args[0] !== '-p') throw new NotUnderstood('mkdir without -p')
    for (const folder of args.slice(1)) shell.files.makeFolder(shell.path(folder))
    return 0
  },
  mktemp: (args, shell) => print(shell, `${(only(args, 0), '/tmp/made')}\n`),
  pwd: (args, shell) => print(shell, `${(only(args, 0), shell.cwd)}\n`),
  read: readLine,
  return(args, shell) {
    throw new Return(statusOf(shell, args))
  },
  sed,
  set: setOptions,
  shopt: succeeds,
  sort: (args, shell) =>
    print(
      shell,
      linesOf((only(args, 0), shell.streams.input))
        .sort()
        .map((line) => `${line}\n`)
        .join(''),
    ),
  source: include,
  tr(args, shell) {
    if (args.join(' ') !== String.raw`\n ,`) throw new NotUnderstood(`tr ${args.join(' ')}`)
    return print(shell, shell.streams.input.replaceAll('\n', ','))
  },
  trap: succeeds,
  true: succeeds,
  unset(args, shell) {
    for (const name of args) shell.variables.unset(name)
    return 0
  },
  wait(args, shell) {
    if (args.length !== 1 || args[0] !== BACKGROUND) throw new NotUnderstood('wait')
    return shell.background
  },
}

function only(args: readonly string[], count: number): readonly string[] {
  if (args.length !== count || args.some((arg) => arg.startsWith('-'))) throw new NotUnderstood(args.join(' '))
  return args
}

function loopEnd(kind: LoopEnd['kind']): never {
  throw new LoopEnd(kind)
}

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

function include(args: readonly string[], shell: Shell): number {
  const [name] = only(args, 1)
  return shell.program.run(shell, shell.program.parsed(shell.files.read(shell.path(name!))).commands)
}

/** `mapfile -t NAME` */
function readLines(args: readonly string[], shell: Shell): number {
  const [option, name] = args
  if (args.length !== 2 || option !== '-t') throw new NotUnderstood(`mapfile ${args.join(' ')}`)
  shell.variables.set(name!, linesOf(shell.streams.input.replaceAll('\0', '')))
  return 0
}

/** `IFS= read -r NAME`: a line, and whether it had an end. */
function readLine(args: readonly string[], shell: Shell): number {
  const [option, name] = args
  if (args.length !== 2 || option !== '-r' || shell.variables.text('IFS') !== '')
    throw new NotUnderstood(`read ${args.join(' ')}`)
  const {input} = shell.streams
  const end = input.indexOf('\n')
  shell.variables.set(name!, end === -1 ? input : input.slice(0, end))
  shell.streams.input = end === -1 ? '' : input.slice(end + 1)
  return end === -1 ? 1 : 0
}

const OPTIONS: Record<string, 'errexit' | 'nounset' | 'pipefail' | undefined> = {e: 'errexit', u: 'nounset'}

function setOptions(args: readonly string[], shell: Shell): number {
  const wanted = [...args]
  for (let word = wanted.shift(); word !== undefined; word = wanted.shift()) {
    if (!/^[-+][euo]+$/.test(word)) throw new NotUnderstood(`set ${word}`)
    for (const letter of word.slice(1)) {
      const name = letter === 'o' ? wanted.shift() : OPTIONS[letter]
      if (name === 'errexit' || name === 'nounset' || name === 'pipefail') shell.options[name] = word.startsWith('-')
      else if (name !== 'errtrace' && name !== 'xtrace') throw new NotUnderstood(`set -o ${name}`)
    }
  }

  return 0
}
