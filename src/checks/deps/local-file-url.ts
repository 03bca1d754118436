import type {RequirementEntry} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE} from '../facts.js'
import {firstNames, installedEntries, label} from './requirements-facts.js'

/** Where the source of a Fir app lies while it is built. */
const FIR_SOURCE = /^(?:file:\/\/)?\/workspace(?:\/|$)/

export const localFileUrl: Check = {
  id: 'deps/local-file-url',
  title: 'a package from a folder of another machine',
  severity: 'error',
  docs: {
    what: 'Requirements that are installed from a path which is not in the source: `package @ file:///…`, `C:\\…`, `/home/…` or `../…`.',
    why: 'The path is that of the machine where the file was made. Heroku has no such file, and the build stops. `pip freeze` writes such lines in conda environments, and for packages that were installed from a folder.',
    fix: 'Write the package and its version instead (`certifi==2026.1.4`). `pip list --format=freeze` shows them in this form. What is on no index belongs into the repository: `./packages/name`.',
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
  const subject = entries.length === 1 ? `${names} is to be installed` : `${names} are to be installed`
  return {
    file,
    fix: {command: 'python -m pip list --format=freeze --exclude-editable', kind: 'ask'},
    line: entries[0]!.line,
    message: `The build stops: ${subject} from a path outside of the source, which Heroku does not have. Write name==version instead, as the command shows it where the packages are installed.`,
  }
}
