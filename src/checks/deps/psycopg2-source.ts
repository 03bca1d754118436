import type {Check, CheckContext} from '../check.js'

import {byName} from '../../common/by-name.js'
import {lazyRequire} from '../../common/lazy-require.js'
import {findDependency} from '../dependencies.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/**
 * Python → the first version of psycopg2-binary that has a wheel for it on Linux.
 *
 * Source: each was asked for, and so was the version before it (`pip download --only-binary :all: --python-version …`).
 */
const FIRST_WITH_WHEELS: Readonly<Record<string, string>> = byName({
  '3.10': '2.9.1',
  '3.11': '2.9.5',
  '3.12': '2.9.9',
  '3.13': '2.9.10',
  '3.14': '2.9.11',
})

export const psycopg2Source: Check = {
  id: 'deps/psycopg2-source',
  title: 'psycopg2 is compiled during the build',
  severity: 'info',
  docs: {
    what: "The app depends on `psycopg2`, which has no wheels for Linux. `psycopg2-binary` in the same version has one for the app's Python.",
    why: "Each build without a cache compiles it. That works on Heroku, but it's slow. `psycopg2-binary`, or its successor `psycopg[binary]`, installs in a second.",
    fix: 'Use `psycopg2-binary` in the same version. You still import `psycopg2`.',
    example: '`psycopg2==2.9.11`',
    link: 'https://www.psycopg.org/docs/install.html#psycopg-vs-psycopg-binary',
  },
  run(context) {
    const found = findDependency(context, 'psycopg2')
    // What another package asks for is not the app's to choose.
    if (!found?.direct || !found.certain || found.source !== 'index' || !hasWheel(found.version, context)) return []
    const {file, line, version} = found
    const wanted = `psycopg2-binary${version === null ? '' : `==${version}`}`
    return [
      {
        file,
        ...(line !== undefined && {line, part: 'psycopg2'}),
        fix: {command: null, kind: 'hand'},
        message: `Each build without a cache compiles psycopg2. ${wanted} is the same code as a wheel.`,
      },
    ]
  },
}

/** Whether psycopg2-binary comes as a wheel in that version: the newest always does. A Python that isn't known has none. */
function hasWheel(version: null | string, {prediction}: CheckContext): boolean {
  const python = prediction.python_version?.split('.').slice(0, 2).join('.') ?? ''
  const first = FIRST_WITH_WHEELS[python]
  if (version === null || first === undefined) return version === null
  return pep440().valid(version) !== null && pep440().gte(version, first)
}
