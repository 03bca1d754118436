import type {Check} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {listing, PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, writeVersionCommand} from '../version-facts.js'

const SHOWN = 5

export const fileMultiple: Check = {
  id: 'version/file-multiple',
  title: ".python-version doesn't have exactly one version",
  severity: 'error',
  explains: ['python-version-file::multiple-versions', 'python-version-file::no-version'],
  docs: {
    what: '`.python-version` has no version or more than one, even if they are the same.',
    why: "pyenv allows several versions, one per line. The buildpack can't tell which one to install, so the build fails. Lines that start with `#` are comments.",
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
        ? 'The build fails: .python-version has no version.'
        : `The build fails: .python-version has ${versions.length} versions (${listing(versions.slice(0, SHOWN))}${versions.length > SHOWN ? ' …' : ''}), and only one is allowed.`
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
