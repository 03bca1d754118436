import type {Build} from './build.js'
import type {BuildFailed, BuildFailure} from '../plan/failure.js'

import {cut} from '../../buildpack/emulation/text.js'
import {failureWords} from '../plan/failure-text.js'

/** A value as the build data keeps it. Source: lib/build_data.sh. */
const DETAIL_LENGTH = 200

/** A failure with its words, and what the output of the step tells besides. It is kept in the build data too. */
export function explainFailure(build: Build, {detail, reason}: BuildFailed): BuildFailure {
  const {advice, title} = failureWords(reason)
  const shown = detail === null || detail === '' ? null : cut(build.mask(detail), DETAIL_LENGTH)
  build.data.failure_reason = reason
  if (shown !== null) build.data.failure_detail = shown
  return {
    detail: shown,
    explanation: [...build.clues.hints, ...pythonHint(build, reason), ...advice],
    lastLines: build.clues.lastLines,
    reason,
    step: build.step,
    title,
  }
}

/** A package manager may compare patch releases. */
function pythonHint({interpreter, prediction}: Build, reason: string): string[] {
  const {python_version} = prediction
  if (!reason.startsWith('install-dependencies::') || !interpreter || interpreter.version === python_version) return []
  return [
    `This machine built with Python ${interpreter.version}, Heroku builds with ${python_version}: if the output is about the Python version, only --python PATH, of a Python ${python_version}, tells more.`,
  ]
}
