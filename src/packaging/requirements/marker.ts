import {lazyRequire} from '../../common/lazy-require.js'
import {Scanner} from './scanner.js'
import {isSpecifier} from './specifier.js'

/**
 * Environment markers: when a dependency is installed. As pip reads and evaluates them; source: PEP 508, and the
 * `packaging` library inside pip, which takes some more.
 */

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export type Marker = Comparison | {all: readonly Marker[]} | {any: readonly Marker[]}

interface Comparison {
  left: Operand
  operator: string
  right: Operand
}

type Operand = {literal: string} | {variable: string}

/** The variables of a platform. One that is undefined can't be known. */
export type MarkerEnvironment = Readonly<Record<string, string | undefined>>

const VARIABLE =
  /\b(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y

/** Compared as versions, where both sides are. */
const VERSIONS = new Set(['implementation_version', 'platform_release', 'python_full_version', 'python_version'])

/** More parentheses than anyone writes; pip itself breaks on some hundreds. */
const DEPTH_LIMIT = 100

class InvalidMarker extends Error {}

/** @returns undefined if it is no marker */
export function parseMarker(text: string): Marker | undefined {
  const scanner = new Scanner(text)
  const marker = takeMarker(scanner)
  return scanner.atEnd ? marker : undefined
}

/** The marker that stands here, with the blanks behind it; undefined if there is none. */
export function takeMarker(scanner: Scanner): Marker | undefined {
  try {
    return takeAny(scanner, 0)
  } catch (error) {
    if (error instanceof InvalidMarker) return undefined
    throw error
  }
}

function takeAny(scanner: Scanner, depth: number): Marker {
  const alternatives: Marker[][] = [[takeAtom(scanner, depth)]]
  for (;;) {
    const word = scanner.take(/\b(?:or|and)\b/y)
    if (word === undefined) break
    const atom = takeAtom(scanner, depth)
    if (word === 'or') alternatives.push([atom])
    else alternatives.at(-1)!.push(atom)
  }

  const joined = alternatives.map((atoms) => (atoms.length === 1 ? atoms[0]! : {all: atoms}))
  return joined.length === 1 ? joined[0]! : {any: joined}
}

function takeAtom(scanner: Scanner, depth: number): Marker {
  if (depth > DEPTH_LIMIT) throw new InvalidMarker()
  scanner.skipBlanks()
  const marker = scanner.take(/\(/y) === undefined ? takeComparison(scanner) : takeGroup(scanner, depth)
  scanner.skipBlanks()
  return marker
}

function takeGroup(scanner: Scanner, depth: number): Marker {
  const marker = takeAny(scanner, depth + 1)
  if (scanner.take(/\)/y) === undefined) throw new InvalidMarker()
  return marker
}

function takeComparison(scanner: Scanner): Comparison {
  const left = takeOperand(scanner)
  const operator = scanner.take(/in\b|not[ \t]+in\b|===|==|~=|!=|<=|>=|<|>/y)
  if (operator === undefined) throw new InvalidMarker()
  const right = takeOperand(scanner)
  return {left, operator: operator.replace(/^not\s+/, 'not '), right}
}

function takeOperand(scanner: Scanner): Operand {
  scanner.skipBlanks()
  const variable = scanner.take(VARIABLE)?.replace('.', '_')
  const quoted = variable === undefined ? scanner.take(/'[^']*'|"[^"]*"/y) : undefined
  scanner.skipBlanks()
  if (variable !== undefined) return {variable: variable.replace(/^python_impl/, 'platform_python_impl')}
  if (quoted === undefined) throw new InvalidMarker()
  return {literal: quoted.slice(1, -1)}
}

/** Whether a marker holds; undefined where that depends on what can't be known. */
export function evaluateMarker(marker: Marker, environment: MarkerEnvironment): boolean | undefined {
  return evaluatePart(marker, environment, {left: COMPARISONS})
}

/** More comparisons than anyone writes, each of which may be one of versions. What takes more can't be known. */
const COMPARISONS = 1000

function evaluatePart(marker: Marker, environment: MarkerEnvironment, budget: {left: number}): boolean | undefined {
  if ('any' in marker) return decided(marker.any, true, environment, budget)
  if ('all' in marker) return decided(marker.all, false, environment, budget)
  return --budget.left < 0 ? undefined : compare(marker, environment)
}

/** The first part that comes to `deciding` decides the whole: a true one an `or`, a false one an `and`. */
function decided(
  parts: readonly Marker[],
  deciding: boolean,
  environment: MarkerEnvironment,
  budget: {left: number},
): boolean | undefined {
  let unknown = false
  for (const part of parts) {
    const value = evaluatePart(part, environment, budget)
    if (value === deciding) return deciding
    unknown ||= value === undefined
  }

  return unknown ? undefined : !deciding
}

/** pip compares the value of a variable with a literal, or the other way round. Of two variables, or none, nothing is said. */
function compare({left, operator, right}: Comparison, environment: MarkerEnvironment): boolean | undefined {
  const named = 'variable' in left ? left : right
  const literal = 'literal' in left ? left : right
  if (!('variable' in named) || !('literal' in literal)) return undefined
  const key = named.variable
  const value = environment[key]
  if (value === undefined) return undefined
  const written = key === 'extra' ? literal.literal.toLowerCase().replaceAll(/[-_.]+/g, '-') : literal.literal
  return named === left ? decide(value, operator, written, key) : decide(written, operator, value, key)
}

function decide(left: string, operator: string, right: string, key: string): boolean | undefined {
  if (VERSIONS.has(key) && isSpecifier(`${operator}${right}`) && operator !== '===') {
    return pep440().valid(left) === null ? undefined : pep440().satisfies(left, `${operator}${right}`, {prereleases: true})
  }

  switch (operator) {
    case 'in':
      return right.includes(left)

    case 'not in':
      return !right.includes(left)

    // Words have no order: pip takes only equal ones for as great.
    case '<=':
    case '==':
    case '>=':
      return left === right

    case '!=':
      return left !== right

    case '<':
    case '>':
      return false

    default:
      return operator === '===' && VERSIONS.has(key) ? left.toLowerCase() === right.toLowerCase() : undefined
  }
}
