import type {Check, Severity} from '../../checks/check.js'
import type {DoctorReport} from '../../doctor/report.js'

import {messageWithNote} from './finding-text.js'

const LEVELS: Record<Severity, 'error' | 'note' | 'warning'> = {error: 'error', info: 'note', warning: 'warning'}

/**
 * No file is to blame for such a result. GitHub's code scanning takes none without a file, so it gets one that is there,
 * and is told that it only stands for the app. Source: docs.github.com, "SARIF support for code scanning", `locations[]`.
 */
const ABOUT_THE_APP = {
  logicalLocations: [{kind: 'resource', name: 'app'}],
  message: {text: 'This is about the app as a whole, not about this file.'},
}

/** SARIF 2.1.0, which code scanning tools read. Paths are from the root of the repository. */
export function toSarif(report: DoctorReport, checks: readonly Check[], version: string) {
  const used = checks.filter((check) => report.findings.some((finding) => finding.id === check.id))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        results: report.findings.map(({column, endColumn, file, fingerprint, fix, id, line, severity, ...finding}) => ({
          level: LEVELS[severity],
          locations: [
            {
              ...(file === undefined && ABOUT_THE_APP),
              physicalLocation: {
                artifactLocation: {uri: uri([report.source.folder, file ?? report.source.anchor]), uriBaseId: '%SRCROOT%'},
                region: {
                  startLine: line ?? 1,
                  ...(column !== undefined && {endColumn, startColumn: column}),
                },
              },
            },
          ],
          message: {text: textOf(fix.command, messageWithNote(finding))},
          // Code scanning has a digest of its own, `primaryLocationLineHash`, and adds it.
          partialFingerprints: {'herokuPython/v1': fingerprint},
          ruleId: id,
          ruleIndex: used.findIndex((check) => check.id === id),
        })),
        tool: {
          driver: {
            name: 'heroku python:doctor',
            rules: used.map(({docs, id, severity, title}) => ({
              defaultConfiguration: {level: LEVELS[severity]},
              fullDescription: {text: docs.what},
              help: {markdown: `${docs.why}\n\n${docs.fix}`, text: `${docs.why} ${docs.fix}`},
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

function textOf(command: null | string, message: string): string {
  return command === null ? message : `${message} Fix: ${command}`
}

function uri(parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .map((part) => encodeURIComponent(wellFormed(part)))
    .join('/')
}

/** Names that are no UTF-8 are carried with lone surrogates, which no URI can hold. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD')
}
