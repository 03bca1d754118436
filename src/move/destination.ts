import type {BuildpackKind, Releases} from '../buildpack/release.js'
import type {Target} from '../target/target.js'

import {ProblemError} from '../common/problem.js'
import {platform} from '../buildpack/release.js'
import {announcementOf} from '../buildpack/announced.js'
import {isOlder} from '../knowledge/python-order.js'
import {majorOf} from '../packaging/python-version.js'
import {parseVersionArgument} from '../pin/version-argument.js'

/** Where an app shall move to. null: it stays as it is. */
export interface Destination {
  /** `heroku-26`; never with `fir`. */
  stack: null | string
  /** `N.N` or `N.N.N`. */
  python: null | string
  /** To the Fir generation: another buildpack, another processor. */
  fir: boolean
  manager: 'uv' | null
}

/** What a user typed for all of it, before it is known which versions there are. */
interface Wish extends Omit<Destination, 'python'> {
  /** `latest`: the newest that the buildpack has. */
  python: 'latest' | null | string
}

/** The target that stands for the moves that a date forces. */
const NEXT = 'next'

/**
 * Reads targets as they are typed after `--to`: a stack, a Python version, `fir`, `uv`.
 *
 * @returns null for `next`: where to is decided by dates
 * @throws ProblemError usage
 */
export function parseTargets(texts: readonly string[], releases: Releases): null | Wish {
  if (texts.includes(NEXT)) {
    if (texts.length > 1) throw usage("--to next can't be used with other targets")
    return null
  }

  const wish: Wish = {fir: false, manager: null, python: null, stack: null}
  for (const text of texts) take(text.trim().toLowerCase(), text, {releases, wish})
  if (wish.fir && wish.stack !== null)
    throw usage(`--to fir can't be used with --to ${wish.stack}: Fir apps have no stack of their own`)
  return wish
}

function take(word: string, typed: string, {releases, wish}: {releases: Releases; wish: Wish}): void {
  if (word === 'fir') wish.fir = true
  else if (word === 'uv') wish.manager = 'uv'
  else if (/^heroku-\d+$/.test(word)) wish.stack = only('stacks', wish.stack, stackNamed(word, releases))
  else wish.python = only('Python versions', wish.python, pythonNamed(word, typed, releases))
}

function only<Value>(what: string, known: null | Value, asked: Value): Value {
  if (known !== null && known !== asked) throw usage(`--to names two ${what}: ${String(known)} and ${String(asked)}`)
  return asked
}

function stackNamed(name: string, {classic: {stacks}}: Releases): string {
  if (!stacks.supported.includes(name))
    throw usage(`${name} isn't a stack that Heroku builds on. Its stacks are ${stacks.supported.join(', ')}`)
  return name
}

function pythonNamed(word: string, typed: string, releases: Releases): string {
  const argument = parseVersionArgument(word)
  switch (argument?.kind) {
    case 'newest':
      return 'latest'
    case 'version':
      return argument.version
    case 'unsupported':
      throw usage(`Heroku has no such Python: ${typed} is ${argument.what}`)
    case undefined: {
      const {stacks} = releases.classic
      throw usage(
        `${typed} isn't a target. Targets are ${stacks.supported.join(', ')}, a Python version such as 3.13 or latest, fir and uv`,
      )
    }
  }
}

function usage(message: string): ProblemError {
  return new ProblemError({id: 'usage', message})
}

/**
 * Puts the newest Python of the buildpack that is moved to in the place of `latest`.
 *
 * @throws ProblemError usage: an app on Fir has no stack, and can't go back
 */
export function resolveWish(
  {python, ...wish}: Wish,
  {app, kind, releases}: Pick<Target, 'app' | 'kind' | 'releases'>,
): Destination {
  if (wish.stack !== null && app?.kind === 'cnb')
    throw usage(`${app.name} is on Fir, which has no stacks, so it can't move to ${wish.stack}`)
  const after: BuildpackKind = wish.fir ? 'cnb' : wish.stack === null ? kind : 'classic'
  if (python !== null && python !== 'latest') checkPython(python, after, releases)
  return {...wish, python: python === 'latest' ? releases[after].python.newest : python}
}

/** What a release note of a newer buildpack names may be there. Of the others it is known that they aren't. */
function checkPython(python: string, kind: BuildpackKind, releases: Releases): void {
  const {latest, newest, oldest} = releases[kind].python
  const major = majorOf(python)
  if (major in latest || announcementOf(kind, releases[kind].release, major)) return
  throw usage(
    isOlder(major, oldest)
      ? `Heroku no longer has Python ${major}. The oldest version that it supports is ${oldest}`
      : `Python ${major} isn't known to this version of the plugin. The newest that it knows is ${newest}`,
  )
}

/** The stack before another one: what an app that isn't known is taken to be on. */
export function stackBefore(stack: string, {classic: {stacks}}: Releases): string {
  const known = stacks.supported.filter((one) => one !== stack)
  const older = known.filter((one) => yearOf(one) < yearOf(stack)).sort((a, b) => yearOf(b) - yearOf(a))
  return older[0] ?? platform.defaultStack
}

function yearOf(stack: string): number {
  return Number(/\d+$/.exec(stack)?.[0] ?? 0)
}
