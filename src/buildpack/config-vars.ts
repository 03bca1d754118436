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
