import {posix} from 'node:path'

import type {StartCommand} from '../shared/start-command.js'

import {optionValues} from '../shared/start-command.js'

/** A file of the app's that a command needs. */
export interface RunFile {
  /** As written. */
  written: string
  /** Relative to the app's root. */
  path: string
  /** `bare`: a program without a folder, which bash looks for in PATH only. `direct`: the file itself is the program. */
  how: 'argument' | 'bare' | 'direct'
}

/** The files that a command runs, or reads as it starts; none where a shell decides which. */
export function runFiles(start: StartCommand): RunFile[] {
  const {folder, program} = start
  if (folder === undefined) return []
  const found: RunFile[] = []
  const add = (written: string | undefined, how: RunFile['how']) => {
    const path = written === undefined ? undefined : inApp(folder, written)
    if (written !== undefined && path !== undefined) found.push({how, path, written})
  }

  for (const one of [...start.behind, program])
    if (one.includes('/')) add(one, 'direct')
    else if (/\.(?:py|sh)$/.test(one) && !start.isModule) add(one, 'bare')
  for (const word of argumentsOf(start)) add(word, 'argument')
  return found
}

/** A path of the app's; undefined for one that is elsewhere on the dyno, or that a shell fills in. */
function inApp(folder: string, written: string): string | undefined {
  if (/[$*?~`{]/.test(written) || written === '' || written.startsWith('-')) return undefined
  const path = written.startsWith('/') ? posix.relative('/app', written) : posix.join(folder, written)
  const normal = posix.normalize(path)
  return normal.startsWith('..') ? undefined : normal
}

const EXTENSION = /\.(?:bash|cfg|conf|ini|ipynb|js|py|sh|toml|ya?ml)$/

function argumentsOf(start: StartCommand): string[] {
  const {args, program} = start
  const [first] = args
  switch (program) {
    case '.':
    case 'bash':
    case 'sh':
    case 'source': {
      const script = args.find((word) => !word.startsWith('-'))
      return script === undefined ? [] : [script]
    }

    case 'node':
    case 'python':
      return first !== undefined && EXTENSION.test(first) ? [first] : []

    case 'chainlit':
    case 'fastapi':
    case 'shiny':
    case 'streamlit':
      return first === 'run' ? args.slice(1, 2).filter((word) => EXTENSION.test(word)) : []

    case 'gunicorn':
      return optionValues(args, ['-c', '--config'])
        .map((value) => value.replace(/^file:/, ''))
        .filter((value) => !value.startsWith('python:'))

    case 'alembic':
    case 'supervisord':
      return optionValues(args, ['-c', '--config', '--configuration'])

    case 'pserve':
      return args.slice(0, 1).filter((word) => EXTENSION.test(word))

    case 'uwsgi':
      return [
        ...optionValues(args, ['--ini']),
        ...args.filter((word, at) => /^[\w./-]+\.ini$/.test(word) && !args[at - 1]?.startsWith('-')),
      ]

    default:
      return []
  }
}
