import type {PlacedFinding} from '../../doctor/place.js'
import type {DoctorReport} from '../../doctor/report.js'

import {markdownBlock, markdownCode, markdownText} from '../markdown.js'
import {plural} from '../terminal/layout.js'
import {printableLine} from '../terminal/printable.js'
import {plainStyle} from '../terminal/style.js'
import {existingText} from './baseline-text.js'
import {countText, MARKS, messageWithNote} from './finding-text.js'
import {buildLine} from './headline.js'

/** A comment on GitHub holds 65,536 characters. Source: docs.github.com, "Issue comments"; a job's summary holds 1 MB. */
const LONGEST = 60_000
/** A longer line is cut: it is no reader's. */
const LONGEST_LINE = 200

/** The report for a pull request's comment, or a job's summary. All that the repository says in it is shown, and means nothing. */
export function renderMarkdown(report: DoctorReport): string {
  const {baseline, findings} = report
  const blocks = ['### heroku python:doctor', `${markdownText(buildLine(report, plainStyle))}`, `**${verdict(report)}**`]
  let length = blocks.join('').length
  for (const [index, finding] of findings.entries()) {
    const block = findingText(finding, report.source.folder)
    length += block.length
    if (length > LONGEST) {
      blocks.push(`… and ${plural(findings.length - index, 'more finding')}: run \`heroku python:doctor\` to see them.`)
      break
    }

    blocks.push(block)
  }

  if (baseline) blocks.push(baselineBlock(baseline, LONGEST - length))
  return blocks.join('\n\n')
}

function verdict({baseline, findings}: DoctorReport): string {
  const since = baseline ? ` since ${markdownCode(baseline.ref)}` : ''
  return findings.length === 0 ? `No ${baseline ? 'new ' : ''}problems found.` : `Found ${countText(findings)}${since}.`
}

function findingText(finding: PlacedFinding, folder: string): string {
  const {docs, excerpt, file, fix, id, line, severity} = finding
  const path = file === undefined ? undefined : [folder, file].filter((part) => part !== '').join('/')
  const place = path === undefined ? '' : ` in ${markdownCode(line === undefined ? path : `${path}:${line}`)}`
  return [
    `#### ${MARKS[severity]} ${severity}: [${id}](${docs})${place}`,
    markdownText(messageWithNote(finding)),
    ...(excerpt ? [markdownBlock([cutLine(printableLine(excerpt.text.trim()))])] : []),
    ...(fix.command === null ? [] : [`Fix: ${markdownCode(fix.command)}`]),
  ].join('\n\n')
}

function baselineBlock(baseline: NonNullable<DoctorReport['baseline']>, room: number): string {
  const existing = markdownText(existingText(baseline))
  const items = baseline.since.map(({id, message}) => `- ${markdownCode(id)}: ${markdownText(message)}`)
  const list = items.join('\n')
  if (items.length === 0 || list.length > room) return existing
  return `${existing}\n\nSince then, from time and not from this change:\n\n${list}`
}

function cutLine(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text
}
