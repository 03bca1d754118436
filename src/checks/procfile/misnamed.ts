import type {Check, CheckContext} from '../check.js'

import {parseProcfile} from '../../project/procfile.js'
import {listing, renameEdits, shellWord} from '../facts.js'
import {PROCFILE_PAGE} from '../shared/processes.js'

export const procfileMisnamed: Check = {
  id: 'procfile/misnamed',
  title: 'the name of the Procfile is misspelled',
  severity: 'error',
  docs: {
    what: 'A file in the root has a name similar to `Procfile`, and there is no `Procfile`.',
    why: 'The name must match exactly, including case and without an extension. Heroku ignores other names: the deploy succeeds, and nothing runs.',
    fix: 'Rename the file to `Procfile`.',
    example: '`procfile`, `Procfile.txt`, `.procfile`',
    link: PROCFILE_PAGE,
  },
  run(context) {
    const found = misnamedProcfiles(context)
    const [name] = found
    if (name === undefined) return []
    const command = `git mv ${shellWord(name)} Procfile`
    return [
      {
        file: name,
        fix:
          found.length > 1
            ? {command, kind: 'ask'}
            : {command, edits: renameEdits(context.project, name, 'Procfile'), kind: 'auto'},
        message: `Nothing runs after a deploy: Heroku only reads a file named exactly Procfile, not ${listing(found)}.`,
      },
    ]
  },
}

/** The files in the root that were meant to be the Procfile, of which they have the form; none where there is one. */
export function misnamedProcfiles({project: {tree}}: CheckContext): string[] {
  if (tree.exists('Procfile')) return []
  return tree.list().filter((name) => {
    const bytes = /^\.?procfile(?:\.txt)?$/i.test(name) && tree.isFile(name) ? tree.read(name) : undefined
    return bytes !== undefined && parseProcfile(bytes).processes.length > 0
  })
}
