import type {Difference} from './differences.js'

export interface Compared {
  name: string
  /** From 1. */
  build: number
  differences: Difference[]
  /** Why this machine can't say what Heroku's build would do. */
  notComparable?: string
}

/** How many builds were compared, how many are the same, and in how many each thing differs. */
export function closingTable(compared: readonly Compared[]): string {
  const count = new Map<string, number>()
  for (const {differences} of compared) for (const {what} of differences) count.set(what, (count.get(what) ?? 0) + 1)
  const left = compared.filter(({notComparable}) => notComparable !== undefined)
  const same = compared.filter(({differences}) => differences.length === 0).length - left.length
  const rows = [...count].sort(([a, first], [b, second]) => second - first || a.localeCompare(b))
  return [
    '',
    `${compared.length} builds, ${same} without an undeclared difference`,
    ...left.map(({build, name, notComparable}) => `        not compared: ${name} ${build}: ${notComparable}`),
    ...rows.map(([what, number]) => `${String(number).padStart(6)}  ${what}`),
  ].join('\n')
}
