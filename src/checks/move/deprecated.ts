import type {Check, CheckContext, Finding} from '../check.js'

import {KNOWN_PYTHONS, type LeftModule, leavingBetween, type LeftName} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {byModule, importsOf} from './leaving-imports.js'

export const moveDeprecated: Check = {
  id: 'move/deprecated',
  title: 'the app uses something that a later Python removes',
  severity: 'info',
  ofMoves: true,
  docs: {
    what: 'A file imports a module or a name that the new Python still has and a later one removed. Or the new Python warns about a line of it, such as an invalid escape sequence. The latter needs a Python of the new version on this machine.',
    why: 'It works after this move, and breaks with one of the next.',
    fix: 'Change it while you are at it. Nothing fails yet.',
    example: '`import sre_compile`, on the way to Python 3.14',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {move, version} = context
    const [before, after] = [move?.from.version.resolved ?? null, version.resolved]
    if (move === null || before === null || after === null || majorOf(before) === majorOf(after)) return []
    return [...leaving(context, majorOf(after)), ...warned(move.syntax?.warned ?? [], majorOf(after))]
  },
}

function leaving(context: CheckContext, after: string): Finding[] {
  const {modules, names} = leavingBetween(after, KNOWN_PYTHONS.at(-1)!)
  const wanted = {modules: byModule(modules), names, ofName: (name: LeftName): LeftModule | LeftName => name}
  return importsOf<LeftModule | LeftName>(context, wanted).map(({gone, one: {file, line}, what}) => {
    const advice = gone.instead === null ? '' : ` Use ${gone.instead} instead.`
    return {
      file,
      fix: {command: null, kind: 'hand'},
      line,
      message: `${file} imports ${what}, which Python ${gone.removedIn} removed. Python ${after} still has it.${advice}`,
    }
  })
}

function warned(notes: readonly {file: string; line: number; message: string}[], after: string): Finding[] {
  return notes.map(({file, line, message}) => ({
    file,
    fix: {command: null, kind: 'hand'},
    line,
    message: `Python ${after} warns about line ${line} of ${file}: ${message}. A later version may refuse it.`,
  }))
}
