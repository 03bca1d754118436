import type {RulesOfKind} from './rules.js'

export interface Proof {
  what: string
  passed: boolean
}

const NAMES = {classic: 'classic', cnb: 'Cloud Native'} as const

/** What was proved and what was not, as Markdown. */
export function proofTable(proofs: readonly Proof[], rules: Readonly<Record<'classic' | 'cnb', RulesOfKind>>): string {
  const rows = proofs.map(({passed, what}) => `| ${what} | ${passed ? 'agrees' : '**differs**'} |`)
  const changed = (['classic', 'cnb'] as const).flatMap((kind) =>
    Object.entries(rules[kind].changed).map(([unit, {release}]) => `- ${NAMES[kind]} ${release}: \`${unit}\``),
  )
  const proved = `Proved releases: classic ${rules.classic.proved}, Cloud Native ${rules.cnb.proved}.`
  return [
    '',
    '| Compared | Result |\n|---|---|',
    ...rows,
    '',
    proved,
    ...(changed.length === 0 ? [] : ['', 'Rules that changed since then, and were not verified:', '', ...changed]),
    '',
  ].join('\n')
}
