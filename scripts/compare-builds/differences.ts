import {isDeepStrictEqual} from 'node:util'

import {joined, withoutDeclared} from './declared.js'
import {bodyLines, cacheReasons, headings, stepLines} from './log-lines.js'
import type {Outcome} from './outcome.js'

export interface Difference {
  /** What differs: a key of the build data, or a part of the log. */
  what: string
  real: unknown
  local: unknown
}

/** Of our document only. */
const OURS = new Set(['app', 'ci', 'failure', 'logFile', 'output', 'schemaVersion', 'stack', 'status', 'totalBytes'])

/** Why one of the two builds went otherwise than on Heroku: what stands for Heroku's Python is of another version, or isn't there. */
export function notComparable({data, log}: Outcome, {refusal}: Outcome, isStandIn: boolean): string | undefined {
  if (refusal === 'no-interpreter' || refusal === 'python-not-usable')
    return 'this machine has no Python for the source, as it is before a hook'
  const {python_version: version} = data
  if (typeof version !== 'string') return undefined
  if (isStandIn) return `this machine has no Python ${version.replace(/\.\d+$/, '')}`
  if (log.includes(`No interpreter found for Python ${version} in search path`))
    return `uv looks for Python ${version}, and this machine has another patch release`
}

/** Everything in which two builds of the same app differ, and that the local one doesn't declare. */
export function compareOutcomes(real: Outcome, local: Outcome, env: Readonly<Record<string, string>>): Difference[] {
  const found: Difference[] = []
  const differ = (what: string, ofReal: unknown, ofLocal: unknown) => {
    if (!isDeepStrictEqual(ofReal, ofLocal)) found.push({local: ofLocal, real: ofReal, what})
  }

  differ('exit status', real.status, local.status)
  for (const key of [...new Set([...Object.keys(real.data), ...Object.keys(local.data)])].sort()) {
    if (!OURS.has(key)) differ(`data: ${key}`, dataOf(real, key), dataOf(local, key))
  }

  differ('step lines', stepLines(real.log), stepLines(local.log))
  differ('cache reasons', cacheReasons(real.log), cacheReasons(local.log))
  differ('headings', headings(real.log), headings(local.log))
  const {declared} = local
  const [ofReal, ofLocal] = [real, local].map((outcome) => {
    const whole = {...outcome, log: joined(outcome.log, declared, outcome === local)}
    return withoutDeclared(bodyLines(whole, env), declared)
  }) as [string[], string[]]
  differ('log lines', without(ofReal, ofLocal), without(ofLocal, ofReal))
  if (real.status !== 0 || local.status !== 0) return found
  differ('packages', real.packages, local.packages)
  differ('add-ons', real.addons, local.addons)
  const names = [...new Set([...Object.keys(real.files), ...Object.keys(local.files)])]
  const files = names.filter((name) => real.files[name] !== local.files[name]).sort()
  const list = (of: Outcome) => files.map((name) => `${name}: ${of.files[name] ?? 'not there'}`)
  differ('files', list(real), list(local))
  return found
}

/** A duration is a number in both: how long it took is no difference. Nor is whether this machine's jq says its name, as that of 22.04 and later does. */
function dataOf({data}: Outcome, key: string): unknown {
  if (key === 'failure_detail' && typeof data[key] === 'string') return data[key].replace(/^jq: (?=parse error: )/, '')
  return key.endsWith('_duration') && typeof data[key] === 'number' ? 'a duration' : (data[key] ?? null)
}

/** Lines of the one list that the other has fewer of. */
export function without(list: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of other) counts.set(line, (counts.get(line) ?? 0) + 1)
  return list.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
}
