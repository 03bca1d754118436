import type {DoctorReport} from '../doctor/report.js'

const COMMANDS = {error: 'error', info: 'notice', warning: 'warning'} as const

/** Workflow commands that GitHub Actions turns into annotations: a line for each finding. */
export function renderGitHub(report: DoctorReport): string {
  return report.findings
    .map(({file, fix, id, line, message, severity, title}) => {
      const place = [
        file && `file=${property(file)}`,
        line !== undefined && `line=${line}`,
        `title=${property(`${id}: ${title}`)}`,
      ]
      const text = fix.command === null ? message : `${message} Fix: ${fix.command}`
      return `::${COMMANDS[severity]} ${place.filter(Boolean).join(',')}::${data(text)}`
    })
    .join('\n')
}

/** GitHub's escapes. Source: actions/toolkit packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
