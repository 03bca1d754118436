import {stripVTControlCharacters} from 'node:util'

import type {Answer} from '../replay-releases/run-trees.js'

/** The headings that the buildpack prints where it goes on to install a package manager. */
const MANAGER = /^\[Installing (pip|Poetry|uv)\]$/m
const PYTHON = /^\[Installing Python\]$/m
const RESOLVED = /^Installing Python (\S+)$/m
const REQUESTED = /^Using Python version (\S+) specified in (\S+)$/m
const DEFAULT = /^No Python version specified, using the current default of Python (\S+?)\.?$/m
const ERROR = /^\[Error: (.+)\]$/m

/**
 * What a build decided, as far as its log says. `failure` is the heading of its error; an error after Python's installation is no decision.
 *
 * @throws Error for a log of another form
 */
export function readDecision(log: string): Answer {
  const plain = stripVTControlCharacters(log)
  if (!PYTHON.test(plain)) return {...NOTHING, failure: found(plain, ERROR)[0]!}
  const [requested, origin] = DEFAULT.test(plain) ? [found(plain, DEFAULT)[0]!, 'default'] : found(plain, REQUESTED)
  return {
    failure: null,
    manager: found(plain, MANAGER)[0]!.toLowerCase(),
    origin: origin!,
    requested: requested!,
    resolved: found(plain, RESOLVED)[0]!,
  }
}

/** Of a build that fails, the log says no more. */
export const NOTHING = {manager: null, origin: null, requested: null, resolved: null}

function found(log: string, pattern: RegExp): string[] {
  const match = pattern.exec(log)
  if (!match) throw new Error(`the log has no ${pattern}: ${log}`)
  return match.slice(1)
}
