import type {Project} from '../project/project.js'

import {createFileTree} from '../packaging/file-tree.js'

/** A source without a fault, in place of one that is not read: what is then found is the app's. */
export const NO_SOURCE: Project = {
  slugignored: new Set(),
  source: {commit: null, dirty: false, notes: [], path: '', ref: null, repository: null},
  submodules: [],
  tree: createFileTree(new Map([['requirements.txt', {contents: new Uint8Array(), kind: 'file'}]])),
  truncated: new Map(),
  worktree: null,
}
