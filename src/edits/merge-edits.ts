import type {Edit} from './edit.js'

export interface Fix {
  /** The check that it fixes. */
  id: string
  edits: readonly Edit[]
}

/**
 * Joins the edits of several fixes. Two that would write, move or delete the same path differently are a conflict, be
 * they of one check or of two: the later one is left out as a whole, for the user to run the fixes again.
 */
export function mergeEdits(fixes: readonly Fix[]): {edits: Edit[]; postponed: string[]} {
  const edits: Edit[] = []
  const postponed = new Set<string>()
  const touched = new Set<string>()
  for (const {edits: wanted, id} of fixes) {
    const added = wanted.filter((edit) => !edits.some((known) => JSON.stringify(known) === JSON.stringify(edit)))
    if (added.some((edit) => editedPaths(edit).some((path) => touched.has(path)))) {
      postponed.add(id)
      continue
    }

    for (const edit of added) for (const path of editedPaths(edit)) touched.add(path)
    edits.push(...added)
  }

  return {edits, postponed: [...postponed]}
}

export function editedPaths(edit: Edit): string[] {
  return edit.action === 'rename' ? [edit.path, edit.to] : [edit.path]
}
