import type {FileSystem} from '../../system/file-system.js'
import type {Processes} from '../../system/processes.js'
import type {Interpreter, InterpreterOrigin} from './interpreter.js'

import {errorCode} from '../../system/file-system.js'
import {CannotStart} from '../../system/processes.js'

/** A program that may be an interpreter. */
export interface Candidate {
  program: string
  origin: InterpreterOrigin
}

export interface Asking {
  files: FileSystem
  processes: Processes
  /** Where programs are started: a folder of ours, so that nothing of the app's is taken for a module. */
  cwd: string
  signal?: AbortSignal | undefined
}

/** What a program that was asked turned out to be. */
export type Answer =
  | {id: 'interpreter'; interpreter: Interpreter}
  /** Something other than a final release of CPython, in its own words: `PyPy 3.11.13`, `CPython 3.15.0rc1`. */
  | {id: 'other'; what: string}
  | {id: 'silent'}

/** A cold start from a slow disk takes seconds. */
const TIME_LIMIT_MS = 20_000

/**
 * Runs on any Python 3. The wheel: Linux distributions keep it in a folder of their own (WHEEL_PKG_DIR). Of several, the
 * last by name, as the buildpack (lib/utils.sh, bundled_pip_module_path). Builds without the global lock (t) and with
 * assertions (d) take other wheels than Heroku's.
 * An installation whose parts all lie where CPython itself puts them can be copied to another place; not so Apple's frameworks, and
 * Debian's, which installs packages elsewhere.
 */
const QUESTIONS = `
import glob, importlib.util as util, json, os, sys, sysconfig
ensurepip = util.find_spec('ensurepip')
folders = [os.path.join(os.path.dirname(ensurepip.origin), '_bundled')] if ensurepip and ensurepip.origin else []
folders += [folder for folder in [sysconfig.get_config_var('WHEEL_PKG_DIR')] if ensurepip and folder]
wheels = [sorted(glob.glob(os.path.join(glob.escape(folder), 'pip-*.whl'))) for folder in folders]
info = sys.version_info
base, library = sys.base_prefix, 'python%d.%d' % info[:2]
def place(name): return sysconfig.get_path(name, vars={'base': base, 'installed_base': base, 'installed_platbase': base, 'platbase': base})
own = {'purelib': 'site-packages', 'platlib': 'site-packages', 'stdlib': '', 'platstdlib': ''}
movable = os.name == 'posix' and not sysconfig.get_config_var('PYTHONFRAMEWORK') and sys.base_exec_prefix == base and all(
  os.path.normpath(place(name)) == os.path.normpath(os.path.join(base, 'lib', library, folder)) for name, folder in own.items())
special = 'free-threaded' if sysconfig.get_config_var('Py_GIL_DISABLED') else 'debug' if hasattr(sys, 'gettotalrefcount') else ''
print(json.dumps({
  'bits': 64 if sys.maxsize > 2 ** 32 else 32,
  'bundledPip': next((found[-1] for found in wheels if found), None),
  'executable': getattr(sys, '_base_executable', None) or sys.executable,
  'final': info.releaselevel == 'final',
  'hasVenv': util.find_spec('venv') is not None,
  'home': base if movable else None,
  'implementation': sys.implementation.name,
  'special': special,
  'version': '%d.%d.%d' % info[:3],
  'whole': sys.version.split()[0],
}))`

interface Reply {
  bits: number
  bundledPip: null | string
  executable: string
  final: boolean
  hasVenv: boolean
  home?: null | string
  implementation: string
  special: string
  version: string
  whole: string
}

/** Asks a program what it is. -I and -S: nothing of the user's runs, and no variable of theirs counts. */
export async function ask({origin, program}: Candidate, {cwd, files, processes, signal}: Asking): Promise<Answer> {
  try {
    const env = {__PYVENV_LAUNCHER__: undefined, PYTHONHOME: undefined}
    const options = {cwd, env, limit: 64 * 1024, signal, timeoutMs: TIME_LIMIT_MS}
    const {exitCode, stdout} = await processes.run(program, ['-I', '-S', '-c', QUESTIONS], options)
    const reply = exitCode === 0 ? parse(new TextDecoder().decode(stdout)) : undefined
    if (!reply) return {id: 'silent'}
    const {bits, bundledPip, executable, hasVenv, home = null, version} = reply
    const what = [nameOf(reply.implementation), reply.whole, reply.special].filter((part) => part !== '').join(' ')
    if (reply.implementation !== 'cpython' || !reply.final || reply.special !== '') return {id: 'other', what}
    const real = await files.realPath(executable)
    return {id: 'interpreter', interpreter: {bits, bundledPip, hasVenv, home, origin, program: real, version}}
  } catch (error) {
    // A name that is no program here, or one that is gone since it was listed.
    if (error instanceof CannotStart || errorCode(error) !== '') return {id: 'silent'}
    throw error
  }
}

function nameOf(implementation: string): string {
  return {cpython: 'CPython', graalpy: 'GraalPy', pypy: 'PyPy'}[implementation] ?? implementation
}

function parse(output: string): Reply | undefined {
  try {
    const reply = JSON.parse(output) as Partial<Reply> | null
    return typeof reply?.executable === 'string' && typeof reply.version === 'string' ? (reply as Reply) : undefined
  } catch {
    return undefined
  }
}
