import {posix} from 'node:path'

import type {Binding} from '../../project/python-source/index.js'
import type {CheckContext} from '../check.js'
import type {ServerStart} from './processes.js'

import {interpretFile} from '../../project/python-source/index.js'
import {optionValues} from './start-command.js'

/** Gunicorn's settings in a file of Python. It reads gunicorn.conf.py where no other is named. */
interface GunicornConfig {
  file: string
  /** The settings, by name; undefined where the source doesn't tell them. */
  names: ReadonlyMap<string, Binding> | undefined
}

/** Source: gunicorn's documentation, "Configuration Overview" and the setting `config`. @returns undefined if there is none */
export function gunicornConfig({project: {tree}}: CheckContext, {server, start}: ServerStart): GunicornConfig | undefined {
  if (server.name !== 'gunicorn') return undefined
  const named = optionValues(start.args, ['-c', '--config'])
    .at(-1)
    ?.replace(/^file:/, '')
  if (start.folder === undefined || named?.includes('$')) return {file: '', names: undefined}
  const file = posix.join(start.folder, named ?? 'gunicorn.conf.py')
  if (!tree.isFile(file)) return named === undefined ? undefined : {file, names: undefined}
  const {names, open} = interpretFile(tree, file, [start.folder, ''])
  return {file, names: open ? undefined : names}
}
