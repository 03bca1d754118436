import {byName} from '../common/by-name.js'
import bringData from './brings.json' with {type: 'json'}

/** What a distribution brings along, in the newest version that was seen. Names are as in PEP 503. */
export interface Brought {
  /** That version. Others may bring something else. */
  version: string
  /** What comes with it whatever the platform and the Python. */
  always: readonly string[]
  /** What a marker decides about. */
  maybe: readonly string[]
}

/** What a whole list of distributions brings along, directly and indirectly. */
export interface Closure {
  /** All that comes for sure, the list itself included. */
  certain: ReadonlySet<string>
  /** All that may come, the certain ones included. */
  possible: ReadonlySet<string>
  /** Those among the possible ones of which nobody knows what they bring. */
  unknown: ReadonlySet<string>
}

/** A distribution that is asked for, with its extras. */
export interface Asked {
  name: string
  extras?: readonly string[]
}

type Entry = [version: string, brings: string, extras?: Record<string, string>]

/** JSON has no tuples. */
const brings = byName(bringData.brings as object as Record<string, Entry>)

/** What a distribution brings with these extras; undefined where that isn't known. An unknown extra adds nothing. */
export function broughtBy(distribution: string, extras: readonly string[] = []): Brought | undefined {
  if (!Object.hasOwn(brings, distribution)) return undefined
  const [version, own, byExtra = {}] = brings[distribution]!
  const names = [own, ...extras.map((extra) => (Object.hasOwn(byExtra, extra) ? byExtra[extra]! : ''))].flatMap((list) =>
    list.split(' ').filter(Boolean),
  )
  const always = new Set(names.filter((name) => !name.endsWith('?')))
  const maybe = names.filter((name) => name.endsWith('?')).map((name) => name.slice(0, -1))
  return {version, always: [...always], maybe: [...new Set(maybe)].filter((name) => !always.has(name))}
}

/** Follows what a list of distributions brings, so that a list of only the top ones can be judged. */
export function closureOf(asked: readonly Asked[]): Closure {
  const certain = new Set<string>()
  const possible = new Set<string>()
  const unknown = new Set<string>()
  const open: {item: Asked; isCertain: boolean}[] = asked.map((item) => ({isCertain: true, item}))
  const visited = new Set<string>()
  for (let next = open.pop(); next; next = open.pop()) {
    const {isCertain, item} = next
    const key = `${isCertain} ${item.name} ${[...(item.extras ?? [])].sort().join(',')}`
    if (visited.has(key)) continue
    visited.add(key)
    possible.add(item.name)
    if (isCertain) certain.add(item.name)
    const brought = broughtBy(item.name, item.extras)
    if (!brought) unknown.add(item.name)
    for (const name of brought?.always ?? []) open.push({isCertain, item: {name}})
    for (const name of brought?.maybe ?? []) open.push({isCertain: false, item: {name}})
  }

  return {certain, possible, unknown}
}
