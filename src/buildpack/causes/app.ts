import type {Cause, Setting} from './cause.js'
import type {Place, Recogniser} from './recogniser.js'

import {isAppPhase} from './recogniser.js'
import {FOLDER, MODULE, PATH, VARIABLE} from './tokens.js'

/** What the app's own code says in collectstatic, and in the hooks. */

type Made = Cause extends infer C ? (C extends {from: unknown} ? Omit<C, 'from'> : never) : never

/** A cause with the phase in which it was seen. */
const seen =
  (make: (match: RegExpExecArray) => Made | undefined) =>
  (match: RegExpExecArray, {phase}: Place): Cause | undefined => {
    const made = make(match)
    return made && isAppPhase(phase) ? {...made, from: phase} : undefined
  }

const DRIVERS: Readonly<Record<string, Setting>> = {MySQLdb: 'MySQL driver', psycopg: 'PostgreSQL driver'}

/** Where the build's copy of the app is, on Heroku and here. */
const BUILD_FOLDER = String.raw`(?:/tmp/build_\w{1,40}/|/workspace/|/app/|/\S{0,200}/build/)`

const variable = (before: string, after = ''): Recogniser => ({
  cause: seen(([, name]) => ({kind: 'missing-variable', name: name!})),
  pattern: new RegExp(`${before}['"]?(${VARIABLE})['"]?${after}`),
  phase: 'app',
})

export const APP: readonly Recogniser[] = [
  {
    pattern: new RegExp(String.raw`(?:ModuleNotFound|Import)Error: No module named '?(${MODULE})'?`),
    phase: 'app',
    cause: seen(([, module]) => ({kind: 'missing-module', module: module!})),
  },
  {
    pattern: new RegExp(
      String.raw`ImportError: cannot import name '(\w{1,64})' from (?:partially initialized module )?'(${MODULE})'`,
    ),
    phase: 'app',
    cause: seen(([, name, module]) => ({kind: 'missing-name', module: module!, name: name!})),
  },
  variable(String.raw`^KeyError: `, '$'),
  // python-decouple, environs, django-environ, starlette and dynaconf; and what many settings raise themselves.
  variable(String.raw`UndefinedValueError: `, ' not found'),
  variable(String.raw`ImproperlyConfigured: Set the `, ' environment variable'),
  variable(String.raw`EnvironError: Environment variable `, ' not set'),
  variable(String.raw`EnvError: Environment variable `, ' not set'),
  variable(String.raw`Config ['"]?`, ' is missing, and has no default'),
  variable(
    String.raw`(?:Error|Exception|ImproperlyConfigured): (?:Set|Missing|Please set|You must set|Set the|No|The|Env(?:ironment)? var(?:iable)?)(?: required)?(?: the)?(?: env(?:ironment)?)?(?: var(?:iable)?)?:? `,
    String.raw`(?: env|$|\b.{0,20}(?:not set|missing|required|is not defined))`,
  ),
  {
    pattern: /ImproperlyConfigured: The (SECRET_KEY) setting must not be empty/,
    phase: 'app',
    cause: seen(() => ({kind: 'setting', setting: 'SECRET_KEY'})),
  },
  {
    pattern: /without having set the STATIC_ROOT setting to a filesystem path/,
    phase: 'app',
    cause: seen(() => ({kind: 'setting', setting: 'STATIC_ROOT'})),
  },
  {
    pattern: /Error loading (psycopg|MySQLdb|cx_Oracle|oracledb)\w?(?: or \w{1,20})? module/,
    phase: 'app',
    cause: seen(([, module]) => ({kind: 'setting', setting: DRIVERS[module!] ?? 'Oracle driver'})),
  },
  {
    // A value that isn't there is used as if it were; the line above is the code's own.
    isWrapped: true,
    pattern: new RegExp(
      String.raw`(?:environ(?:\.get)?|getenv|config|env|get_env\w{0,20})[(\[]\s?['"](${VARIABLE})['"][^\n]{0,300}(?:TypeError: (?:int|float)\(\) argument must be|TypeError: [^\n]{0,80}NoneType|AttributeError: 'NoneType' object has no attribute)`,
    ),
    phase: 'app',
    cause: seen(([, name]) => ({kind: 'missing-variable', name: name!})),
  },
  {
    pattern:
      /could not translate host name|failed to resolve host|(?:Operational|Interface)Error: .{0,60}(?:Name or service not known|nodename nor servname|could not connect|connection (?:to server|failed|is bad|refused)|Can't connect|Connection refused)|redis\.exceptions\.ConnectionError|pymongo\.errors\.\w{1,40}(?:Timeout|Error)|socket\.gaierror|kombu\.exceptions\.OperationalError|elasticsearch\.exceptions\.Connection/,
    phase: 'app',
    cause: seen(() => ({kind: 'connects'})),
  },
  {
    pattern: new RegExp(
      String.raw`(?:MissingFileError: The file|The file|Missing staticfiles manifest entry for) '(${PATH})'(?: could not be found|$)`,
    ),
    phase: 'app',
    cause: ([, file]) => ({file: file!, kind: 'static-file'}),
  },
  {
    pattern: new RegExp(
      String.raw`FileNotFoundError: \[Errno 2\] No such file or directory: '(?:${BUILD_FOLDER}|${FOLDER})(${PATH})'`,
    ),
    phase: 'app',
    cause: seen(([, folder]) => ({folder: folder!, kind: 'no-folder'})),
  },
  {
    pattern: /^SyntaxError: /,
    phase: 'app',
    cause: seen(() => ({kind: 'syntax-error'})),
  },
]
