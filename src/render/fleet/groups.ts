import type {CheckedFinding} from '../../checks/run-checks.js'
import type {ExaminedApp} from '../../doctor/fleet-report.js'
import type {Style} from '../terminal/style.js'

import {SEVERITIES} from '../../checks/check.js'
import {MARKS} from '../doctor/finding-text.js'
import {commandText} from '../terminal/command.js'
import {indent} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'

/** One thing that a check says, and the apps of which it says it. */
interface Group extends Pick<CheckedFinding, 'docs' | 'id' | 'severity'> {
  message: string
  /** With APP in the place of the app's name. */
  command: null | string
  apps: string[]
}

const APP = 'APP'

/** What is the same in several apps is said once, worst first, and then what befalls the most of them. */
export function findingGroups(apps: readonly ExaminedApp[], {isWhole}: {isWhole: boolean}): Group[] {
  const groups = new Map<string, Group>()
  for (const {app, findings} of apps) {
    for (const {docs, fix, id, message, severity} of findings) {
      const said = isWhole ? message : firstSentence(message)
      const command = fix.command === null ? null : fix.command.replaceAll(`--app ${app}`, `--app ${APP}`)
      const key = JSON.stringify([id, severity, said, command])
      const group = groups.get(key) ?? {apps: [], command, docs, id, message: said, severity}
      if (!group.apps.includes(app)) group.apps.push(app)
      groups.set(key, group)
    }
  }

  const rank = ({apps: named, severity}: Group) => SEVERITIES.indexOf(severity) * 1e6 - named.length
  return [...groups.values()].sort((a, b) => rank(a) - rank(b))
}

export function groupText(
  {apps, command, docs, id, message, severity}: Group,
  {style, width}: {style: Style; width: number},
): string {
  const colour = {error: style.failure, warning: style.warning, info: style.info}[severity]
  const names = apps.map((app) => style.app(printableLine(app))).join(', ')
  // Of one app, its own command can be copied.
  const own = apps.length === 1 ? command?.replaceAll(`--app ${APP}`, `--app ${apps[0]!}`) : command
  return [
    `${colour(`${MARKS[severity]} ${severity}`)}  ${style.link(id, docs)}`,
    indent(printableLine(message), 2, width),
    indent(`${apps.length === 1 ? 'App' : 'Apps'}: ${names}`, 2, width, 2),
    ...(typeof own === 'string' ? [`  ${style.dim('help:')} ${style.code(commandText(printableLine(own), 8, width))}`] : []),
  ].join('\n')
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= [A-Z])/s.exec(text)?.[0] ?? text
}
