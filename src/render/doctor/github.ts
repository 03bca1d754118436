import type {DoctorReport} from '../../doctor/report.js'

import {printableLine} from '../terminal/printable.js'
import {messageWithNote} from './finding-text.js'

const COMMANDS = {error: 'error', info: 'notice', warning: 'warning'} as const

/** Workflow commands that GitHub Actions turns into annotations: a line for each finding. Paths are from the repository's root. */
export function renderGitHub({findings, source}: DoctorReport): string {
  return findings
    .map(({column, endColumn, file, fix, id, line, severity, title, ...finding}) => {
      const place = [
        file !== undefined && `file=${property(source.folder === '' ? file : `${source.folder}/${file}`)}`,
        line !== undefined && `line=${line}`,
        column !== undefined && `col=${column}`,
        // The last column itself. Source: docs.github.com, "Workflow commands".
        endColumn !== undefined && `endColumn=${endColumn - 1}`,
        `title=${property(`${id}: ${title}`)}`,
      ]
      const message = messageWithNote(finding)
      const text = fix.command === null ? message : `${message} Fix: ${fix.command}`
      return `::${COMMANDS[severity]} ${place.filter(Boolean).join(',')}::${data(text)}`
    })
    .join('\n')
}

/** GitHub's escapes. Source: actions/toolkit packages/core/src/command.ts. Line ends are shown already, as in any log. */
function data(text: string): string {
  return printableLine(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
