import {type Arguments, READERS} from './environment.js'
import {isTrue, mapped, PATH, truth, UNKNOWN, type Value} from './value.js'

/** What calls of well-known functions come to. */

/** Words that decouple, django-environ and strtobool take for true. */
const TRUE_WORDS = new Set(['1', 'on', 'ok', 't', 'true', 'y', 'yes'])

/** Of pathlib.Path: those that give another place. */
const PATH_MEMBERS = new Set([
  'absolute',
  'as_posix',
  'expanduser',
  'joinpath',
  'parent',
  'parents',
  'path',
  'resolve',
  'with_name',
  'with_suffix',
])

/** Functions that give a place: those of os.path that ask something don't. */
const GIVES_PATH =
  /^(?:pathlib\.(?:Pure)?(?:Posix)?Path(?:\.cwd)?|os\.path\.(?:abspath|dirname|join|normpath|realpath)|os\.getcwd|environ\.Path)$/

export function callOf(callee: Value, args: Arguments): Value {
  const [first] = args.positional
  if (callee.kind === 'path') return PATH
  if (callee.kind === 'member') return methodResult(callee, args)
  if (callee.kind !== 'imported') return UNKNOWN
  if (READERS.has(callee.path)) return {kind: 'instance', named: args.named, of: callee.path}
  if (GIVES_PATH.test(callee.path)) return first ? mapped(first, () => PATH) : PATH
  if (callee.path === 'dj_database_url.config') return databaseUrl(args)
  if (callee.path === 'dj_database_url.parse' && first) return mapped(first, () => UNKNOWN)
  return first ? mapped(first, (value) => builtinResult(callee.path, value)) : UNKNOWN
}

/** It reads `env`, DATABASE_URL unless told otherwise, and gives an empty dictionary or the default without it. */
function databaseUrl({named, positional}: Arguments): Value {
  const variable = named.get('env') ?? positional[0]
  const name = variable?.kind === 'string' && !variable.value.includes('://') ? variable.value : 'DATABASE_URL'
  return {kind: 'environment', names: [name], otherwise: UNKNOWN}
}

function builtinResult(path: string, value: Value): Value {
  switch (path) {
    case 'builtins.bool': {
      const known = truth(value)
      return known === undefined ? UNKNOWN : isTrue(known)
    }

    case 'builtins.int': {
      const number = value.kind === 'string' ? Number(value.value.trim() || Number.NaN) : Number.NaN
      if (Number.isInteger(number)) return {kind: 'number', value: number}
      return value.kind === 'number' ? value : UNKNOWN
    }

    case 'builtins.list':
    case 'builtins.set':
    case 'builtins.tuple':
      return value.kind === 'list' ? value : UNKNOWN

    case 'builtins.str':
      return value.kind === 'string' || value.kind === 'path' ? value : UNKNOWN

    default:
      return path.endsWith('.strtobool') ? asSwitch(value) : UNKNOWN
  }
}

/** A text taken for a switch, as the libraries for settings do; other values by their truth. */
export function asSwitch(value: Value): Value {
  if (value.kind === 'string') return isTrue(TRUE_WORDS.has(value.value.toLowerCase()))
  const known = truth(value)
  return known === undefined ? UNKNOWN : isTrue(known)
}

export function memberOf(value: Value, name: string): Value {
  if (value.kind === 'imported') return wellKnown(`${value.path}.${name}`)
  if (value.kind === 'path') return PATH_MEMBERS.has(name) ? PATH : UNKNOWN
  return value.kind === 'unknown' ? UNKNOWN : {kind: 'member', name, of: value}
}

/** What is the same on every machine of Heroku's. */
function wellKnown(path: string): Value {
  if (path === 'os.name') return {kind: 'string', value: 'posix'}
  if (path === 'sys.platform') return {kind: 'string', value: 'linux'}
  return path === 'typing.TYPE_CHECKING' ? isTrue(false) : {kind: 'imported', path}
}

function methodResult({name, of}: Extract<Value, {kind: 'member'}>, {positional}: Arguments): Value {
  return mapped(of, (value) => {
    if (value.kind !== 'string') return UNKNOWN
    const [first] = positional
    const text = first?.kind === 'string' ? first.value : undefined
    switch (name) {
      case 'lower':
      case 'casefold':
        return {kind: 'string', value: value.value.toLowerCase()}

      case 'upper':
        return {kind: 'string', value: value.value.toUpperCase()}

      case 'strip':
        return positional.length === 0 ? {kind: 'string', value: value.value.trim()} : UNKNOWN

      case 'split':
        if (text === undefined || text === '' || positional.length !== 1) return UNKNOWN
        return {items: value.value.split(text).map((part) => ({kind: 'string', value: part})), kind: 'list', open: false}

      default:
        return UNKNOWN
    }
  })
}
