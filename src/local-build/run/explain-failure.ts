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
    explanation:
      reason === 'build-cancelled' ? cacheNote(build) : [...build.clues.hints, ...pythonHint(build, reason), ...advice],
    lastLines: build.clues.lastLines,
    reason,
    step: build.step,
    title,
  }
}

/** What the next build will find of a cache, after this one was cancelled. */
function cacheNote({hadCache, isSaved, request: {cache}}: Build): string[] {
  if (cache === 'disabled') return []
  if (isSaved) return ["This build's cache was saved."]
  if (cache === 'clear') return ['The old cache was deleted (--clear-cache), so the next build starts without one.']
  return [hadCache ? 'The cache of the last successful build is kept.' : 'The next build starts without a cache.']
}

/** A package manager may compare patch releases. */
function pythonHint({interpreter, prediction}: Build, reason: string): string[] {
  const {python_version} = prediction
  if (!reason.startsWith('install-dependencies::') || !interpreter || interpreter.version === python_version) return []
  return [
    `This machine built with Python ${interpreter.version}, Heroku builds with ${python_version}: if the output is about the Python version, only --python PATH, of a Python ${python_version}, tells more.`,
  ]
}
