import type {Names} from './templates.js'

/** Puts a check into the list of src/checks/index.ts, after the others of its group. */
export function intoIndex(index: string, {group, id, identifier}: Names): string {
  const imported = insertAfterLast(
    index,
    [new RegExp(`^import \\{\\w+\\} from '\\./${group}/[\\w-]+\\.js'$`, 'gm'), /^import .*$/gm],
    `import {${identifier}} from './${id}.js'`,
  )
  const ofGroup = [...index.matchAll(new RegExp(`^import \\{(\\w+)\\} from '\\./${group}/`, 'gm'))].map(([, name]) => name)
  const entries = ofGroup.length === 0 ? [] : [new RegExp(`^ {2}(?:${ofGroup.join('|')}),$`, 'gm')]
  return insertAfterLast(imported, [...entries, /^ {2}\w+,$/gm], `  ${identifier},`)
}

/** Puts a check's rows and its near miss into the tables of test/checks/cases.ts. */
export function intoCases(cases: string, {id, identifier}: Names): string {
  const imported = insertAfterLast(
    cases,
    [/^(?:import .*|\} from .*)$/gm],
    `import {NEAR_MISS as ${nearMissOf(identifier)}, ROWS as ${rowsOf(identifier)}} from './rows/${id}.js'`,
  )
  const listed = insertBeforeEnd(imported, 'export const CASES', ']', `  ...${rowsOf(identifier)},`)
  return insertBeforeEnd(listed, 'export const NEAR_MISSES', '}', `  ...${nearMissOf(identifier)},`)
}

function rowsOf(identifier: string): string {
  return `ROWS_OF_${upper(identifier)}`
}

function nearMissOf(identifier: string): string {
  return `NEAR_MISS_OF_${upper(identifier)}`
}

function upper(identifier: string): string {
  return identifier.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

/** After the last line that fits the first pattern that any line fits. */
function insertAfterLast(text: string, patterns: readonly RegExp[], line: string): string {
  for (const pattern of patterns) {
    const last = [...text.matchAll(pattern)].at(-1)
    if (!last) continue
    const end = last.index + last[0].length
    return `${text.slice(0, end)}\n${line}${text.slice(end)}`
  }

  throw new Error(`no place for ${line}`)
}

function insertBeforeEnd(text: string, start: string, end: string, line: string): string {
  const at = text.indexOf(`\n${end}`, text.indexOf(start))
  if (!text.includes(start) || at === -1) throw new Error(`no place for ${line}`)
  return `${text.slice(0, at)}\n${line}${text.slice(at)}`
}
