import {argument, type Called, itself, type Method} from './method.js'

import {NotUnderstood} from '../../not-understood.js'
import {boolean, as, optional, seen, text, type Value} from '../values.js'

const path = (value: string): Value => ({kind: 'path', value})
const own = ({receiver}: Called) => as('path', receiver).value
const shown: Method = (call) => text(own(call))

/** A path, or a text that is taken for one. */
export function pathIn(value: Value): string {
  const inner = seen(value)
  if (inner.kind === 'path' || inner.kind === 'text') return inner.value
  throw new NotUnderstood(`a ${inner.kind} as a path`)
}

/** The last part that names something; undefined for `..` and for the root. */
function lastOf(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const last = parts.at(-1)
  return last === '..' ? undefined : last
}

/** What behaves like this: a name that begins with its only dot has no extension. */
function extensionOf(path: string): string | undefined {
  return /^.+\.([^.]*)$/s.exec(lastOf(path) ?? '')?.[1]
}

function joined(path: string, other: string): string {
  if (other.startsWith('/')) return other
  return path === '' || path.endsWith('/') ? path + other : `${path}/${other}`
}

const called =
  (name: string): Method =>
  ({args, machine, receiver}) => {
    const known = machine.world.functions[`Path::${name}`]
    if (!known) throw new NotUnderstood(`Path::${name}`)
    return known([receiver, ...args], machine, {args: [], name: 'infer'})
  }

export const PATH_METHODS: Readonly<Partial<Record<string, Method>>> = {
  as_os_str: shown,
  as_path: itself,
  as_ref: itself,
  clone: itself,
  display: shown,
  exists: called('exists'),
  extension(call) {
    const extension = extensionOf(own(call))
    return optional(extension === undefined ? undefined : text(extension))
  },
  file_name(call) {
    const last = lastOf(own(call))
    return optional(last === undefined ? undefined : text(last))
  },
  is_absolute: (call) => boolean(own(call).startsWith('/')),
  is_dir: called('is_dir'),
  is_file: called('is_file'),
  is_relative: (call) => boolean(!own(call).startsWith('/')),
  join: (call) => path(joined(own(call), pathIn(argument(call)))),
  to_owned: itself,
  to_path_buf: itself,
  to_str: (call) => optional(text(own(call))),
  to_string_lossy: shown,
  try_exists: called('try_exists'),
}
