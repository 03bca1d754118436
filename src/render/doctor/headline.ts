import type {DoctorReport} from '../../doctor/report.js'
import type {Style} from '../terminal/style.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {printableLine} from '../terminal/printable.js'

/** What Heroku would do, or where it would stop. */
export function buildLine(
  {app, buildpack, builtBy, command, doubtful, findings, prediction, toolVersion}: DoctorReport,
  style: Style,
): string {
  const who = app ? `Heroku would build ${style.app(printableLine(app.name))}` : 'Heroku would build this app'
  const {failure, package_manager: manager, python_version: python, python_version_origin: origin} = prediction
  if (builtBy?.kind === 'dockerfile') return dockerfileLine(builtBy.file, app && style.app(printableLine(app.name)))
  if (builtBy)
    return `${style.failure("Heroku wouldn't install Python")} for ${style.app(printableLine(app!.name))}: it runs ${printableLine(builtBy.list)}, without heroku/python.`
  if (!prediction.detected && !failure && !doubtful)
    return `${style.failure("Heroku wouldn't detect a Python app")}: it finds none of the files it looks for.`
  if (failure ?? doubtful) {
    const {detail: found, reason, title} = (failure ?? doubtful)!
    const detail = found === null || found === '' ? '' : `: ${printableLine(found)}`
    // A newer buildpack than the one known here may support a newer Python.
    const mayFail = doubtful !== null || (buildpack.stale && reason === 'python-version::unknown-major')
    return `${style.failure(mayFail ? 'The build may fail' : 'The build would fail')}: ${title} ${style.dim(`(${reason}${detail})`)}.`
  }

  const release = buildpack.kind === 'cnb' ? ' as a Cloud Native app' : ''
  // The prediction is of the buildpack's decision about the files; what comes before and after it can go wrong too.
  const errors = findings.filter(({severity}) => severity === 'error').length
  const but =
    errors === 0
      ? ''
      : `. The ${errors === 1 ? 'error below makes' : 'errors below make'} the build or the app ${style.failure('fail')}`
  return `${who}${release} with Python ${printableLine(python!)} (${originText(origin!)}), ${PACKAGE_MANAGERS[manager!].name} ${toolVersion}, ${style.code(`\`${command}\``)}${but}.`
}

/** @param app its name; null: by what the source says */
function dockerfileLine(file: null | string, app: null | string): string {
  if (app !== null) return `Heroku would build ${app} from its Dockerfile.`
  return `Heroku builds this app from its Dockerfile (${file}), without a buildpack. To check an app on another stack, use --app NAME.`
}

function originText(origin: string): string {
  return origin === 'default' ? 'the default' : origin === 'cached' ? 'as in the last build' : origin
}
