import type {FileImport} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding, Move} from '../check.js'

import {appearedBetween, type LeftModule, leavingBetween, type LeftName} from '../../knowledge/stdlib.js'
import {majorOf} from '../../packaging/python-version.js'
import {importsNaming, isOwnModule} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'
import {addCommand, PYTHON_VERSION_PAGE} from '../facts.js'
import {bootFiles} from '../shared/boot-imports.js'
import {removedModule} from '../shared/removed-modules.js'

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
    const gone = goneBetween(context, before, after)
    const told = new Set<string>()
    return importsNaming(context.project.tree, gone.modules).flatMap((one): Finding[] => {
      const found = one.conditional || isTold(context, move, one) ? undefined : gone.of(one)
      if (!found || told.has(`${one.file} ${found.what}`) || isOwn(context, one)) return []
      told.add(`${one.file} ${found.what}`)
      return [asFinding(one, found, after)]
    })
  },
}

interface Gone {
  what: string
  /** What became of it, as a sentence's end: `Python 3.13 removed`. */
  because: string
  instead: null | string
  command: null | string
}

function goneBetween(context: CheckContext, before: string, after: string) {
  const {modules, names} = leavingBetween(before, after)
  const missed = modules.filter(({module}) => removedModule(context, module) !== undefined)
  const later = appearedBetween(after, before)
  const byModule = new Map<string, Gone>([
    ...missed.map((left): [string, Gone] => [left.module, moduleGone(context, left)]),
    ...later.map(({module, since}): [string, Gone] => [
      module,
      {because: `Python ${since} added`, command: null, instead: null, what: module},
    ]),
  ])
  return {
    of(one: FileImport): Gone | undefined {
      const written = new Set(one.names.map(({name}) => name))
      const name = names.find((left) => left.module === one.module && written.has(left.name))
      return byModule.get(one.module.split('.')[0]!) ?? (name && nameGone(name))
    },
    modules: [...byModule.keys(), ...new Set(names.map(({module}) => module))],
  }
}

function moduleGone(context: CheckContext, {distributions, instead, module, removedIn}: LeftModule): Gone {
  const command = distributions[0] === undefined ? null : addCommand(context, distributions[0])
  return {because: `Python ${removedIn} removed`, command, instead, what: module}
}

function nameGone({instead, module, name, removedIn}: LeftName): Gone {
  return {because: `Python ${removedIn} removed`, command: null, instead, what: `${module}.${name}`}
}

/** What runs when the app starts is told of as an error, by its own check. */
function isTold(context: CheckContext, {from}: Move, {file}: FileImport): boolean {
  return bootFiles(context).has(file) || bootFiles(from).has(file)
}

/** A module of the app's own, or of a package of that name, hides the standard library's. */
function isOwn(context: CheckContext, {module}: FileImport): boolean {
  const [top] = module.split('.') as [string]
  return isOwnModule(context.project.tree, top, ['']) || findDependency(context, top) !== undefined
}

function asFinding({file, line}: FileImport, {because, command, instead, what}: Gone, after: string): Finding {
  const advice = instead === null ? '' : ` Use ${instead} instead.`
  return {
    file,
    fix: {command, kind: command === null ? 'hand' : 'ask'},
    line,
    message: `${file} imports ${what}, which ${because}. On Python ${after}, running the file fails.${advice}`,
    part: what.split('.')[0]!,
  }
}
