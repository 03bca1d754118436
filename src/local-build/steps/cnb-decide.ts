import type {Step} from '../run/step.js'

import {CNB_DETERMINING, cnbVersionAdvice, cnbVersionLine} from '../../buildpack/cnb-lines.js'
import {majorOf} from '../../buildpack/version-number.js'
import {requestedOf} from '../plan/facts.js'
import {BuildFailed} from '../plan/failure.js'
import {warningText} from '../run/warning-text.js'
import {stopAt} from './decide.js'

/** Every config var reaches a Fir build, so that some names would break it. Source: src/checks.rs. */
export const checkEnvironment: Step = async ({request}) => {
  const found = request.releases.cnb.forbiddenEnvVars.filter((name) => request.configVars.has(name))
  if (found.length > 0) throw new BuildFailed('checks::forbidden-env-vars', found.join(','))
}

/** Source: src/main.rs. The decisions are those of the prediction (decide.ts). */
export const decideForFir: Step = async (build) => {
  const {python_version, python_version_origin, python_version_pinned, python_version_requested, warnings} = build.prediction
  const {releases} = build.request
  build.line(CNB_DETERMINING)
  stopAt(build, 'python-version')
  Object.assign(build.data, {python_version_origin, python_version_requested})
  Object.assign(build.data, {python_version, python_version_major: majorOf(python_version!), python_version_pinned})
  build.line(cnbVersionLine(requestedOf(build.version)))
  for (const id of warnings) {
    // A line of the log on Fir, and no warning.
    if (id === 'python-version-unspecified') build.lines(cnbVersionAdvice(python_version_requested!))
    else
      build.warning(
        id,
        warningText(id, build.prediction, {...releases, classic: {...releases.classic, python: releases.cnb.python}}),
      )
  }
}
