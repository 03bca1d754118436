import type {Manager} from '../manager.js'

import {uvFreshness} from './freshness.js'
import {uvClassic, uvCnb} from './install.js'
import {tomlTable} from '../../packaging/toml.js'
import {table} from '../../packaging/values.js'
import {indexesWithout} from '../private-indexes.js'
import {pinnedTables} from '../pinned-tables.js'
import {FILE, uvBuiltFolders, uvLockedPython, uvPackages} from './packages.js'

export const uv = {
  name: 'uv',
  file: FILE,
  manifest: 'pyproject.toml',
  needsVersionFile: true,
  outsideOfConstraint: 'stops',
  packages: uvPackages,
  builtFolders: uvBuiltFolders,
  // The app itself and its workspace are no dependencies.
  pinned: (tree) => pinnedTables(tree, FILE, ['virtual', 'editable']),
  freshness: uvFreshness,
  lockedPython: uvLockedPython,
  privateIndexes: (tree) =>
    indexesWithout(table(tomlTable(tree, 'pyproject.toml'), 'tool', 'uv').index).map(({name, variable}) => ({
      name,
      variables: [`UV_INDEX_${variable}_USERNAME`, `UV_INDEX_${variable}_PASSWORD`],
    })),
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
    upgrade: (name, version, {direct}) =>
      direct && version !== null ? `uv add '${name}>=${version}'` : `uv lock --upgrade-package ${name}`,
    variables: /^UV_/,
    credentials: /^UV_(?:INDEX(?:_\w+)?|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS|KEYRING_PROVIDER|INSECURE_HOST)$/,
  },
} as const satisfies Manager
