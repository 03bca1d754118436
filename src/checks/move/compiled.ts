import type {Check, CheckContext, Finding} from '../check.js'

import {compilerOf} from '../../knowledge/stack-images.js'
import {noWheelOf} from '../../knowledge/python-wheels.js'
import {findDependency, placeOf, productionDependencies} from '../dependencies.js'
import {STACK_PAGE} from '../facts.js'
import {appPython} from '../shared/app-python.js'

export const moveCompiled: Check = {
  id: 'move/compiled',
  title: 'a package is compiled by a newer compiler',
  severity: 'warning',
  ofMoves: true,
  docs: {
    what: 'A package has no wheel, so each build without a cache compiles it, and the new stack has another major version of GCC. With `--online`, the package index tells which packages have no wheel. Without it, the check knows a few.',
    why: 'Newer compilers refuse C that older ones accepted. GCC 14 made implicit function declarations and incompatible pointers errors, and GCC 15 reads C as C23. Old sources then fail with "Failed building wheel".',
    fix: 'Use a version that has a wheel, or try the build first: `heroku python:build-local --to STACK` shows what it would do, a review app on the new stack proves it.',
    example: '`uwsgi==2.0.22`, on the way from heroku-24 to heroku-26',
    link: STACK_PAGE,
  },
  run(context) {
    const {kind, move, stack} = context
    if (move === null || kind === 'cnb' || move.from.kind === 'cnb') return []
    const [before, after] = [compilerOf(move.from.stack), compilerOf(stack)]
    if (before === undefined || after === undefined || before >= after) return []
    return compiledPackages(context).map((name): Finding => {
      const {file, line, version} = findDependency(context, name)!
      return {
        ...placeOf({file, line}),
        fix: {command: null, kind: 'hand'},
        message: `${name} ${version} has no wheel, so the build compiles it: with GCC ${after} on ${stack}, with GCC ${before} until now. Newer compilers refuse some older C.`,
        severity: context.online?.sourceOnly.has(name) ? 'info' : 'warning',
      }
    })
  },
}

/** Those that can be compiled at all: what surely fails is told by the checks of packages. */
function compiledPackages(context: CheckContext): string[] {
  const {online} = context
  const python = appPython(context)
  const pinned = productionDependencies(context).list.filter(({certain, version}) => certain && version !== null)
  return pinned.flatMap(({name, version}) => {
    const known = python === undefined ? undefined : noWheelOf(name, version!, python)
    const isCompiled = online ? online.withoutWheel.has(name) : known?.outcome === 'compiles'
    return isCompiled ? [name] : []
  })
}
