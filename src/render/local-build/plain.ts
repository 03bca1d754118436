import type {BuildpackKind} from '../../buildpack/release.js'
import type {BuildListener} from '../../local-build/run/events.js'
import type {Style} from '../terminal/style.js'

import {logLines} from '../../local-build/run/build-log.js'
import {printable} from '../terminal/printable.js'

/** The build log as Heroku shows it, a line at a time. */
export function showLog(kind: BuildpackKind, style: Style, print: (line: string) => void): BuildListener {
  const marks = {error: style.failure, plain: (text: string) => text, warning: style.warning}
  return (event) => {
    for (const {text, tone} of logLines(event, kind)) print(marks[tone](printable(text)))
  }
}
