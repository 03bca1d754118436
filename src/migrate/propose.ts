import type {Blocker, BlockerReason} from './blockers.js'
import type {Change, PlanInput} from './plan.js'
import type {Reason} from './reasons.js'
import type {MigrationSource} from './source.js'

import {GEO_BUILDPACK, type Role, roleOf, standsForPython} from '../platform/buildpacks/catalogue.js'
import {HEROKU_PYTHON, parseReference, type Reference} from '../platform/buildpacks/reference.js'
import {brokenSince} from '../platform/buildpacks/python-releases.js'
import {nativeBlockers} from './preconditions.js'

export interface Proposal {
  change: Change
  blockers: readonly Blocker[]
}

type Context = Pick<PlanInput, 'configVars' | 'source'>

const PYTHON_ROLES: ReadonlySet<Role['kind']> = new Set(['blocked', 'exporter', 'python', 'python-fork', 'standalone'])

/** True for a buildpack that makes its list one of a Python app. */
export function isAboutPython(reference: Reference, source: MigrationSource): boolean {
  const {kind} = roleOf(reference)
  if (kind === 'multi') return !runsOthers(source)
  return PYTHON_ROLES.has(kind)
}

/** `.buildpacks` names buildpacks, and none for Python. */
function runsOthers({buildpacksFile}: MigrationSource): boolean {
  const inside = buildpacksFile ?? []
  return inside.length > 0 && !inside.some((reference) => PYTHON_ROLES.has(roleOf(reference).kind))
}

/** The installed list as changes that change nothing yet, with what `.buildpacks` names in the place of the buildpack that runs it. */
export function expandMulti(installed: readonly Reference[], source: MigrationSource, declined: ReadonlySet<number>): Change[] {
  let next = installed.length
  return installed.flatMap((from, slot): Change[] => {
    const kept: Change = {ask: false, from, reason: {id: 'not-about-python'}, slot, to: from}
    const inside = source.buildpacksFile ?? []
    if (roleOf(from).kind !== 'multi' || inside.length === 0 || runsOthers(source)) return [kept]
    // Whatever is declined, a line has the same slot in every plan of the list.
    const first = next
    next += inside.length
    if (declined.has(slot)) return [kept]
    const added = inside.map((to, index): Change => ({
      ask: false,
      from: null,
      reason: {id: 'from-buildpacks-file'},
      slot: first + index,
      to,
    }))
    return [{...kept, reason: {count: inside.length, id: 'expanded'}, to: null}, ...added]
  })
}

/** What becomes of one line, and what is in the way of it. */
export function propose(change: Change, all: readonly Change[], context: Context, declined: ReadonlySet<number>): Proposal {
  const {from, slot, to} = change
  if (to === null) return {blockers: [], change}
  if (declined.has(slot)) return {blockers: [], change: {...change, reason: {id: 'declined'}}}
  const role = roleOf(to)
  // What is added says why already; from .buildpacks it is added in its fixed form.
  const reason = (own: Reason): Reason => (from === null ? change.reason : own)
  switch (role.kind) {
    case 'blocked':
      return blocked(change, to, [{id: role.why}])

    case 'exporter': {
      const blockers = nativeBlockers(role.tool, context.source, context.configVars)
      if (blockers.length > 0) return blocked(change, to, blockers)
      const id = role.known ? 'exporter' : 'unknown-exporter'
      return {blockers: [], change: {...change, ask: !role.known, from: to, reason: {id, tool: role.tool}, to: null}}
    }

    case 'geo-copy':
      return {blockers: [], change: {...change, ask: true, reason: reason({id: 'geo-copy'}), to: parseReference(GEO_BUILDPACK)}}

    case 'multi':
      if (runsOthers(context.source)) return {blockers: [], change}
      return blocked(change, to, [{id: from === null ? 'multi-nested' : 'multi-without-file'}])

    case 'other':
      return {blockers: [], change}

    case 'python':
      return {blockers: [], change: python(change, to, reason)}

    case 'python-fork': {
      const list = all.flatMap((other) => (other.to === null ? [] : [other.to]))
      if (!standsForPython(to, list)) return {blockers: [], change: {...change, reason: {id: 'copy-beside-python'}}}
      return {
        blockers: [],
        change: {...change, ask: true, reason: {id: 'fork', owner: role.owner}, to: parseReference(HEROKU_PYTHON)},
      }
    }

    case 'standalone': {
      const blockers = nativeBlockers(role.tool, context.source, context.configVars)
      if (blockers.length > 0) return blocked(change, to, blockers)
      return {
        blockers: [],
        change: {...change, reason: reason({id: 'standalone', tool: role.tool}), to: parseReference(HEROKU_PYTHON)},
      }
    }
  }
}

function blocked(change: Change, buildpack: Reference, reasons: readonly BlockerReason[]): Proposal {
  return {blockers: reasons.map((reason) => ({buildpack, reason})), change: {...change, reason: {id: 'by-hand'}}}
}

function python(change: Change, to: Reference, reason: (own: Reason) => Reason): Change {
  if (to.kind === 'name') return {...change, reason: reason({id: 'in-order'})}
  return {...change, reason: reason(whyNotByName(to)), to: parseReference(HEROKU_PYTHON)}
}

function whyNotByName({kind, pin}: Reference): Reason {
  if (pin !== null) return {id: 'official-pinned', pin, since: brokenSince(pin)}
  return {id: kind === 'tarball' ? 'official-tarball' : 'official-url'}
}
