import type {RequirementEntry, Requirements} from '../../packaging/requirements/read-requirements.js'
import type {CheckContext, Fix} from '../check.js'

import {maskUrls} from '../../platform/secret.js'
import {evaluateMarker} from '../../packaging/requirements/marker.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {markersOf} from '../dependencies.js'
import {listing, packageManager} from '../facts.js'

/** Facts that the checks of requirement lines share. */

/** Compiles requirements.txt: every package exact, the secondary ones too. */
export const PIN_DEPENDENCIES: Fix = {command: 'heroku python:pin --dependencies', kind: 'ask'}

const SHOWN_NAMES = 3
const SHOWN_CHARACTERS = 120

/** requirements.txt and what it includes; null where the app isn't installed by pip. */
export function pipRequirements(context: CheckContext): null | Requirements {
  return packageManager(context) === 'pip' ? readRequirements(context.project.tree, 'requirements.txt') : null
}

/** What pip installs on Heroku for certain: constraints install nothing, and a marker may leave a line out. */
export function installedEntries(context: CheckContext): readonly RequirementEntry[] {
  const environment = markersOf(context)
  const entries = pipRequirements(context)?.entries ?? []
  return entries.filter(
    ({constraint, marker}) => !constraint && (marker === null || evaluateMarker(marker.parsed, environment) === true),
  )
}

/** The first few of a list, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES
  return more > 1 ? listing([...names.slice(0, SHOWN_NAMES), `${more} more`]) : listing(names)
}

/** What a user calls a requirement: its name, or where it comes from. */
export function label({name, source}: RequirementEntry): string {
  if (name !== null) return name
  if (source.kind === 'index') return ''
  return shown(source.kind === 'path' ? source.written : source.url)
}

/** A line as a message may show it: without credentials, and not longer than a screen is wide. */
export function shown(written: string): string {
  const masked = maskUrls(written)
  return masked.length > SHOWN_CHARACTERS ? `${masked.slice(0, SHOWN_CHARACTERS)}…` : masked
}
