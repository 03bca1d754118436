import type {FileTree} from '../packaging/file-tree.js'

export const SUPPRESSIONS_FILE = '.heroku-python.json'

/** More mistakes than this are counted, not listed. */
const LISTED = 5

interface Suppressions {
  /** Check id → the reason given. */
  reasons: ReadonlyMap<string, string>
  /** What is wrong with the file, in words; it is then used as far as it goes. */
  warnings: string[]
}

/**
 * Reads `{"suppress": {"ID": "reason"}}` from the committed file.
 *
 * @param known the ids of all checks
 */
export function readSuppressions(tree: FileTree, known: ReadonlySet<string>): Suppressions {
  const bytes = tree.read(SUPPRESSIONS_FILE)
  if (!bytes) return {reasons: new Map(), warnings: []}
  const suppress = parse(bytes)
  if (suppress === undefined) {
    return {
      reasons: new Map(),
      warnings: [`${SUPPRESSIONS_FILE} doesn't have the form {"suppress": {"ID": "reason"}}, so nothing is suppressed`],
    }
  }

  const reasons = new Map<string, string>()
  const warnings: string[] = []
  for (const [id, reason] of Object.entries(suppress)) {
    if (!known.has(id)) warnings.push(`${SUPPRESSIONS_FILE} names a check that doesn't exist: ${id.slice(0, 60)}`)
    else if (typeof reason !== 'string' || reason.trim() === '')
      warnings.push(`${SUPPRESSIONS_FILE} has no reason for ${id}, so it isn't suppressed`)
    else reasons.set(id, reason)
  }

  return {reasons, warnings: shortened(warnings)}
}

function shortened(warnings: string[]): string[] {
  const more = warnings.length - LISTED
  return more > 1 ? [...warnings.slice(0, LISTED), `${SUPPRESSIONS_FILE} has ${more} more such mistakes`] : warnings
}

function parse(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const suppress = typeof data === 'object' && data !== null ? (data as {suppress?: unknown}).suppress : undefined
    return typeof suppress === 'object' && suppress !== null && !Array.isArray(suppress)
      ? (suppress as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
