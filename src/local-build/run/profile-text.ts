import type {PackageManager} from '../../buildpack/release.js'
import type {BuildData} from './build-data.js'
import type {ChosenInterpreter} from '../plan/build-plan.js'
import type {BuildPlace} from './build-request.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {quoted} from '../../common/shell-word.js'

interface Profile {
  data: BuildData
  /** What the Python home is made of. */
  interpreter: Pick<ChosenInterpreter, 'home'> | null
  manager: PackageManager
  machine: {place: Pick<BuildPlace, 'seen'>}
}

const MADE_BY = "# Made by heroku python:build-local. Does the same as the Python buildpack's script."

/**
 * Python's part of a process's environment. In a virtual environment there is no standard library that PYTHONHOME could lead to. Sources: bin/compile, lib/pip.sh, lib/pipenv.sh, bin/steps/nltk.
 */
export function pythonScript({data, interpreter, machine, manager}: Profile): string {
  const {app, build} = machine.place.seen
  const lines = [
    MADE_BY,
    ...PACKAGE_MANAGERS[manager].classic.profile,
    ...(data.nltk_downloader === 'enabled' ? ['export NLTK_DATA="$HOME/.heroku/python/nltk_data"'] : []),
    'export PATH="$HOME/.heroku/python/bin:$PATH"',
    'export PYTHONUNBUFFERED=true',
    'export LIBRARY_PATH="$HOME/.heroku/python/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"',
    'export LD_LIBRARY_PATH="$HOME/.heroku/python/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"',
    'export LANG="${LANG:-en_US.UTF-8}"',
    (interpreter?.home ?? null) === null ? 'unset PYTHONHOME' : 'export PYTHONHOME="$HOME/.heroku/python"',
    'export PYTHONPATH="${PYTHONPATH:-$HOME}"',
    '# Scripts of packages name the Python of the build: the app may be elsewhere now.',
    `if [ "$HOME" != ${quoted(app)} ]; then`,
    `  mkdir -p ${quoted(`${app}/.heroku`)}`,
    `  ln -nsf "$HOME/.heroku/python" ${quoted(`${app}/.heroku/python`)}`,
    'fi',
    ...(build === app ? [] : editableScript(build)),
  ]
  return `${lines.join('\n')}\n`
}

/** Editable installations name the build's folder. Heroku CI builds in the folder that the app has when it runs. */
function editableScript(build: string): string[] {
  return [
    '# Editable installations name the folder of the build.',
    'grep -rlsF --include="*.pth" --include="*.egg-link" --include="__editable___*_finder.py" \\',
    `    -e ${quoted(build)} "$HOME"/.heroku/python/lib/python*/site-packages/ | while IFS= read -r file; do`,
    `  sed -e "s#${build}#$HOME#" "$file" > "$file.new" && mv "$file.new" "$file"`,
    'done',
  ]
}

/** The variables by which a dyno's memory (MB) and cores are said on a machine that is larger. */
export const DYNO_MEMORY = 'HEROKU_PYTHON_DYNO_MEMORY'
export const DYNO_CORES = 'HEROKU_PYTHON_DYNO_CORES'

/** What the scripts below set, besides what each package manager adds. */
export const PROFILE_VARIABLES = [
  'PATH',
  'PYTHONUNBUFFERED',
  'LIBRARY_PATH',
  'LD_LIBRARY_PATH',
  'LANG',
  'PYTHONHOME',
  'PYTHONPATH',
  'DYNO_RAM',
  'WEB_CONCURRENCY',
  'WEB_CONCURRENCY_SET_BY',
  'FORWARDED_ALLOW_IPS',
  'GUNICORN_CMD_ARGS',
]

/**
 * As many server processes as memory and cores allow, where a memory limit is set, or a dyno's size was said.
 * Source: vendor/WEB_CONCURRENCY.sh.
 */
export const WEB_CONCURRENCY_SCRIPT = `${MADE_BY}
_limit_file=/sys/fs/cgroup/memory/memory.limit_in_bytes
_tell() {
  case "\${DYNO:-}" in web.*) printf 'Python buildpack: %s\\n' "$1" >&2 ;; esac
}

_megabytes="\${${DYNO_MEMORY}:-0}"
if [ "$_megabytes" -eq 0 ] && [ -f "$_limit_file" ]; then _megabytes=$(($(cat "$_limit_file") / 1048576)); fi
if [ "$_megabytes" -eq 0 ] || [ "$_megabytes" -gt 1048576 ]; then
  _tell "Couldn't determine available memory. Skipping automatic configuration of WEB_CONCURRENCY."
elif ! _cores="\${${DYNO_CORES}:-$(nproc)}"; then
  _tell "Couldn't determine number of CPU cores. Skipping automatic configuration of WEB_CONCURRENCY."
else
  _tell "Detected $_megabytes MB available memory and $_cores CPU cores."
  export DYNO_RAM="$_megabytes"
  if [ -n "\${WEB_CONCURRENCY+set}" ]; then
    _tell "Skipping automatic configuration of WEB_CONCURRENCY since it's already set."
  else
    _by_memory=$((_megabytes < 256 ? 1 : _megabytes / 256))
    _by_cores=$((_cores * 2 + 1))
    export WEB_CONCURRENCY_SET_BY="heroku/python"
    export WEB_CONCURRENCY=$((_by_memory < _by_cores ? _by_memory : _by_cores))
    _tell "Defaulting WEB_CONCURRENCY to $WEB_CONCURRENCY."
  fi
fi
unset -f _tell
unset _limit_file _megabytes _cores _by_memory _by_cores
`

/** Source: vendor/python.gunicorn.sh. */
export const GUNICORN_SCRIPT = `${MADE_BY}
export FORWARDED_ALLOW_IPS='*'
export GUNICORN_CMD_ARGS="\${GUNICORN_CMD_ARGS:---access-logfile -}"
`
