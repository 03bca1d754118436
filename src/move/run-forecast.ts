import type {Check, CheckContext} from '../checks/check.js'
import type {IndexAnswer, WheelQuestion} from '../doctor/wheels.js'
import type {System} from '../system/system.js'
import type {ToolMachine} from '../toolchain/install-tool.js'

import {appPython} from '../checks/shared/app-python.js'
import {findApp} from '../platform/find-app.js'
import {readTarget, type TargetInput} from '../target/read-target.js'
import {askPythons} from './ask-python.js'
import {convertWithoutBuild} from './convert-with-uv.js'
import {calendarOf, type DatedEvent} from './calendar.js'
import {parseTargets, resolveWish} from './destination.js'
import {contextOf} from './context-of.js'
import {type Forecast, forecast, type ForecastInput} from './forecast.js'
import {moveTarget} from './moved-target.js'
import {nextMoves} from './next-moves.js'

export interface ForecastRequest extends TargetInput {
  /** As typed after `--to`. */
  targets: readonly string[]
  checks: readonly Check[]
  known: ReadonlySet<string>
  /** Asks a package index; left out: it is not asked. */
  askIndex?: (context: CheckContext, question: WheelQuestion) => Promise<IndexAnswer>
  /** What the Pythons of this machine are asked with. */
  machine: ToolMachine
}

/** `forecast`: what a move does. `nothing`: `--to next`, and no date forces a move. */
export type ForecastAnswer =
  {forecast: Forecast; is: 'forecast'} | {app: null | string; calendar: readonly DatedEvent[]; is: 'nothing'}

/**
 * Reads what is to be moved, asks the index and the Pythons of this machine, and forecasts the move.
 *
 * @throws ProblemError usage; when the source, or an app that the user named, can't be read; interrupted
 */
export async function runForecast(request: ForecastRequest, system: System): Promise<ForecastAnswer> {
  const {targets} = request
  const found = findApp(request, {cacheClock: system.clock, http: system.http, withPython: true})
  const target = await readTarget({...request, found}, system)
  const wish = parseTargets(targets, target.releases)
  const now = contextOf(target)
  const destination = wish === null ? nextMoves(now) : resolveWish(wish, target)
  if (destination === null) {
    const {kind, releases, stack} = target
    return {
      app: target.app?.name ?? null,
      calendar: calendarOf({kind, python: appPython(now) ?? null, stack}, releases),
      is: 'nothing',
    }
  }

  const isConverted = request.askIndex !== undefined && destination.manager === 'uv'
  const converted = isConverted ? await convertWithoutBuild(now, {destination, target}, request.machine) : null
  const moved = moveTarget(target, destination, converted ?? undefined)
  const contexts = {after: contextOf(moved.after), before: contextOf(moved.before)}
  const index = await indexAnswers(request, contexts)
  const pythons = await pythonAnswers(request, contexts)
  return {forecast: forecast(moved, destination, {...request, ...index, ...pythons}), is: 'forecast'}
}

type Contexts = Record<'after' | 'before', CheckContext>

/** One after the other: both write into folders of the same tool. */
async function indexAnswers({askIndex, checks}: ForecastRequest, contexts: Contexts): Promise<Pick<ForecastInput, 'index'>> {
  if (!askIndex || !checks.some(({needs}) => needs?.includes('online'))) return {}
  const before = await askIndex(contexts.before, {})
  const after = await askIndex(contexts.after, {wantsNewer: true})
  const asAnswer = (answer: IndexAnswer) => ('online' in answer ? answer : {noOnline: answer.unavailable})
  return {index: {after: asAnswer(after), before: asAnswer(before)}}
}

async function pythonAnswers(
  {checks, machine}: ForecastRequest,
  {after, before}: Contexts,
): Promise<Pick<ForecastInput, 'noTargetPython' | 'syntax'>> {
  const [now, then] = [appPython(before), appPython(after)]
  if (now === undefined || then === undefined) return {noTargetPython: "the app's Python version isn't known", syntax: null}
  if (now === then || !checks.some(({ofMoves}) => ofMoves)) return {noTargetPython: '', syntax: {refused: [], warned: []}}
  const answer = await askPythons(after.project, {after: then, before: now}, machine)
  return 'syntax' in answer ? {noTargetPython: '', ...answer} : {noTargetPython: answer.unavailable, syntax: null}
}
