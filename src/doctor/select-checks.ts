import type {Check} from '../checks/check.js'

import {ProblemError} from '../common/problem.js'

interface Selection {
  only: readonly string[]
  skip: readonly string[]
}

/** The checks to run. An id may be a whole group: `version`. */
export function selectChecks(checks: readonly Check[], {only, skip}: Selection): Check[] {
  const unknown = [...only, ...skip].filter((id) => !checks.some((check) => matches(check, id)))
  if (unknown.length > 0) throw new ProblemError({id: 'unknown-check', ids: unknown, near: nearIds(checks, unknown[0]!)})
  return checks.filter((check) => {
    const wanted = only.length === 0 || only.some((id) => matches(check, id))
    return wanted && !skip.some((id) => matches(check, id))
  })
}

/** @throws ProblemError unknown-check */
export function findCheck(checks: readonly Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id)
  if (!check) throw new ProblemError({id: 'unknown-check', ids: [id], near: nearIds(checks, id)})
  return check
}

function matches(check: Check, id: string): boolean {
  return check.id === id || check.id.startsWith(`${id.replace(/\/$/, '')}/`)
}

/** Ids that share the most words with what was typed, three at the most. */
function nearIds(checks: readonly Check[], typed: string): string[] {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2)
  const score = (id: string) => words.filter((word) => id.includes(word.slice(0, 5))).length
  return checks
    .map(({id}) => ({id, score: score(id)}))
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({id}) => id)
}
