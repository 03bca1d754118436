import type {RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE} from '../facts.js'
import {firstNames, installedEntries, label} from './requirements-facts.js'

/** Where the source of a Fir app lies while it is built. */
const FIR_SOURCE = /^(?:file:\/\/)?\/workspace(?:\/|$)/

export const localFileUrl: Check = {
  id: 'deps/local-file-url',
  title: 'a package is from a folder on another machine',
  severity: 'error',
  docs: {
    what: 'A requirement is installed from a path outside the source: `package @ file:///…`, `C:\\…`, `/home/…` or `../…`.',
    why: 'The path only exists on the machine where the file was created, so the build fails. `pip freeze` writes such lines in conda environments, and for packages that were installed from a folder.',
    fix: "Write the package and its version instead (`certifi==2026.1.4`). `pip list --format=freeze` lists packages in this form. Commit packages that aren't on an index: `./packages/name`.",
    example: '`certifi @ file:///croot/certifi_1707229174982/src`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const found = installedEntries(context).filter((entry) => isElsewhere(entry, context))
    // conda's files have dozens of such lines, which are fixed at once.
    return [...new Set(found.map(({file}) => file))].map((file) => {
      const entries = found.filter((entry) => entry.file === file)
      return unlessCreated(context, describe(file, entries), [
        file,
        ...entries.flatMap(({source}) => (source.kind === 'path' ? [source.written] : [])),
      ])
    })
  },
}

function isElsewhere({source}: RequirementEntry, {kind}: CheckContext): boolean {
  if (source.kind !== 'path' || source.path !== null || source.written.includes('${')) return false
  return kind === 'classic' || !FIR_SOURCE.test(source.written)
}

function describe(file: string, entries: readonly RequirementEntry[]): Finding {
  const names = firstNames(entries.map((entry) => label(entry)))
  const subject = entries.length === 1 ? `${names} comes` : `${names} come`
  return {
    file,
    fix: {command: 'python -m pip list --format=freeze --exclude-editable', kind: 'ask'},
    line: entries[0]!.line,
    message: `The build fails: ${subject} from a path outside the source, which Heroku doesn't have. Write name==version instead. The command lists your packages in that form.`,
  }
}
