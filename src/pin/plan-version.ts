import type {PythonSupport} from '../buildpack/release.js'
import type {Edit} from '../edits/edit.js'
import type {PinInput} from './read-input.js'
import type {PinWarning, Refusal} from './refusal.js'
import type {VersionArgument} from './version-argument.js'

import {suits} from '../buildpack/fitting-python.js'
import {hasPatch, majorOf} from '../buildpack/version-number.js'
import {decideVersion} from '../buildpack/version-decision.js'
import {pinsOf, remediesOf, suggestedVersion, violated} from './constraints.js'
import {findOrigin, type Wanted, writtenVersion} from './origin.js'
import {versionEdits} from './version-files.js'

export interface VersionRequest {
  /** As typed; undefined: what the app builds with now. */
  argument: undefined | {text: string; value: VersionArgument}
  exact: boolean
  /** Downgrades are meant. */
  yes: boolean
}

/** What a pin would do. `refusal`: nothing, and why. */
export interface VersionPlan {
  version: string
  origin: Wanted['origin']
  reason: string
  edits: readonly Edit[]
  warnings: readonly PinWarning[]
  refusal: null | Refusal
}

/** Plans the change after which `.python-version` alone gives the version. Pure. */
export function planVersion(request: VersionRequest, input: PinInput): VersionPlan {
  const python = input.releases[input.kind].python
  const wanted = findWanted(request, input, python)
  if ('id' in wanted) {
    return {edits: [], origin: 'argument', reason: REASON_ASKED, refusal: wanted, version: request.argument!.text, warnings: []}
  }

  const version = writtenVersion(wanted.version, request.exact, python)
  const edits = versionEdits(input.files, version)
  const refusal =
    supportRefusal(version, input, python) ??
    constraintRefusal(version, input, python) ??
    (request.yes || edits.length === 0 ? undefined : downgradeRefusal(version, input, python))
  const plan = {origin: wanted.origin, reason: wanted.reason, version}
  if (refusal) return {...plan, edits: [], refusal, warnings: []}
  return {...plan, edits, refusal: null, warnings: warningsOf(wanted, version, python)}
}

const REASON_ASKED = 'set on the command line'

function findWanted({argument}: VersionRequest, input: PinInput, python: PythonSupport): Refusal | Wanted {
  if (!argument) return findOrigin({...input, python, tree: input.project.tree})
  const {text, value} = argument
  switch (value.kind) {
    case 'newest':
      return {origin: 'argument', reason: `${text} is the newest version that the buildpack supports`, version: python.newest}

    case 'unsupported': {
      const same = value.version !== null && value.version in python.latest ? value.version : null
      return {
        id: 'version-unsupported',
        suggested: same ?? suggestedVersion(input.project.tree, python),
        typed: text,
        what: value.what,
      }
    }

    case 'version':
      return {origin: 'argument', reason: REASON_ASKED, version: value.version}
  }
}

/** A version that the buildpack dropped, or doesn't have. Source: its bin/compile resolves `N.N` by a table, and downloads `N.N.N`. */
function supportRefusal(
  version: string,
  {kind, project, releaseDataIsStale: stale, releases}: PinInput,
  python: PythonSupport,
): Refusal | undefined {
  const major = majorOf(version)
  const latest = python.latest[major]
  if (latest === undefined) {
    if (isOlder(major, python.oldest)) {
      return {id: 'version-dropped', oldest: python.oldest, suggested: suggestedVersion(project.tree, python), version: major}
    }

    return {id: 'version-unknown', newest: python.newest, release: releases[kind].release, stale, version: major}
  }

  if (hasPatch(version) && isOlder(latest, version)) return {id: 'patch-unknown', latest, stale, version}
  return undefined
}

function constraintRefusal(version: string, {manager, project: {tree}}: PinInput, python: PythonSupport): Refusal | undefined {
  const constraint = violated(version, tree, python)
  if (!constraint) return undefined
  const {file, written} = constraint
  const remedies = remediesOf(constraint, version, {manager, suggested: suggestedVersion(tree, python)})
  return {file, id: 'outside-constraint', remedies, version, written}
}

/**
 * From what the app builds with now, as far as something says so: a default that nobody chose is no version to go down
 * from, nor is one that Heroku doesn't have, that the project itself doesn't allow or on which its packages don't work.
 */
function downgradeRefusal(version: string, input: PinInput, python: PythonSupport): Refusal | undefined {
  const {kind, lastBuild, manager, project, releases, stack} = input
  const {tree} = project
  const {origin, requested} = decideVersion(tree, manager, {kind, releases, stack})
  const inFiles = requested !== null && origin !== null && origin !== 'default' && origin !== 'cached'
  const now = inFiles ? {from: requested, origin} : lastBuild && {from: lastBuild.version, origin: 'last-build'}
  if (!now || !isOlder(version, hasPatch(version) ? now.from : majorOf(now.from))) return undefined
  if (supportRefusal(now.from, input, python) || violated(now.from, tree, python)) return undefined
  if (!suits(majorOf(now.from), pinsOf(tree)) && suits(majorOf(version), pinsOf(tree))) return undefined
  return {...now, id: 'downgrade', to: version}
}

function warningsOf(wanted: Wanted, version: string, python: PythonSupport): PinWarning[] {
  const warnings: PinWarning[] = []
  const major = majorOf(version)
  const latest = python.latest[major]!
  if (python.deprecated?.version === major) warnings.push({...python.deprecated, id: 'version-deprecated'})
  if (hasPatch(version))
    warnings.push(isOlder(version, latest) ? {id: 'patch-old', latest, version} : {id: 'patch-fixed', version})
  else if (hasPatch(wanted.version) && wanted.origin === 'argument') {
    warnings.push({id: 'patch-dropped', typed: wanted.version, version})
  }

  return warnings
}

/** Compares part by part, as far as both go. */
function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map((part) => BigInt(/^\d+$/.test(part) ? part : 0)))
  for (const [index, part] of left!.entries()) {
    const other = right![index]
    if (other === undefined || part !== other) return other !== undefined && part < other
  }

  return false
}
