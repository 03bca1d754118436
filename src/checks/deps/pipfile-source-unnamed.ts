import type {Check} from '../check.js'

import {tomlTable} from '../../packaging/toml.js'
import {array, table} from '../../packaging/values.js'
import {packageManager} from '../facts.js'
import {placeOf} from '../dependencies.js'

export const pipfileSourceUnnamed: Check = {
  id: 'deps/pipfile-source-unnamed',
  title: 'a source in the Pipfile has no name',
  severity: 'error',
  docs: {
    what: 'A `[[source]]` in the `Pipfile` has no `name`.',
    why: 'Pipenv checks the `Pipfile` before it installs anything, and the build fails with "DataValidationError: Missing required field: name".',
    fix: 'Give each `[[source]]` a unique name, run `pipenv lock`, and commit both files.',
    example: '`[[source]]` with `url` and `verify_ssl` alone',
    link: 'https://pipenv.pypa.io/en/latest/indexes.html',
  },
  run(context) {
    const {tree} = context.project
    if (packageManager(context) !== 'pipenv' || !tree.isFile('Pipfile')) return []
    const sources = array(tomlTable(tree, 'Pipfile').source).map((source) => table(source))
    const at = sources.findIndex(({name, url}) => typeof url === 'string' && typeof name !== 'string')
    if (at === -1) return []
    const headings = new TextDecoder()
      .decode(tree.read('Pipfile'))
      .split('\n')
      .flatMap((line, index) => (/^\s*\[\[source\]\]/.test(line) ? [index + 1] : []))
    const line = headings[at]
    const name = sources.length === 1 ? 'pypi' : `source-${at + 1}`
    return [
      {
        fix: {command: null, kind: 'hand'},
        ...placeOf({file: 'Pipfile', line}),
        message: `The build fails: this [[source]] has no name, and Pipenv needs one (Missing required field: name). Add the line name = "${name}", then run pipenv lock.`,
      },
    ]
  },
}
