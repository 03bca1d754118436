import type {Edit} from '../../edits/edit.js'
import type {Style} from '../terminal/style.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {maskUrls} from '../../platform/secret.js'
import {decodeRequirements} from '../../packaging/requirements/decode.js'
import {printable} from '../terminal/printable.js'

const diff = lazyRequire<typeof import('diff')>('diff')

/** Edits as a reader of diffs expects them, with credentials masked. `read`: what a file holds now. */
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
      return style.warning(`untrack ${printable(edit.path)} (git rm -r --cached; stays on disk)`)

    case 'write': {
      const held = read(edit.path) ?? new Uint8Array()
      const {encoding, text} = decodeRequirements(held)
      // As its bytes are, but for an encoding in which no one could read it, and no mask would find a password.
      const before =
        encoding === 'utf-8' || encoding === 'other' ? new TextDecoder('utf-8', {ignoreBOM: true}).decode(held) : text
      if (before === edit.contents) return style.warning(`write ${printable(edit.path)} as UTF-8 (same text)`)
      const lines = diff()
        .createPatch(edit.path, before, edit.contents, undefined, undefined, {context: 2})
        .trimEnd()
        .split('\n')
        .slice(2)
      return lines.map((line) => colour(printable(maskUrls(line)), style)).join('\n')
    }
  }
}

function colour(line: string, style: Style): string {
  if (line.startsWith('+')) return style.success(line)
  return line.startsWith('-') ? style.failure(line) : style.dim(line)
}
