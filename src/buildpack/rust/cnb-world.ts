import {NotUnderstood} from '../not-understood.js'
import {APP, type CnbFiles} from './cnb-files.js'
import {type Machine, opaque, type World} from './machine.js'
import {pathIn} from './methods/paths.js'
import {
  as,
  boolean,
  err,
  integer,
  isIntegerType,
  type Known,
  known,
  limitsOf,
  list,
  NONE,
  ok,
  seen,
  some,
  text,
  type Value,
} from './values.js'

/** Config vars by their names; null: one whose value isn't told. */
export type BuildEnvironment = Readonly<Record<string, null | string>>

/** The program begins to install. */
export class Decided extends Error {
  constructor(readonly path: string) {
    super(path)
  }
}

/** The program tells why it ends, under a heading. */
export class Told extends Error {
  constructor(readonly heading: string) {
    super(heading)
  }
}

/** What libcnb makes of a program's answer. */
const DETECTED = opaque('libcnb::detect::DetectResult::pass')
const NOT_DETECTED = opaque('libcnb::detect::DetectResult::fail')

export const isPass = (value: Value) => value === DETECTED
export const isFail = (value: Value) => value === NOT_DETECTED

/** Of a build's context, only where the source is. */
export const CONTEXT = opaque('libcnb::Context', {fields: {app_dir: {kind: 'path', value: APP}}})

/** Set by the platform, or by the image, whatever the app has. */
const OF_THE_PLATFORM =
  /^(?:CNB_.*|DYNO|HEROKU_.*|HOME|HOSTNAME|LANG|LANGUAGE|LC_.*|LD_LIBRARY_PATH|LIBRARY_PATH|OLDPWD|PATH|PORT|PS|PWD|SHLVL|SOURCE_.*|STACK|TERM|USER)$/

const ERROR_LOG = 'libherokubuildpack::log::log_error'
const MESSAGE =
  /^(?:libherokubuildpack::(?:log|output)::log_(?:header|info|warning)|tracing::(?:debug|error|info|instrument|trace|warn))$/

export function cnbWorld(files: CnbFiles, environment: BuildEnvironment, declared: World['declared']): World {
  return {
    boundary(path) {
      throw new Decided(path)
    },
    constants,
    declared,
    ends(path, [title], evaluate) {
      if (path !== ERROR_LOG) return
      if (!title) throw new NotUnderstood(path)
      throw new Told(as('text', evaluate(title)).value)
    },
    functions: {...STANDARD, ...ofFiles(files), 'libcnb::Env::from_current': () => environmentValue(environment)},
    isMessage: (path) => MESSAGE.test(path),
  }
}

function constants(path: string): undefined | Value {
  if (/^std::io::ErrorKind::[A-Z]\w+$/.test(path)) return opaque(path)
  const [, type = '', name] = /^([iu]\w+)::(MAX|MIN)$/.exec(path) ?? []
  if (!isIntegerType(type)) return undefined
  return integer(limitsOf(type)[name === 'MIN' ? 0 : 1], type)
}

function environmentValue(environment: BuildEnvironment): Value {
  const find = ([key]: readonly Value[]) => {
    const name = as('text', key).value
    if (OF_THE_PLATFORM.test(name)) throw new NotUnderstood(`the variable ${name}`)
    return Object.hasOwn(environment, name) ? environment[name] : undefined
  }

  const value = (args: readonly Value[]) => {
    const found = find(args)
    if (found === null) throw new NotUnderstood('the value of a config var')
    return found === undefined ? NONE : some(text(found))
  }

  return opaque('libcnb::Env', {
    methods: {contains_key: (args) => boolean(find(args) !== undefined), get: value, get_string_lossy: value},
  })
}

type Function = World['functions'][string]

const made = (value: Value) => opaque('libcnb::Builder', {methods: {build: () => ok(value)}})
const path: Function = ([value]) => ({kind: 'path', value: pathIn(value!)})
const same: Function = ([value]) => value!
const empty: Function = () => list([])

const convert = (value: undefined | Value, machine: Machine, type: Known) => machine.converted(value!, type)

/** `u16::from` */
const FROM_NUMBERS = ['i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64', 'usize'].map((type): [string, Function] => [
  `${type}::from`,
  ([value], machine) => machine.converted(value!, known(type)),
])

/** Functions of the standard library and of libcnb that decide nothing of their own. */
const STANDARD: World['functions'] = {
  ...Object.fromEntries(FROM_NUMBERS),
  'Box::new': same,
  'Default::default': (_, machine, expected) => machine.initial(expected),
  'From::from': ([value], machine, expected) => convert(value, machine, expected),
  'Path::new': path,
  'PathBuf::from': path,
  'String::from': ([value]) => text(textIn(value!)),
  'String::new': () => text(''),
  'Vec::new': empty,
  'libcnb::detect::DetectResultBuilder::fail': () => made(NOT_DETECTED),
  'libcnb::detect::DetectResultBuilder::pass': () => made(DETECTED),
  'std::str::from_utf8': ([bytes]) => decoded(bytes!),
  'str::from_utf8': ([bytes]) => decoded(bytes!),
}

function textIn(value: Value): string {
  const inner = seen(value)
  return inner.kind === 'character' ? inner.value : as('text', inner).value
}

function decoded(value: Value): Value {
  const bytes = as('list', value).items.map((item) => as('integer', item).value)
  try {
    return ok(text(new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(new Uint8Array(bytes))))
  } catch {
    return err(opaque('std::str::Utf8Error'))
  }
}

function ofFiles(files: CnbFiles): World['functions'] {
  const test =
    (kinds: readonly string[]): Function =>
    ([at]) =>
      boolean(kinds.includes(files.look(pathIn(at!)).kind))
  const tryExists: Function = ([at]) => {
    const look = files.look(pathIn(at!))
    if (look.kind !== 'outside') return ok(boolean(true))
    const kind = look.methods?.kind?.([])
    return kind?.kind === 'outside' && kind.path.endsWith('::NotFound') ? ok(boolean(false)) : err(look)
  }

  return {
    'Path::exists': test(['device', 'directory', 'file']),
    'Path::is_dir': test(['directory']),
    'Path::is_file': test(['file']),
    'Path::try_exists': tryExists,
    'std::fs::exists': tryExists,
    'std::fs::read_to_string': ([at]) => files.read(pathIn(at!)),
  }
}
