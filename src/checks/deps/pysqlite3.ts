import type {Check} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {findDependency, placeOf} from '../dependencies.js'
import {managerWords} from '../facts.js'
import {hasNativeBuildpack} from './native-libraries.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** The first that comes as a wheel for Linux. Source: the buildpack's bin/warnings. */
const FIRST_WITH_WHEELS = '0.6.0'

export const pysqlite3: Check = {
  id: 'deps/pysqlite3',
  title: "pysqlite3 can't be built",
  severity: 'error',
  docs: {
    what: `\`pysqlite3\` older than ${FIRST_WITH_WHEELS}, because those versions are built from source.`,
    why: "Heroku's build image doesn't have SQLite's header files, and the buildpack no longer installs them. So the package can't be built, and the build fails.",
    fix: "Use the standard library's `sqlite3`, which does the same, or `pysqlite3` 0.6.0 or newer, which has a wheel.",
    example: '`pysqlite3==0.5.4`',
    link: 'https://docs.python.org/3/library/sqlite3.html',
  },
  run(context) {
    const found = findDependency(context, 'pysqlite3')
    if (!found?.certain || found.source !== 'index' || found.version === null || pep440().valid(found.version) === null) return []
    if (!pep440().lt(found.version, FIRST_WITH_WHEELS) || hasNativeBuildpack(context)) return []
    const {file, line, version} = found
    const remove = managerWords(context)?.remove
    const command = remove === undefined ? null : `${remove} pysqlite3`
    return [
      {
        ...placeOf({file, line}),
        fix: {command, kind: 'ask'},
        message: `The build fails: pysqlite3 ${version} is built from source, and SQLite's header files are missing. Import the standard library's sqlite3 instead, or use pysqlite3 ${FIRST_WITH_WHEELS} or newer.`,
      },
    ]
  },
}
