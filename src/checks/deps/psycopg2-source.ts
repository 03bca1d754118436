import type {Check} from '../check.js'

import {findDependency} from '../dependencies.js'

export const psycopg2Source: Check = {
  id: 'deps/psycopg2-source',
  title: 'psycopg2 is compiled in each build',
  severity: 'info',
  docs: {
    what: 'A dependency on `psycopg2`, of which there are no wheels for Linux.',
    why: 'It is compiled in each build that has no cache. That works on Heroku, and takes its time; `psycopg2-binary`, or its successor `psycopg[binary]`, is installed in a second.',
    mend: 'Ask for `psycopg2-binary` of the same version: the import stays `psycopg2`.',
    example: '`psycopg2==2.9.11`',
    link: 'https://www.psycopg.org/docs/install.html#psycopg-vs-psycopg-binary',
  },
  run(context) {
    const found = findDependency(context, 'psycopg2')
    // What another package asks for is not the app's to choose.
    if (!found?.direct || !found.certain || found.source !== 'index') return []
    const {file, line, version} = found
    const wanted = `psycopg2-binary${version === null ? '' : `==${version}`}`
    return [
      {
        file,
        ...(line !== undefined && {line}),
        fix: {command: null, kind: 'hand'},
        message: `psycopg2 is compiled in each build without a cache. ${wanted} has the same code, compiled.`,
      },
    ]
  },
}
