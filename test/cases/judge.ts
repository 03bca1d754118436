import type {FindingJson} from '../../src/doctor/json.js'
import type {ExpectedFinding, Expectation} from './expectation.js'
import type {Answer} from './run-case.js'

/**
 * `told`: the cause and the right fix · `near`: a part of it, or without what matters · `silent`: nothing of it ·
 * `wrong`: something that is false, even beside what is right.
 */
export type Verdict = 'near' | 'silent' | 'told' | 'wrong'

export interface Judgement {
  verdict: Verdict
  /** What is missing or false, for people; empty where it is told. */
  faults: readonly string[]
}

interface Judged {
  /** Whether anything of it was said. */
  isSeen: boolean
  missing: readonly string[]
}

export function judge(expectation: Expectation, answer: Answer): Judgement {
  const wrong = falseOnes(expectation, answer)
  if (wrong.length > 0) return {faults: wrong, verdict: 'wrong'}
  const all = [
    ...expectation.finds.map((expected) => judgeFinding(expected, answer.findings)),
    ...(expectation.says.length > 0 ? [judgeNames(expectation.says, answer.told)] : []),
    ...judgeFile(expectation, answer),
  ]
  const faults = all.flatMap(({missing}) => missing)
  if (faults.length === 0) return {faults, verdict: 'told'}
  return {faults, verdict: all.some(({isSeen}) => isSeen) ? 'near' : 'silent'}
}

function judgeFinding({file, ids, names, severities}: ExpectedFinding, findings: readonly FindingJson[]): Judged {
  const found = findings.filter(({id}) => ids.includes(id))
  const [first] = found
  if (!first) return {isSeen: false, missing: [`no ${ids.join(' or ')}`]}
  const missing = [
    ...(found.some(({severity}) => severities.includes(severity))
      ? []
      : [`${first.id} is ${first.severity}, not ${severities.join(' or ')}`]),
    ...unnamed(names, found.map((finding) => textOf(finding)).join('\n')).map((name) => `${first.id} doesn't name ${name}`),
    ...(file === undefined || found.some((finding) => finding.file === file) ? [] : [`${first.id} is not at ${file}`]),
  ]
  return {isSeen: true, missing}
}

function judgeNames(names: readonly RegExp[], text: string): Judged {
  const missing = unnamed(names, text)
  return {isSeen: missing.length < names.length, missing: missing.map((name) => `the answer doesn't name ${name}`)}
}

function judgeFile({leaves}: Expectation, answer: Answer): Judged[] {
  if (!leaves || leaves.unless.test(answer.told) || !leaves.without.test(answer.after(leaves.file) ?? '')) return []
  return [{isSeen: false, missing: [`${leaves.file} has ${String(leaves.without)}, and nothing is said of it`]}]
}

function falseOnes({allows, finds, never, saysNot, says}: Expectation, {findings, told}: Answer): string[] {
  const right = new Set([...allows, ...finds.flatMap(({ids}) => ids)])
  const isControl = finds.length === 0 && says.length === 0
  const isSerious = ({severity}: FindingJson) => severity === 'error' || (isControl && severity === 'warning')
  const unexpected = findings.filter((finding) => isSerious(finding) && !right.has(finding.id))
  const refuted = findings.filter((finding) => never.some(({id, names}) => id === finding.id && names.test(textOf(finding))))
  return [
    ...[...unexpected, ...refuted].map(({id, message, severity}) => `false ${severity} ${id}: ${message}`),
    ...saysNot.filter((name) => name.test(told)).map((name) => `the answer says ${String(name)}`),
  ]
}

function unnamed(names: readonly RegExp[], text: string): string[] {
  return names.filter((name) => !name.test(text)).map(String)
}

function textOf({file, fix, message}: FindingJson): string {
  return [message, fix.command ?? '', file ?? ''].join('\n')
}
