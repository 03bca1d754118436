/** The only config var that a package manager gets in a classic build: pip and Pipenv. Source: lib/pip.sh, lib/pipenv.sh. */
export const HANDED_TO_PIP = 'PIP_EXTRA_INDEX_URL'
