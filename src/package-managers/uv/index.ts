import type {Manager} from '../manager.js'

import {uvFreshness} from './freshness.js'
import {uvClassic, uvCnb} from './install.js'
import {pinnedTables} from '../pinned-tables.js'
import {FILE, uvLockedPython, uvPackages} from './packages.js'

export const uv = {
  name: 'uv',
  file: FILE,
  manifest: 'pyproject.toml',
  needsVersionFile: true,
  packages: uvPackages,
  // The app itself and its workspace are no dependencies.
  pinned: (tree) => pinnedTables(tree, FILE, ['virtual', 'editable']),
  freshness: uvFreshness,
  lockedPython: uvLockedPython,
  classic: uvClassic,
  cnb: uvCnb,
  lock: {
    kind: 'lock',
    tool: 'uv',
    args: ({python, upgrade}) => [
      'lock',
      '--quiet',
      ...(python === null ? [] : ['--python', python]),
      ...(upgrade ? ['--upgrade'] : []),
    ],
    env: {},
    settings: ['uv.toml'],
    worksOffline: true,
  },
  words: {
    add: 'uv add',
    lock: 'uv lock',
    remove: 'uv remove',
    variables: /^UV_/,
    credentials: /^UV_(?:INDEX(?:_\w+)?|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS|KEYRING_PROVIDER|INSECURE_HOST)$/,
  },
} as const satisfies Manager
