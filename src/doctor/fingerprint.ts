import {createHash} from 'node:crypto'

import type {PlacedFinding} from './place.js'

/** A finding that can be found again in another diagnosis. */
export interface KnownFinding extends PlacedFinding {
  /** The same for the same finding in another commit, wherever its line has moved to. */
  fingerprint: string
}

/** Hexadecimal digits of a digest: enough that no two findings of a repository share one by chance. */
const LENGTH = 32

/**
 * Gives each finding what it is known by: its check, its file, and the line itself rather than the line's number. Of several
 * that are alike, each has a number of its own.
 */
export function withFingerprints(findings: readonly PlacedFinding[]): KnownFinding[] {
  const counts = new Map<string, number>()
  return findings.map((finding) => {
    const digest = createHash('sha256')
      .update(JSON.stringify(identity(finding)))
      .digest('hex')
      .slice(0, LENGTH)
    const count = (counts.get(digest) ?? 0) + 1
    counts.set(digest, count)
    return {...finding, fingerprint: `${digest}:${count}`}
  })
}

function identity(finding: PlacedFinding): readonly string[] {
  return [finding.id, finding.file ?? '', ...subject(finding)]
}

/**
 * What in its file a finding is about, whatever stands around it. The line is the one that may be shown, without secrets: a
 * digest of a password would tell whether a guess at it is right.
 */
export function subject({excerpt, message, part}: PlacedFinding): readonly string[] {
  return excerpt === undefined ? [withoutNumbers(message)] : [excerpt.text.trim().replaceAll(/\s+/g, ' '), part ?? '']
}

/** Lines and counts change with what stands around a fault. Versions stay: another one may be another fault. */
function withoutNumbers(message: string): string {
  return message.replaceAll(/(?<![\w.])\d+(?:,\d{3})*(?![\w]|\.\d)/g, '#')
}
