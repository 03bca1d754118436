import type {FileImport} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding, Move} from '../check.js'

import {appearedBetween, type LeftModule, leavingBetween, type LeftName} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {addCommand, PYTHON_VERSION_PAGE} from '../facts.js'
import {bootFiles} from '../shared/boot-imports.js'
import {removedModule} from '../shared/removed-modules.js'
import {type FoundImport, importsOf} from './leaving-imports.js'

export const moveStandardLibrary: Check = {
  id: 'move/standard-library',
  title: "the app imports something that the new Python doesn't have",
  severity: 'warning',
  ofMoves: true,
  docs: {
    what: 'Somewhere in the app, a file imports a module or a name of the standard library that the new Python removed. Or, on the way to an older Python, one that it does not have yet. Files that run when the app starts are left to `deps/module-removed`. An import inside `try`, `if` or a function is left out.',
    why: 'The import fails with `ModuleNotFoundError` or `ImportError` as soon as something runs the file: a command, a background job, a rarely used page.',
    fix: 'Use what replaced it, or add the package that brings it back.',
    example: '`import telnetlib` in a management command, on the way to Python 3.13',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {move, version} = context
    const from = move?.from.version.resolved ?? null
    if (move === null || from === null || version.resolved === null) return []
    const [before, after] = [majorOf(from), majorOf(version.resolved)]
    if (before === after) return []
    return importsOf(context, goneBetween(context, before, after), (one) => isTold(context, move, one)).map((found) =>
      asFinding(found, after),
    )
  },
}

interface Gone {
  /** What became of it, as a sentence's end: `Python 3.13 removed`. */
  because: string
  instead: null | string
  command: null | string
}

function goneBetween(context: CheckContext, before: string, after: string) {
  const {modules, names} = leavingBetween(before, after)
  const missed = modules.filter(({module}) => removedModule(context, module) !== undefined)
  return {
    modules: new Map<string, Gone>([
      ...missed.map((left): [string, Gone] => [left.module, moduleGone(context, left)]),
      ...appearedBetween(after, before).map(({module, since}): [string, Gone] => [
        module,
        {because: `Python ${since} added`, command: null, instead: null},
      ]),
    ]),
    names,
    ofName: ({instead, removedIn}: LeftName): Gone => ({because: `Python ${removedIn} removed`, command: null, instead}),
  }
}

function moduleGone(context: CheckContext, {distributions, instead, removedIn}: LeftModule): Gone {
  const command = distributions[0] === undefined ? null : addCommand(context, distributions[0])
  return {because: `Python ${removedIn} removed`, command, instead}
}

/** What runs when the app starts is told of as an error, by its own check. */
function isTold(context: CheckContext, {from}: Move, {file}: FileImport): boolean {
  return bootFiles(context).has(file) || bootFiles(from).has(file)
}

function asFinding({gone: {because, command, instead}, one: {file, line}, what}: FoundImport<Gone>, after: string): Finding {
  const advice = instead === null ? '' : ` Use ${instead} instead.`
  return {
    file,
    fix: {command, kind: command === null ? 'hand' : 'ask'},
    line,
    message: `${file} imports ${what}, which ${because}. On Python ${after}, running the file fails.${advice}`,
    part: what.split('.')[0]!,
  }
}
