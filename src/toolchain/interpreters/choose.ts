import type {Interpreter} from './interpreter.js'

import {majorOf} from '../../buildpack/version-number.js'

/**
 * The interpreter for a version, `N.N.N`: of those that can make what Heroku builds with (64 bits, `venv`, a bundled pip)
 * that patch release, else the newest of the `N.N`. The first of two equal ones. Undefined if there is none of the `N.N`
 * that has at least `venv`.
 */
export function chooseInterpreter(version: string, found: readonly Interpreter[]): Interpreter | undefined {
  const usable = found.filter((interpreter) => majorOf(interpreter.version) === majorOf(version) && interpreter.hasVenv)
  let best: Interpreter | undefined
  for (const interpreter of usable) if (!best || compare(interpreter, best, version) > 0) best = interpreter
  return best
}

/** Positive if `a` fits better. */
function compare(a: Interpreter, b: Interpreter, version: string): number {
  const rank = (one: Interpreter): number[] => [
    one.bundledPip === null ? 0 : 1,
    one.bits,
    one.version === version ? 1 : 0,
    Number(one.version.split('.')[2]),
  ]
  const [left, right] = [rank(a), rank(b)]
  const differing = left.findIndex((value, index) => value !== right[index])
  return differing === -1 ? 0 : left[differing]! - right[differing]!
}
