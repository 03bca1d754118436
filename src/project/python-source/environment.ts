import {byName} from '../../common/by-name.js'
import {NONE, type Value} from './value.js'

/** The arguments of a call. */
export interface Arguments {
  positional: readonly Value[]
  named: ReadonlyMap<string, Value>
}

/** A read of an environment variable. */
export interface Read {
  name: string
  /** What it gives where the variable isn't set; undefined: it stops the app. */
  otherwise: Value | undefined
  /** What is done with the text: `builtins.bool` and the like. */
  cast?: Value
  /** It sets the variable as well, if it isn't set: `setdefault`. */
  sets?: true
}

/** Methods of django-environ's Env that name their own variable. Source: its documentation, "Supported types". */
const OWN_VARIABLE: Readonly<Record<string, string>> = byName({
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  channels: 'CHANNELS_URL',
  channels_url: 'CHANNELS_URL',
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  email: 'EMAIL_URL',
  email_url: 'EMAIL_URL',
  search_url: 'SEARCH_URL',
})

/** The methods whose second argument is a cast. */
const CASTS_FIRST = new Set(['dict', 'get_value', 'list', 'set', 'tuple'])

/** Methods that read no variable. */
const NO_READ = new Set(['__init__', 'path', 'prefixed', 'read_env', 'read_envfile', 'seal'])

/** Functions that give None where a variable isn't set. */
const GIVES_NONE = new Set(['os.environ.get', 'os.environ.pop', 'os.environb.get', 'os.getenv'])

/** Classes whose instances read variables when they are called. */
const DECOUPLE = new Set(['decouple.AutoConfig', 'decouple.Config'])
export const READERS: ReadonlySet<string> = new Set([
  'environ.Env',
  'environ.FileAwareEnv',
  'environs.Env',
  'environs.FileAwareEnv',
  ...DECOUPLE,
])

/**
 * The variable that a call reads; undefined if it reads none that is known.
 *
 * Sources: the documentation of os, django-environ, environs and python-decouple.
 */
export function readByCall(callee: Value, args: Arguments): Read | undefined {
  if (callee.kind === 'imported') return readByFunction(callee.path, args)
  if (callee.kind === 'instance') return readByInstance(callee, '', args)
  return callee.kind === 'member' && callee.of.kind === 'instance' ? readByInstance(callee.of, callee.name, args) : undefined
}

function readByFunction(path: string, args: Arguments): Read | undefined {
  if (path === 'decouple.config') return decoupleRead(args)
  if (!GIVES_NONE.has(path) && path !== 'os.environ.setdefault') return undefined
  const name = text(args.positional[0] ?? args.named.get('key'))
  const otherwise = args.positional[1] ?? args.named.get('default')
  if (name === undefined) return undefined
  // `pop` without a default is like a subscript.
  const without = path === 'os.environ.pop' ? undefined : NONE
  return {name, otherwise: otherwise ?? without, ...(path === 'os.environ.setdefault' && {sets: true as const})}
}

function decoupleRead({named, positional}: Arguments): Read | undefined {
  const name = text(positional[0] ?? named.get('option'))
  const cast = positional[2] ?? named.get('cast')
  return name === undefined ? undefined : {name, otherwise: positional[1] ?? named.get('default'), ...(cast && {cast})}
}

function readByInstance(
  {named: defaults, of}: Extract<Value, {kind: 'instance'}>,
  method: string,
  args: Arguments,
): Read | undefined {
  if (DECOUPLE.has(of)) return method === '' || method === 'get' ? decoupleRead(args) : undefined
  if (NO_READ.has(method)) return undefined
  const {named, positional} = args
  const first = positional[0] ?? named.get('var') ?? named.get('name')
  const name = first === undefined ? OWN_VARIABLE[method] : text(first)
  if (name === undefined) return undefined
  const isEnviron = of.startsWith('environ.')
  const second = isEnviron && (method === '' || CASTS_FIRST.has(method)) ? positional[2] : positional[1]
  const otherwise = second ?? named.get('default') ?? (isEnviron ? declaredDefault(defaults.get(name)) : undefined)
  return {name, otherwise, ...(method === 'bool' && {cast: BOOL})}
}

const BOOL: Value = {kind: 'imported', path: 'builtins.bool'}

/** `Env(DEBUG=(bool, False))`: a cast and a default; `Env(DEBUG=bool)`: a cast alone. */
function declaredDefault(declared: Value | undefined): Value | undefined {
  return declared?.kind === 'list' ? declared.items[1] : undefined
}

function text(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined
}
