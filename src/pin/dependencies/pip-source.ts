import type {FileTree} from '../../packaging/file-tree.js'
import type {Refusal} from '../refusal.js'

import {COMPILED, compiledFrom, leadsToCompiled, SOURCE} from '../../package-managers/pip/compiled.js'

/** What requirements.txt is compiled from. `rename`: from itself, which becomes requirements.in. */
export type PipSource = {kind: 'compile'; path: string} | {kind: 'refused'; refusal: Refusal} | {kind: 'rename'; path: string}

/**
 * Chooses the source: the first time requirements.txt itself; afterwards requirements.in, which is recognised by what
 * compiled files say of themselves, or by holding nothing that requirements.txt doesn't pin.
 */
export function choosePipSource(tree: FileTree): PipSource {
  if (!tree.isFile(COMPILED)) return {kind: 'compile', path: SOURCE}
  const origin = compiledFrom(tree)
  if (tree.isFile(SOURCE)) {
    const related = origin ? origin.fromSource : leadsToCompiled(tree)
    return related ? {kind: 'compile', path: SOURCE} : {kind: 'refused', refusal: {id: 'requirements-in-unrelated'}}
  }

  if (origin) return {kind: 'refused', refusal: {command: origin.command, id: 'compiled-elsewhere'}}
  return {kind: 'rename', path: COMPILED}
}
