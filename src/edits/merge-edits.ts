import type {Edit} from './edit.js'

/**
 * Joins the edits of several fixes. Two that would write, move or delete the same path differently are a conflict: the
 * later one is left out, for the user to run the fixes again.
 */
export function mergeEdits(fixes: readonly {edits: readonly Edit[]; id: string}[]): {edits: Edit[]; postponed: string[]} {
  const edits: Edit[] = []
  const postponed: string[] = []
  const touched = new Map<string, string>()
  for (const {edits: wanted, id} of fixes) {
    const added = wanted.filter((edit) => !edits.some((known) => JSON.stringify(known) === JSON.stringify(edit)))
    const conflict = added.some((edit) => paths(edit).some((path) => touched.has(path) && touched.get(path) !== id))
    if (conflict) {
      postponed.push(id)
      continue
    }

    for (const edit of added) for (const path of paths(edit)) touched.set(path, id)
    edits.push(...added)
  }

  return {edits, postponed}
}

function paths(edit: Edit): string[] {
  return edit.action === 'rename' ? [edit.path, edit.to] : [edit.path]
}
