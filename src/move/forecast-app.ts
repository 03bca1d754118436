import type {Check} from '../checks/check.js'
import type {App} from '../platform/app.js'
import type {ReleaseData} from '../releases/current-releases.js'
import type {ExaminedApp} from '../doctor/fleet-report.js'

import {majorOf} from '../packaging/python-version.js'
import {builtPython} from '../platform/app.js'
import {NO_SOURCE} from '../doctor/no-source.js'
import {makeTarget} from '../target/target.js'
import {type Destination, parseTargets, resolveWish} from './destination.js'
import {contextOf} from './context-of.js'
import {forecast} from './forecast.js'
import {moveTarget, ON_CEDAR} from './moved-target.js'
import {nextMoves} from './next-moves.js'

/**
 * What a move would bring to an app of a fleet, by what the platform says of it alone. Pure.
 *
 * @param checks those that decide from the app alone
 */
export function forecastApp(
  app: App,
  releaseData: ReleaseData,
  {checks, to}: {checks: readonly Check[]; to: readonly string[]},
): Pick<ExaminedApp, 'findings' | 'isThere' | 'skipped'> {
  const known = new Set(checks.map(({id}) => id))
  const target = makeTarget({app, project: NO_SOURCE, releaseData})
  const wish = parseTargets(to, target.releases)
  // An app on Fir has no stack: of a fleet, it is left where it is.
  const destination =
    wish === null ? nextMoves(contextOf(target)) : resolveWish(app.kind === 'cnb' ? {...wish, stack: null} : wish, target)
  if (destination === null || isThere(app, destination)) return {findings: [], isThere: true, skipped: []}
  const {breaks, matters, skipped} = forecast(moveTarget(target, destination), destination, {
    checks,
    known,
    noTargetPython: '',
    syntax: {refused: [], warned: []},
  })
  // What can't be asked of an app that isn't on Fir yet is nothing that failed.
  const unread = skipped.filter(({reason}) => !reason.endsWith(ON_CEDAR.unavailable))
  return {findings: [...breaks, ...matters], isThere: false, skipped: unread}
}

/** Which package manager an app has, its source tells. */
function isThere(app: App, {fir, manager, python, stack: asked}: Destination): boolean {
  const built = builtPython(app)
  const {buildStack, kind, stack} = app
  const onStack = asked === null || (buildStack ?? stack) === asked
  const onPython = python === null || (built !== null && majorOf(built) === majorOf(python))
  return onStack && onPython && (!fir || kind === 'cnb') && manager === null
}
