import type {Check, Severity} from '../checks/check.js'
import type {DoctorReport} from '../doctor/report.js'

const LEVELS: Record<Severity, 'error' | 'note' | 'warning'> = {error: 'error', info: 'note', warning: 'warning'}

/** SARIF 2.1.0, which code scanning tools read. Paths are relative to the app's folder. */
export function toSarif(report: DoctorReport, checks: readonly Check[], version: string) {
  const used = checks.filter((check) => report.findings.some((finding) => finding.id === check.id))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        results: report.findings.map(({file, fix, id, line, message, severity}) => ({
          level: LEVELS[severity],
          locations: [
            {
              physicalLocation: {
                // Code scanning shows only results with a place; an app's own problem is put on its folder's first file.
                artifactLocation: {uri: uri(file ?? 'Procfile'), uriBaseId: '%SRCROOT%'},
                region: {startLine: line ?? 1},
              },
            },
          ],
          message: {text: fix.command === null ? message : `${message} Fix: ${fix.command}`},
          ruleId: id,
          ruleIndex: used.findIndex((check) => check.id === id),
        })),
        tool: {
          driver: {
            name: 'heroku python:doctor',
            rules: used.map(({docs, id, severity, title}) => ({
              defaultConfiguration: {level: LEVELS[severity]},
              fullDescription: {text: docs.what},
              help: {markdown: `${docs.why}\n\n${docs.mend}`, text: `${docs.why} ${docs.mend}`},
              helpUri: docs.link,
              id,
              shortDescription: {text: title},
            })),
            semanticVersion: version,
          },
        },
      },
    ],
    version: '2.1.0',
  }
}

function uri(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')
}
