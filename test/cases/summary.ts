/**
 * Measures how many of the cases are told: `npx tsx test/cases/summary.ts [ID|KIND …] [--builds]`.
 * Ids may be regular expressions. Without --builds those that need a package index are left out.
 */
import type {Case} from './case.js'
import type {Judgement, Verdict} from './judge.js'

import '../support/setup.js'
import {needsIndex, readCases} from './case.js'
import {EXPECTATIONS} from './expectations/index.js'
import {judgeCase} from './judge-case.js'

const VERDICTS: readonly Verdict[] = ['told', 'near', 'silent', 'wrong']

interface Row {
  one: Case
  kind: string
  judgement: Judgement
}

const words = process.argv.slice(2)
const wanted = words.filter((word) => !word.startsWith('--'))
const isWanted = ({id}: Case) =>
  wanted.length === 0 || wanted.some((word) => kindOf(id) === word || new RegExp(`^(?:${word})$`).test(id))
const cases = readCases().filter((one) => isWanted(one) && (words.includes('--builds') || !needsIndex(one)))
const rows: Row[] = []
for (const one of cases) rows.push({judgement: await judgeCase(one), kind: kindOf(one.id), one})

for (const {judgement, kind, one} of rows) {
  if (judgement.verdict === 'told') continue
  console.log(`${judgement.verdict.padEnd(6)} ${one.id} (${kind}): ${one.essence}`)
  for (const fault of judgement.faults) console.log(`       ${fault}`)
}

console.log(`\n${['kind'.padEnd(12), ...VERDICTS.map((verdict) => verdict.padStart(6))].join(' ')}`)
for (const kind of [...new Set(rows.map((row) => row.kind))].sort())
  print(
    kind,
    rows.filter((row) => row.kind === kind),
  )
print('all', rows)

function print(title: string, some: readonly Row[]): void {
  const counts = VERDICTS.map((verdict) => some.filter(({judgement}) => judgement.verdict === verdict).length)
  console.log([title.padEnd(12), ...counts.map((count) => String(count).padStart(6))].join(' '))
}

function kindOf(id: string): string {
  return EXPECTATIONS.get(id)?.kind ?? 'no expectation'
}
