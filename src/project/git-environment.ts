/** What keeps git from running anything of the repository's, from reaching out, and from another repository. */

export const SAFE_OPTIONS = ['--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']

/**
 * Set by git when it runs a hook, from which the doctor may be called, or by a user. They would point every call at
 * another repository, or change how its arguments are read.
 */
const INHERITED = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GLOB_PATHSPECS',
  'GIT_GRAFT_FILE',
  'GIT_ICASE_PATHSPECS',
  'GIT_INDEX_FILE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]

export const GIT_ENVIRONMENT: Record<string, string | undefined> = {
  // A missing object of a partial clone is not fetched; before git 2.44 only a ban of every protocol says so.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  // A push sends the objects themselves, whatever stands in for them here.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  // For withoutFilters.
  HEROKU_PYTHON_EMPTY: '',
  HEROKU_PYTHON_FALSE: 'false',
  LC_ALL: 'C',
  ...Object.fromEntries(INHERITED.map((name) => [name, undefined])),
}

/** Turns filters off, which git runs on files whose time has changed: options for git. */
export function withoutFilters(filters: readonly string[]): string[] {
  return filters.flatMap((name) => [
    ...setting(`filter.${name}.clean`, '', 'HEROKU_PYTHON_EMPTY'),
    ...setting(`filter.${name}.process`, '', 'HEROKU_PYTHON_EMPTY'),
    ...setting(`filter.${name}.required`, 'false', 'HEROKU_PYTHON_FALSE'),
  ])
}

/** `-c` ends a name at the first `=`, `--config-env` (git 2.31) at the last. */
function setting(name: string, value: string, variable: string): string[] {
  return name.includes('=') ? [`--config-env=${name}=${variable}`] : ['-c', `${name}=${value}`]
}
