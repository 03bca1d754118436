import type {Cause, CauseKind, NamedPackage} from './cause.js'

/** The kinds that explain most first. */
const ORDER: readonly CauseKind[] = [
  'slug-too-large',
  'timeout',
  'disk-full',
  'out-of-memory',
  'bad-metadata',
  'conflict',
  'no-distribution',
  'python-excluded',
  'no-wheel-here',
  'hash-mismatch',
  'hash-missing',
  'lock-stale',
  'no-file',
  'not-a-requirement',
  'no-git-ref',
  'no-host',
  'no-access',
  'too-old',
  'missing-system',
  'missing-in-build',
  'setting',
  'missing-module',
  'missing-name',
  'missing-variable',
  'connects',
  'static-file',
  'no-folder',
  'syntax-error',
  'local-path',
  'build-failed',
]

/** Enough to act on. */
const MOST = 3
const DRIVERS = /^(?:psycopg2?|MySQLdb|_mysql)\b/

type NoWheel = Extract<Cause, {kind: 'no-wheel-here'}>

/** Each cause once, without those that a better one explains. */
export function strongest(causes: readonly Cause[]): Cause[] {
  const ends = causes.filter(({kind}) => kind === 'slug-too-large' || kind === 'timeout')
  const distinct = unique(ends.length > 0 ? ends : causes)
  const kept = distinct.filter((cause) => !isExplained(cause, distinct))
  return kept.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).slice(0, MOST)
}

/** The last of its kind that is said of the same thing: a traceback ends with what counts. */
function unique(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()]
}

function isExplained(cause: Cause, all: readonly Cause[]): boolean {
  const others = all.filter((other) => other !== cause)
  switch (cause.kind) {
    case 'no-distribution':
      return others.some(
        (other) =>
          (cause.isKnown === null && other.kind === cause.kind && other.name === cause.name) || other.kind === 'bad-metadata',
      )

    case 'hash-mismatch':
      return cause.package === null && others.some((other) => other.kind === cause.kind)

    case 'not-a-requirement':
      return cause.line === null && others.some((other) => other.kind === cause.kind)

    case 'no-access':
      return all.find(({kind}) => kind === cause.kind) !== cause || others.some(({kind}) => kind === 'no-host')

    case 'no-wheel-here':
      return others.some((other) => other.kind === cause.kind && isSame(other.package, cause.package) && !saysLess(other, cause))

    case 'missing-module': {
      const isLast = lastOf('missing-module', all) === cause
      const isDriver =
        DRIVERS.test(cause.module) && others.some((other) => other.kind === 'setting' && other.setting.endsWith('driver'))
      return !isLast || isDriver
    }

    case 'missing-in-build':
    case 'missing-system':
    case 'too-old':
      return !isLastOfPackage(cause, all)

    case 'build-failed':
      return (
        others.some((other) => other.kind === 'no-host' || (other.kind !== 'build-failed' && isAbout(other, cause.package))) ||
        isBeforeTheLast(cause, all)
      )

    default:
      return false
  }
}

/** Of two that say that a package has no wheel. */
function saysLess(one: NoWheel, other: NoWheel): boolean {
  return one.lacks === null || (one.lacks === other.lacks && one.pythons.length <= other.pythons.length)
}

/** One package, and what is said of it last, but that it is too old explains more than what it lacks. */
function isLastOfPackage(cause: Extract<Cause, {package: NamedPackage | null}>, all: readonly Cause[]): boolean {
  const same = all.filter(
    (other) =>
      (other.kind === 'missing-in-build' || other.kind === 'missing-system' || other.kind === 'too-old') &&
      isSame(other.package, cause.package),
  )
  return (same.find(({kind}) => kind === 'too-old') ?? same.at(-1)) === cause
}

/** Several names for one failure: pip's outer package, and what was built for it. */
function isBeforeTheLast(cause: Cause, all: readonly Cause[]): boolean {
  return lastOf('build-failed', all) !== cause
}

function lastOf(kind: CauseKind, all: readonly Cause[]): Cause | undefined {
  return all.findLast((cause) => cause.kind === kind)
}

function isAbout(cause: Cause, named: NamedPackage): boolean {
  if (cause.kind === 'no-distribution' || cause.kind === 'python-excluded' || cause.kind === 'conflict') return true
  return 'package' in cause && (cause.package === null || isSame(cause.package, named))
}

function isSame(one: NamedPackage | null, other: NamedPackage | null): boolean {
  const plain = (named: NamedPackage | null) => named?.name.toLowerCase().replaceAll(/[-_.]+/g, '-')
  return plain(one) === plain(other)
}
