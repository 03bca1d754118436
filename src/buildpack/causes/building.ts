import type {Cause} from './cause.js'
import type {Place, Recogniser} from './recogniser.js'

import {named} from './recogniser.js'

import {HEADER, MODULE, NAME, PROGRAM, VERSION} from './tokens.js'

/** What compilers and setup scripts say where a package is built from source. */

/** What configures a build tries out what the system has, and is content without. */
const IS_TRIAL = /conf(?:ig)?test|try_compile|CMakeTmp|CMakeScratch|meson-private|has_\w+\.c/i

const part =
  (kind: 'header' | 'library' | 'program') =>
  (match: RegExpExecArray, {building}: Place): Cause | undefined =>
    IS_TRIAL.test(match[0])
      ? undefined
      : {kind: 'missing-system', name: match.slice(1).find(Boolean)!, package: building, part: kind}

const tooOld = (_: RegExpExecArray, {building}: Place): Cause => ({kind: 'too-old', package: building})

export const SYSTEM: readonly Recogniser[] = [
  {
    // uv's own reading of it.
    isWrapped: true,
    pattern: new RegExp(
      String.raw`need to install a library that provides "(${HEADER})" for \x60(${NAME})(?:@(${VERSION}))?\x60`,
    ),
    cause: ([, header, name, version]) => ({
      kind: 'missing-system',
      name: header!,
      package: named(name!, version),
      part: 'header',
    }),
  },
  {
    pattern: new RegExp(String.raw`[^\n]{0,300}fatal error: (${HEADER}): No such file or directory`),
    cause: part('header'),
  },
  {
    // The configuration scripts that setup scripts ask.
    pattern:
      /\b(pg_config|mysql_config|gdal-config|curl-config|xml2-config|xslt-config|xmlsec1-config|geos-config|nc-config|krb5-config|cups-config|net-snmp-config|icu-config|llvm-config|sdl-config|freetype-config|pcre-config)\b(?: executable)?[^\n]{0,40}(?:not found|could not be found|No such file)/,
    cause: part('program'),
  },
  {
    pattern: /Could(?: not|n't) (?:find|run|execute) '?((?:gdal|curl|geos|nc|krb5|llvm|xml2|xslt|mysql)[-_]config)\b/,
    cause: part('program'),
  },
  {
    pattern: new RegExp(
      String.raw`(?:FileNotFoundError: )?\[Errno 2\] No such file or directory: '(?:/usr/(?:local/)?bin/)?(${PROGRAM})'`,
    ),
    cause: (match, place) => (isProgram(match[1]!) ? part('program')(match, place) : undefined),
  },
  {
    pattern: new RegExp(
      String.raw`(?:error: command '(${PROGRAM})' failed(?:: No such file|: .{0,30}not found)|unable to execute '?(${PROGRAM})'?: No such file)`,
    ),
    cause: part('program'),
  },
  {
    pattern: new RegExp(
      String.raw`(?:/bin/sh: (?:\d+: |line \d+: )?(${PROGRAM}): (?:command )?not found|Program '(${PROGRAM})' not found or not executable|(?:^|\s)(cmake|swig|gfortran|ninja|meson|cargo|nvcc|java|javac): command not found)`,
    ),
    cause: part('program'),
  },
  {
    pattern: /(?:CMake must be installed|Problem with the CMake installation|CMAKE_C_COMPILER not set)/,
    cause: (_, {building}) => ({kind: 'missing-system', name: 'cmake', package: building, part: 'program'}),
  },
  {
    pattern: /can't find Rust compiler|Rust toolchain is not|Cargo, the Rust package manager, is not installed/,
    cause: (_, {building}) => ({kind: 'missing-system', name: 'cargo', package: building, part: 'program'}),
  },
  {
    pattern: /Unknown compiler\(s\): \[\['gfortran'|no Fortran compiler found/,
    cause: (_, {building}) => ({kind: 'missing-system', name: 'gfortran', package: building, part: 'program'}),
  },
  {
    pattern:
      /Unable to invoke pkg-config|pkg-config(?: probably)? (?:is )?not (?:found|installed)|pkg-config: (?:command )?not found/,
    cause: (_, {building}) => ({kind: 'missing-system', name: 'pkg-config', package: building, part: 'program'}),
  },
  {
    // pkg-config and Meson.
    pattern: new RegExp(
      String.raw`(?:No package '(${PROGRAM})' found|Package '?(${PROGRAM})'?(?:, required by '[\w: ]{1,40}',)? (?:was )?not found|(?:ERROR: )?Dependency "?(${PROGRAM})"? (?:not found,? \(?tried|is required but not found)|Dependency lookup for (${PROGRAM}) with method)`,
    ),
    cause: part('library'),
  },
  {
    pattern: new RegExp(String.raw`cannot find -l(${PROGRAM})`),
    cause: part('library'),
  },
  {
    pattern: /make sure the (libxml2) and libxslt development packages are installed/,
    cause: part('library'),
  },
  {
    pattern: /(?:Cannot|Could not|Can ?not) find (?:valid pkg-config name|(?:library )?(geos_c|libsystemd|libmecab))/,
    cause: (match, {building}) => ({kind: 'missing-system', name: match[1] ?? 'mysqlclient', package: building, part: 'library'}),
  },
]

/** Programs that a setup script may start; other names are files that it reads. */
const PROGRAMS =
  /^(?:\w+[-_]config|cmake|swig|gfortran|ninja|meson|cargo|rustc|gcc|cc|g\+\+|c\+\+|clang|make|git|hg|svn|bzr|node|npm|java|javac|pkg-config|nvcc|bison|flex|ld|ar|patchelf|autoreconf|autoconf|libtoolize)$/

function isProgram(name: string): boolean {
  return PROGRAMS.test(name)
}

/** What a package says that is older than the Python, or than the setuptools, which builds it. */
const SIGNS: readonly RegExp[] = [
  // Python's C API, which changed in 3.11, 3.12, 3.13 and 3.14.
  /['‘](?:struct )?(?:_?Py\w{1,40}|_ts|_frame|_object|_typeobject|_longobject|_err_stackitem)['’](?: \{aka ['‘][\w ]{1,60}['’]\})? has no member named/,
  /has no member named ['‘](?:ob_digit|exc_type|curexc_type|use_tracing|tp_print|recursion_depth|root_cframe|cframe)['’]/,
  /too (?:few|many) arguments to function ['‘]_?Py\w{1,60}/,
  /implicit declaration of function ['‘](?:_?Py[A-Z_]\w{1,60}|PyUnicode_\w{1,40}|PyEval_\w{1,40}|PyObject_\w{1,40})['’]/,
  /['‘](?:_?Py[A-Z]\w{1,60})['’] (?:undeclared|was not declared|has not been declared)/,
  /fatal error: (?:longintrepr|frameobject_private|code)\.h: No such file/,
  /invalid use of incomplete typedef ['‘](?:PyFrameObject|PyCodeObject|PyThreadState)/,
  /the configured Python interpreter version \([\d.]{1,12}\) is newer than PyO3's maximum supported version/,
  /Cython\.Compiler\.Errors\.CompileError|^Error compiling Cython file:/,
  // What left the standard library and setuptools, and what setup scripts took for granted.
  /module 'pkgutil' has no attribute 'ImpImporter'/,
  /module 'configparser' has no attribute 'SafeConfigParser'/,
  /module 'inspect' has no attribute 'getargspec'/,
  /module 'ast' has no attribute '(?:Str|Num|NameConstant)'/,
  /module 'collections' has no attribute '\w{1,40}'/,
  /cannot import name '\w{1,40}' from 'collections'/,
  /use_2to3 is invalid/,
  /'build_ext' object has no attribute 'cython_sources'/,
  /ForwardRef\._evaluate\(\) missing 1 required/,
  /Cannot install on Python version [\d.]{1,12}; only versions/,
  /Python version >=? ?[\d.]{1,6} required/,
  /(?:setuptools\.installer|setuptools\.command\.test|pip\.req|pip\.download)\b.{0,40}(?:No module|cannot import)/,
]

export const BUILDING: readonly Recogniser[] = [
  ...SIGNS.map((pattern): Recogniser => ({cause: tooOld, pattern})),
  {
    pattern: new RegExp(String.raw`(?:ModuleNotFound|Import)Error: No module named '?(${MODULE})'?`),
    cause: ([, module], {building}) => ({kind: 'missing-in-build', module: module!, package: building}),
  },
]

/** Who has failed: it is said below what went wrong. Source: pip's diagnostics, of all its versions; uv; Poetry. */
export const FAILED: readonly RegExp[] = [
  new RegExp(String.raw`Failed (?:to build '(?=[^']{1,64}' )|building wheel for )(${NAME})(?=['\s]|$)`),
  new RegExp(String.raw`^╰─> (${NAME})(?: from \S{1,400})?$`),
  new RegExp(String.raw`Failed to (?:download and )?build \x60(${NAME})(?:==(${VERSION}))?(?: @ [^\x60]{1,300})?\x60`),
  new RegExp(String.raw`Installing (${NAME}) \((${VERSION})(?: [^)]{1,60})?\): Failed`),
  new RegExp(String.raw`the following issues with (${NAME}) \((${VERSION})\)`),
  new RegExp(String.raw`failed with error code 1 in \S{0,120}/(?:pip-(?:build|install|req-build)-?\w{1,20})/(${NAME})/`),
  new RegExp(String.raw`Could not build wheels for (${NAME})[ ,]`),
  new RegExp(String.raw`Failed to build installable wheels for some pyproject\.toml based projects \((${NAME})\)`),
  new RegExp(String.raw`Couldn't install package: (${NAME})\b`),
]

/** Which package the next lines are about. */
export const CURRENT: readonly RegExp[] = [
  new RegExp(String.raw`^(?:Collecting|Processing) (${NAME})(?:\[[^\]]{0,100}\])?(?:==(${VERSION}))?(?=[\s<>=!~;]|$)`),
  new RegExp(String.raw`^Building wheel for (${NAME}) (?:\([^)]{1,40}\)|\.\.\.|: )`),
  new RegExp(
    String.raw`^Running setup\.py (?:install|bdist_wheel|develop|\(path:\S{1,300}\) egg_info) for (?:package )?(${NAME})\b`,
  ),
  new RegExp(String.raw`^Building \x60?(${NAME})==(${VERSION})`),
]

/** The version of a source distribution that is fetched. */
export const FETCHED = new RegExp(
  String.raw`^(?:Downloading|Using cached) (?:\S{1,300}/)?(${NAME})-(${VERSION})\.(?:tar\.gz|zip|tar\.bz2)\b`,
)
