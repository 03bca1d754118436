import {built, type Case, FIR, within} from '../../case.js'
import {CNB_PROGRAM} from '../../../support/cnb-program.js'

const ID = 'build/newer-release'

/** A release that never was: it takes every app, and stops where a file has a certain name. */
const NEWER = {
  'bin/compile': `set -euo pipefail
if [[ -f "\${1}/old.txt" ]]; then
	build_data::set_string "failure_reason" "old-file::gone"
	exit 1
fi
build_data::set_string "package_manager" "pip"
build_data::set_string "python_version_requested" "3.13"
build_data::set_string "python_version_origin" ".python-version"
build_data::set_string "python_version" "3.13.15"
cache::restore
`,
  'bin/detect': 'exit 0\n',
}
const APP = {'.python-version': '3.13\n', 'requirements.txt': ''}
const row = (name: string, files: Record<string, string>, findings: readonly string[]): Case => ({
  ...built(name, files, findings),
  newer: NEWER,
})

const FIR_APP = {'requirements.txt': ''}
const onFir = (name: string, files: Record<string, string>, findings: readonly string[]): Case => ({
  ...built(name, files, findings, {app: FIR}),
  newer: CNB_PROGRAM,
})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    row('a file that a newer release refuses', {...APP, 'old.txt': ''}, [`${ID} error`]),
    row('two managers, which a newer release accepts', {...APP, 'uv.lock': 'version = 1\n'}, [`${ID} info`]),
    row('an app for which a newer release decides the same', APP, []),
    built('a file that a newer release refuses, before there is one', {...APP, 'old.txt': ''}, []),
    onFir('on Fir, a file that a newer release refuses', {...FIR_APP, 'old.txt': ''}, [`${ID} error`]),
    onFir('on Fir, an app that a newer release takes for none of Python', {...FIR_APP, 'alien.txt': ''}, [`${ID} error`]),
    onFir('on Fir, another Python of a newer release', FIR_APP, [`${ID} info`]),
    onFir('on Fir, no manager, as before', {'app.py': ''}, []),
    onFir('on Fir, a file whose name is close', {'app.py': '', 'old.text': ''}, []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'an app for which a newer release decides the same'}
