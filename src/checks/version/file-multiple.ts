import type {Check} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {listing, PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, writeVersionCommand} from '../version-facts.js'

const SHOWN = 5

export const fileMultiple: Check = {
  id: 'version/file-multiple',
  title: '.python-version does not hold exactly one version',
  severity: 'error',
  explains: ['python-version-file::multiple-versions', 'python-version-file::no-version'],
  docs: {
    what: '`.python-version` has no version, or more than one, even twice the same.',
    why: "With pyenv several versions may be listed, one a line. The buildpack can't tell which one to install: the build stops. Lines that begin with `#` are comments.",
    fix: 'Leave exactly one version in the file.',
    example: '`3.12` and `3.13` on two lines',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const reason = context.version.failure?.reason
    if (reason !== 'python-version-file::multiple-versions' && reason !== 'python-version-file::no-version') return []
    const versions = readVersionLines(context.project.tree.read('.python-version') ?? new Uint8Array())
    const line = secondVersionLine(context.project.tree.read('.python-version'))
    const message =
      versions.length === 0
        ? 'The build stops: there is no version in .python-version.'
        : `The build stops: there are ${versions.length} versions in .python-version (${listing(versions.slice(0, SHOWN))}${versions.length > SHOWN ? ' …' : ''}), and only one may be there.`
    return [
      {
        file: '.python-version',
        ...(line !== undefined && {line}),
        fix: {command: writeVersionCommand(versions[0] ?? pythonSupport(context).default), kind: 'ask'},
        message,
      },
    ]
  },
}

/** The line (from 1) of the version that is one too many. */
function secondVersionLine(bytes: Uint8Array | undefined): number | undefined {
  const lines = new TextDecoder().decode(bytes ?? new Uint8Array()).split('\n')
  const versions = lines.flatMap((line, index) =>
    readVersionLines(new TextEncoder().encode(line)).length > 0 ? [index + 1] : [],
  )
  return versions[1]
}
