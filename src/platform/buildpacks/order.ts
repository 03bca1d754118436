import {type OrderPlace, placeOf} from './catalogue.js'
import type {Reference} from './reference.js'

export type OrderRule = 'apt-before-geo' | 'native-before-python' | 'node-before-python' | 'python-last' | 'subfolder-first'

/** Another order of a list: its indexes as they would stand, and the rules that the list breaks as it is. */
interface BetterOrder {
  order: readonly number[]
  rules: readonly OrderRule[]
}

export const ORDER_RULES: Record<OrderRule, string> = {
  'apt-before-geo':
    'apt goes before geo because the Aptfile lists GDAL. In the other order, its libraries are not found (heroku/heroku-geo-buildpack#18)',
  'native-before-python': 'apt, geo and netrc go before heroku/python: it needs what they install to build packages',
  'node-before-python': 'nodejs goes before heroku/python, so collectstatic finds the files that Node.js builds',
  'python-last': 'heroku/python goes last: the last buildpack sets WEB_CONCURRENCY, and nodejs would set it for Node.js',
  'subfolder-first': 'a buildpack that sets the subfolder goes first: buildpacks before it use the wrong folder',
}

const RANKS: Record<OrderPlace, number> = {subfolder: 0, apt: 1, netrc: 1, geo: 1, node: 2, python: 3}

/**
 * A better order, in which only the buildpacks whose place is known are moved, into each other's places.
 *
 * @returns null if the order is fine, or not for us to judge
 */
export function betterOrder(
  list: readonly Reference[],
  {aptHasGdal, runsCollectstatic = true}: {aptHasGdal: boolean; runsCollectstatic?: boolean},
): BetterOrder | null {
  const places = list.map((reference) => placeOf(reference))
  // With two Python buildpacks there are two folders, whose order is the app's own.
  if (!places.includes('python') || places.indexOf('python') !== places.lastIndexOf('python')) return null
  const rank = (place: OrderPlace) => RANKS[place] + (place === 'geo' && aptHasGdal ? 0.5 : 0)
  const known = places.flatMap((place, index) => (place === null ? [] : [{index, place}]))
  const sorted = [...known].sort((a, b) => rank(a.place) - rank(b.place) || a.index - b.index)
  const order = list.map((_, index) => index)
  for (const [at, {index}] of known.entries()) order[index] = sorted[at]!.index
  const rules = brokenRules(
    known.map(({place}) => place),
    rank,
    runsCollectstatic,
  )
  return rules.length > 0 ? {order, rules} : null
}

function brokenRules(
  places: readonly OrderPlace[],
  rank: (place: OrderPlace) => number,
  runsCollectstatic: boolean,
): OrderRule[] {
  const rules = new Set<OrderRule>()
  for (const [at, later] of places.entries()) {
    for (const earlier of places.slice(0, at)) if (rank(earlier) > rank(later)) rules.add(ruleOf(earlier, later))
  }

  if (!runsCollectstatic && rules.delete('node-before-python')) rules.add('python-last')
  return [...rules].sort()
}

function ruleOf(earlier: OrderPlace, later: OrderPlace): OrderRule {
  if (later === 'subfolder') return 'subfolder-first'
  if (earlier === 'geo' && later === 'apt') return 'apt-before-geo'
  return later === 'node' ? 'node-before-python' : 'native-before-python'
}
