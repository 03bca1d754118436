import type {Edit} from '../edits/edit.js'
import type {Style} from './style.js'

import {lazyRequire} from '../lazy-require.js'
import {printable} from './printable.js'

const diff = lazyRequire<typeof import('diff')>('diff')

/** Edits as a reader of diffs expects them. `read`: what a file holds now. */
export function renderEdits(edits: readonly Edit[], read: (path: string) => Uint8Array | undefined, style: Style): string {
  return edits.map((edit) => renderEdit(edit, read, style)).join('\n')
}

function renderEdit(edit: Edit, read: (path: string) => Uint8Array | undefined, style: Style): string {
  switch (edit.action) {
    case 'delete':
      return style.failure(`delete ${printable(edit.path)}`)

    case 'rename':
      return style.warning(`rename ${printable(edit.path)} → ${printable(edit.to)}`)

    case 'untrack':
      return style.warning(`untrack ${printable(edit.path)} (git rm -r --cached; it stays on disk)`)

    case 'write': {
      const before = new TextDecoder('utf-8', {ignoreBOM: true}).decode(read(edit.path) ?? new Uint8Array())
      const lines = diff()
        .createPatch(edit.path, before, edit.contents, undefined, undefined, {context: 2})
        .trimEnd()
        .split('\n')
        .slice(2)
      return lines.map((line) => colour(printable(line), style)).join('\n')
    }
  }
}

function colour(line: string, style: Style): string {
  if (line.startsWith('+')) return style.success(line)
  return line.startsWith('-') ? style.failure(line) : style.dim(line)
}
