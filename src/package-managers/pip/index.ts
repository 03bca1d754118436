import type {Manager} from '../manager.js'

import {pipClassic, pipCnb} from './install.js'
import {pipBuiltFolders, pipPackages} from './packages.js'
import {pipPinned} from './pinned.js'
import {SOURCE} from './compiled.js'

export const pip = {
  name: 'pip',
  file: 'requirements.txt',
  manifest: 'pyproject.toml',
  usesPip: true,
  packages: pipPackages,
  builtFolders: pipBuiltFolders,
  pinned: pipPinned,
  classic: pipClassic,
  cnb: pipCnb,
  lock: {kind: 'compile', source: SOURCE, tool: 'uv'},
  words: {variables: /^PIP_/, credentials: /^PIP_(?:EXTRA_INDEX_URL|INDEX_URL)$/},
} as const satisfies Manager
