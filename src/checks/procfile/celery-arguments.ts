import type {Check, Finding} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {isBefore} from '../../packaging/release-order.js'
import {findDependency} from '../dependencies.js'
import {editableText} from '../facts.js'
import {crash, processesOf} from '../shared/processes.js'

const COMMANDS = new Set([
  'amqp',
  'beat',
  'call',
  'control',
  'events',
  'flower',
  'inspect',
  'list',
  'migrate',
  'multi',
  'purge',
  'report',
  'result',
  'shell',
  'status',
  'upgrade',
  'worker',
])

/** Options of `celery` itself. Source: celery/bin/celery.py of Celery 5. */
const GLOBAL = /^(?:-A|--app|-b|--broker|--result-backend|--loader|--config|--workdir)(?:=|$)/

export const celeryArguments: Check = {
  id: 'procfile/celery-arguments',
  title: 'Celery 5 rejects the order of the arguments',
  severity: 'error',
  docs: {
    what: 'A line of the Procfile runs `celery worker -A shop`, with the app after the command, or `python manage.py celery worker`, and the app uses Celery 5 or later.',
    why: 'Since Celery 5, the options of `celery` itself (`-A`, `--app`, `-b`, `--broker`, `--workdir` …) must come before the command. Celery fails with "no such option: -A", and the process crashes.',
    fix: 'Put the options first: `celery -A shop worker`.',
    example: '`worker: celery worker -A shop --loglevel=info`',
    link: 'https://docs.celeryq.dev/en/stable/history/whatsnew-5.0.html#step-1-adjust-your-command-line-invocation',
  },
  run(context) {
    const celery = findDependency(context, 'celery')
    // Without an exact version it is the newest, unless the range ends before 5.
    if (
      !celery ||
      (celery.version === null ? /<\s*5|~=\s*[1-4]|==\s*[1-4]/.test(celery.specifier) : isBefore(celery.version, '5'))
    )
      return []
    const text = editableText(context.project, 'Procfile')
    return processesOf(context).flatMap(({command, place, starts, type}) =>
      starts.flatMap((start): Finding[] => {
        const wrong = misordered(start)
        if (!wrong) return []
        const right =
          wrong.right === undefined || !command.includes(wrong.written) ? undefined : command.replace(wrong.written, wrong.right)
        const lines = text?.split('\n')
        const old = lines?.[place.line - 1]
        const isPlain = right !== undefined && lines !== undefined && old?.includes(command) === true
        if (isPlain) lines[place.line - 1] = old.replace(command, () => right)
        return [
          {
            ...place,
            fix: isPlain
              ? {command: null, edits: [{action: 'write', contents: lines.join('\n'), path: 'Procfile'}], kind: 'auto'}
              : {command: null, kind: 'ask'},
            message: `${crash(type)}: ${wrong.why}${right === undefined ? '' : ` Write ${type}: ${right}.`}`,
          },
        ]
      }),
    )
  },
}

interface Misordered {
  why: string
  /** The words as they stand, and as they should. */
  written: string
  right?: string
}

function misordered({args, isModule, program}: StartCommand): Misordered | undefined {
  const manage = args.findIndex((word) => word.endsWith('manage.py'))
  if (program === 'python' && manage === 0 && args[1] === 'celery')
    return {
      why: '"manage.py celery" is from django-celery, which doesn\'t work with Celery 5. Run celery -A with your project\'s name.',
      written: '',
    }
  if (program !== 'celery') return undefined
  const at = args.findIndex((word) => COMMANDS.has(word))
  const before = args.slice(0, Math.max(at, 0))
  const after = args.slice(at + 1)
  const first = after.findIndex((word) => GLOBAL.test(word) || /^-A./.test(word))
  // `celery -A shop worker -b …`: only what has no value yet.
  if (
    at === -1 ||
    first === -1 ||
    before.some((word) => GLOBAL.test(word) && !/^(?:-b|--broker)/.test(word) && /^(?:-A|--app)/.test(after[first]!))
  )
    return undefined
  const moved: string[] = []
  const kept: string[] = []
  for (let index = 0; index < after.length; index++) {
    const word = after[index]!
    if (!GLOBAL.test(word) && !/^-A./.test(word)) kept.push(word)
    else {
      moved.push(word)
      if (/^(?:-A|-b|--[a-z-]+)$/.test(word) && after[index + 1] !== undefined) moved.push(after[++index]!)
    }
  }

  const name = isModule ? 'celery' : program
  const command = args[at]!
  return {
    right: [name, ...before, ...moved, command, ...kept].join(' '),
    why: `Celery 5 rejects ${moved[0]!.replace(/=.*$/, '')} after ${command} ("no such option").`,
    written: [name, ...args].join(' '),
  }
}
