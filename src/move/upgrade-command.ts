import type {CheckContext} from '../checks/check.js'
import type {KnownFinding} from '../doctor/fingerprint.js'

import {findDependency} from '../checks/dependencies.js'
import {managerWords} from '../checks/facts.js'

/** The command that gives an app the newer version of a package that a finding asks for; null: a line in a file does. */
export function upgradeCommand(context: CheckContext, {upgrade}: Pick<KnownFinding, 'upgrade'>): null | string {
  if (upgrade === undefined) return null
  const direct = findDependency(context, upgrade.name)?.direct ?? true
  return managerWords(context)?.upgrade?.(upgrade.name, upgrade.version, {direct}) ?? null
}

/** A finding of a forecast: who wants to move forward isn't sent back to an older Python. */
export function withUpgrade(context: CheckContext, finding: KnownFinding): KnownFinding {
  if (finding.upgrade === undefined)
    return GOES_BACK.test(finding.fix.command ?? '') && !OWN.has(finding.id) ? {...finding, fix: BY_HAND} : finding
  const command = upgradeCommand(context, finding)
  return {...finding, fix: {command, kind: command === null ? 'hand' : 'ask'}}
}

const GOES_BACK = /^(?:heroku python:pin|uv python pin) \d/
/** Of them, the first step of the move takes care, with that command. */
const OWN = new Set(['version/runtime-txt', 'version/uv-needs-file'])
const BY_HAND = {command: null, kind: 'hand'} as const
