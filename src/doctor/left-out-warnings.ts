import type {FileTree} from '../packaging/file-tree.js'

import {type LeftOut, leftOut} from '../packaging/left-out.js'

/** More files than this are counted, not listed. */
const LISTED = 5

const REASONS: Record<LeftOut['why'], string> = {
  'too-long': 'is too long, so only its start was read',
  'too-much-work': "takes too much work to evaluate, so its settings weren't checked",
}

/** What the checks could not see, since a reader gave up on it. */
export function leftOutWarnings(tree: FileTree): string[] {
  const parts = leftOut(tree)
  const shown = parts.slice(0, LISTED).map(({file, why}) => `${file} ${REASONS[why]}`)
  return parts.length > LISTED ? [...shown, `${parts.length - LISTED} more files were only partly checked`] : shown
}
