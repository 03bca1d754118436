import type {Check, CheckContext, Finding} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {parseVersionNumber} from '../../buildpack/version-number.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, writeVersionCommand} from '../version-facts.js'
import {repairVersion} from './repair-version.js'

export const fileInvalid: Check = {
  id: 'version/file-invalid',
  title: 'the Python version is written in a form that is not read',
  severity: 'error',
  explains: ['python-version-file::invalid-version', 'runtime-txt::invalid-version', 'internal-error::abort'],
  docs: {
    what: 'A line of `.python-version` is no plain `3.13` or `3.13.5` (of `runtime.txt`: no `python-3.13`).',
    why: 'Quotes, a `python-` prefix, wildcards, ranges, several words, a comment behind the version, digits of other scripts and invisible characters are all refused: the build stops.',
    mend: 'Leave the version alone on its line: `3.13`. The automatic fix does so where the line can mean one version only.',
    example: '`.python-version` with `python-3.13.5`, `"3.13"`, `3.13.x`, `3.13 # for Heroku`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {failure, origin} = context.version
    switch (failure?.reason) {
      case 'internal-error::abort':
        return [fromVersionFile(context, origin === 'runtime.txt' ? 'runtime.txt' : '.python-version')]

      case 'python-version-file::invalid-version':
        return [fromVersionFile(context, '.python-version')]

      case 'runtime-txt::invalid-version':
        return [fromVersionFile(context, 'runtime.txt')]

      default:
        return []
    }
  },
}

function fromVersionFile(context: CheckContext, file: '.python-version' | 'runtime.txt'): Finding {
  const bytes = context.project.tree.read(file) ?? new Uint8Array()
  const lines = readVersionLines(bytes)
  const bad = lines.find((line) => !/^\d/.test(line) || !parseVersionNumber(line)) ?? lines[0] ?? ''
  const at = lineNumber(bytes, bad)
  const repaired = lines.length === 1 ? repairVersion(lines[0]!) : undefined
  const suggestion = repaired ?? pythonSupport(context).default
  const command =
    file === 'runtime.txt' ? `git rm runtime.txt && ${writeVersionCommand(suggestion)}` : writeVersionCommand(suggestion)
  const expected = file === 'runtime.txt' ? `python-${suggestion}` : suggestion
  return {
    file,
    ...(at !== undefined && {line: at}),
    fix:
      repaired === undefined || (file === 'runtime.txt' && context.project.tree.isFile('.python-version'))
        ? {command, kind: 'ask'}
        : {command, edits: repairEdits(file, bytes, repaired), kind: 'auto'},
    message: `The build stops: ${bad === '' ? `${file} has no version` : `"${visible(bad)}" is no Python version as the buildpack reads it`}. It should be exactly ${expected}.`,
  }
}

function repairEdits(file: '.python-version' | 'runtime.txt', bytes: Uint8Array, version: string) {
  const comments = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('#'))
    .map((line) => line.trimEnd())
  const contents = [...(file === '.python-version' ? comments : []), version, ''].join('\n')
  const write = {action: 'write' as const, contents, path: '.python-version'}
  return file === 'runtime.txt' ? [write, {action: 'delete' as const, path: 'runtime.txt'}] : [write]
}

function lineNumber(bytes: Uint8Array, wanted: string): number | undefined {
  const lines = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes).split('\n')
  const index = lines.findIndex((line) => readVersionLines(new TextEncoder().encode(line))[0] === wanted)
  return index === -1 ? undefined : index + 1
}

/** Characters that can't be seen, shown by their code points. */
function visible(text: string): string {
  const shown = [...text].slice(0, 60).join('')
  return shown.replaceAll(
    /[\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00A0\u2007\u202F]/gu,
    (char) => `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
