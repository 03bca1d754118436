import type {BuildpackKind} from '../../buildpack/release.js'
import type {ProcessType} from '../run/result.js'

import {quoted} from '../../common/shell-word.js'
import {SMALLEST_DYNO} from '../../platform/dyno-sizes.js'
import {DYNO_ENVIRONMENT} from '../boot/dyno-script.js'
import {DYNO_CORES, DYNO_MEMORY} from '../run/profile-text.js'
import {CHECK_PROGRAM} from './check-script.js'

/** The port that `heroku local` gives to the first process, too. */
const PORT = 5000

/**
 * The script that starts a process type of a built app, in the environment that the buildpack makes for a dyno
 * (boot/dyno-script.ts).
 */
export function runScript(processTypes: readonly ProcessType[], kind: BuildpackKind): string {
  const types = processTypes.map(({command, type}) => `  ${quoted(type)}) set -- bash -c ${quoted(command)} ;;`)
  const names = processTypes.length === 0 ? '' : `  ${processTypes.map(({type}) => quoted(type)).join('|')}) ;;\n`
  return `#!/usr/bin/env bash
# Starts the app that heroku python:build-local built in this folder. The next build replaces this file.
#   ./run              lists the process types
#   ./run TYPE         starts one, with PORT=${PORT} unless PORT is set
#   ./run -- COMMAND   runs any command in the same environment
#   ./run --check TYPE [PATH]
#                      starts one as on a dyno, reports what would happen on Heroku, and stops it
script_name=$(basename "\${BASH_SOURCE[0]}")
cd -P "$(dirname "\${BASH_SOURCE[0]}")" || exit 2

usage() {
${usage(processTypes)}
}

check() {
  case "$1" in
${names}  *) echo "No process type $1." >&2; usage >&2; exit 2 ;;
  esac
  # The smallest dyno size, unless set.
  export ${DYNO_MEMORY}="\${${DYNO_MEMORY}:-${SMALLEST_DYNO.memoryMegabytes}}" ${DYNO_CORES}="\${${DYNO_CORES}:-${SMALLEST_DYNO.cores}}"
  LD_LIBRARY_PATH="$PWD/.heroku/python/lib" .heroku/python/bin/python -I - "./$script_name" "$@" <<'PYTHON'
${CHECK_PROGRAM}PYTHON
}

case "\${1-}" in
  '') usage; exit 0 ;;
  --check) check "\${2-}" "\${3-/}"; exit ;;
  --) shift; if [ $# -eq 0 ]; then usage >&2; exit 2; fi ;;
${types.length === 0 ? '' : `${types.join('\n')}\n`}  *) echo "No process type $1." >&2; usage >&2; exit 2 ;;
esac

export HOME="$PWD"
export PORT="\${PORT:-${PORT}}"
# These may point to another Python.
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV
${DYNO_ENVIRONMENT[kind]}
exec "$@"
`
}

function usage(processTypes: readonly ProcessType[]): string {
  const longest = Math.max(...processTypes.map(({type}) => type.length), 0)
  const lines =
    processTypes.length === 0
      ? ['The Procfile has no process types.']
      : ['Process types:', ...processTypes.map(({command, type}) => `  ${type.padEnd(longest)}  ${command}`)]
  const all = [
    ...lines,
    '',
    'To start one: ./run TYPE. To run any command: ./run -- COMMAND',
    'To check one as on a dyno: ./run --check TYPE',
  ]
  return all.map((line) => `  printf '%s\\n' ${quoted(line)}`).join('\n')
}
