import type {KnownFinding} from '../doctor/fingerprint.js'
import type {Standing} from './forecast.js'
import type {ForecastJson, StandingJson} from './json.js'
import type {ForecastAnswer} from './run-forecast.js'

import {findingJson} from '../doctor/report.js'

/** The document of `--json`, version 1. */
export function forecastJson(answer: ForecastAnswer): ForecastJson {
  const nothing = {breaks: [], heals: [], matters: [], packages: null, skipped: [], stays: [], steps: []}
  if (answer.is === 'nothing') return {schemaVersion: 1, app: answer.app, move: null, ...nothing, calendar: answer.calendar}
  const {app, breaks, calendar, from, heals, matters, packages, skipped, stays, steps, to} = answer.forecast
  const list = (findings: readonly KnownFinding[]) => findings.map((finding) => findingJson(finding))
  return {
    schemaVersion: 1,
    app,
    move: {from: standingJson(from), to: standingJson(to)},
    breaks: list(breaks),
    matters: list(matters),
    heals: list(heals),
    stays: list(stays),
    skipped,
    packages,
    steps: steps.map(({commands, id, places, settles, title}) => ({
      id,
      title,
      commands,
      places,
      settles: [...new Set(settles.map((finding) => finding.id))],
    })),
    calendar,
  }
}

function standingJson({architecture, kind, manager, prediction, python, stack}: Standing): StandingJson {
  return {kind, stack, architecture, python, packageManager: manager, build: prediction}
}
