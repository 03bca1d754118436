/**
 * The config vars that hooks, NLTK and collectstatic of a classic build don't get; the app in its dynos does.
 * Source: vendor/buildpack-stdlib_v8.sh, `_env_blacklist`.
 */
export const HIDDEN_FROM_STEPS: ReadonlySet<string> = new Set([
  'CPATH',
  'CPPATH',
  'LD_LIBRARY_PATH',
  'LD_PRELOAD',
  'LIBRARY_PATH',
  'PATH',
  'PYTHONHOME',
])

/** Variables that bash keeps read-only. Source: bash(1), "Shell Variables". */
const READ_ONLY: ReadonlySet<string> = new Set(['BASHOPTS', 'BASH_VERSINFO', 'EUID', 'PPID', 'SHELLOPTS', 'UID'])

/**
 * What the shell says of a config var that it can't export; undefined: it can. Hooks go on without it, but the collectstatic step of
 * every build ends there. Source: vendor/buildpack-stdlib_v8.sh, `export_env`; bash(1), "Shell Variables".
 */
export function refusedByShell(name: string): 'invalid' | 'read-only' | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'invalid'
  return READ_ONLY.has(name) ? 'read-only' : undefined
}

/**
 * Names that the shell takes and doesn't hand on: its own variables, and those of the function that exports the config vars.
 * Sources: as of refusedByShell, tried with bash 5.2.
 */
export const KEPT_BY_SHELL: ReadonlySet<string> = new Set([
  '_',
  'BASHPID',
  'BASH_ALIASES',
  'BASH_ARGC',
  'BASH_ARGV',
  'BASH_CMDS',
  'BASH_COMMAND',
  'BASH_LINENO',
  'BASH_SOURCE',
  'BASH_SUBSHELL',
  'DIRSTACK',
  'EPOCHREALTIME',
  'EPOCHSECONDS',
  'FUNCNAME',
  'GROUPS',
  'LINENO',
  'PIPESTATUS',
  'SECONDS',
  'blacklist',
  'e',
  'env_dir',
  'whitelist',
])

/** Where the buildpack keeps its build data: a config var of this name leads its collectstatic step to another file. Source: lib/build_data.sh. */
export const BUILD_DATA_FILE = 'BUILD_DATA_FILE'

export {HANDED_TO_PIP} from '../package-managers/pip/config-vars.js'

/** Switches collectstatic off in a classic build. */
export const DISABLE_COLLECTSTATIC = 'DISABLE_COLLECTSTATIC'

/**
 * Whether a value of {@link DISABLE_COLLECTSTATIC} does so: empty counts as not set.
 * Source: bin/steps/collectstatic.
 */
export function disablesCollectstatic(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0'
}
