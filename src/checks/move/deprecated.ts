import type {Check, CheckContext, Finding} from '../check.js'

import {KNOWN_PYTHONS, leavingBetween} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {importsNaming, isOwnModule} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'

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
    const {move, project, version} = context
    const [before, after] = [move?.from.version.resolved ?? null, version.resolved]
    if (move === null || before === null || after === null || majorOf(before) === majorOf(after)) return []
    return [...leaving(context, majorOf(after)), ...warned(move.syntax?.warned ?? [], majorOf(after))].filter(
      ({file}) => file === undefined || project.tree.isFile(file),
    )
  },
}

function leaving(context: CheckContext, after: string): Finding[] {
  const {tree} = context.project
  const {modules, names} = leavingBetween(after, KNOWN_PYTHONS.at(-1)!)
  const all = [...modules.map(({module}) => module), ...new Set(names.map(({module}) => module))]
  const told = new Set<string>()
  return importsNaming(tree, all).flatMap((one): Finding[] => {
    const [top] = one.module.split('.') as [string]
    const module = modules.find((left) => left.module === top)
    const name = names.find((left) => left.module === one.module && one.names.some((written) => written.name === left.name))
    const found = module ?? name
    const what = module ? module.module : name && `${name.module}.${name.name}`
    const isHidden = one.conditional || isOwnModule(tree, top, ['']) || findDependency(context, top) !== undefined
    if (!found || what === undefined || isHidden || told.has(`${one.file} ${what}`)) return []
    told.add(`${one.file} ${what}`)
    const advice = found.instead === null ? '' : ` Use ${found.instead} instead.`
    return [
      {
        file: one.file,
        fix: {command: null, kind: 'hand'},
        line: one.line,
        message: `${one.file} imports ${what}, which Python ${found.removedIn} removed. Python ${after} still has it.${advice}`,
      },
    ]
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
