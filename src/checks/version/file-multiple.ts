import type {Check} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {listing, PYTHON_VERSION_PAGE} from '../facts.js'
import {pythonSupport, writeVersionCommand} from '../version-facts.js'

export const fileMultiple: Check = {
  id: 'version/file-multiple',
  title: '.python-version has not exactly one version',
  severity: 'error',
  explains: ['python-version-file::multiple-versions', 'python-version-file::no-version'],
  docs: {
    what: '`.python-version` has no version, or more than one, even twice the same.',
    why: "pyenv allows several versions, one a line; the buildpack doesn't know which one to install: the build stops. Lines that begin with `#` are comments.",
    mend: 'Leave exactly one version in the file.',
    example: '`3.12` and `3.13` on two lines',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const reason = context.version.failure?.reason
    if (reason !== 'python-version-file::multiple-versions' && reason !== 'python-version-file::no-version') return []
    const versions = readVersionLines(context.project.tree.read('.python-version') ?? new Uint8Array())
    const message =
      versions.length === 0
        ? 'The build stops: .python-version has no version in it.'
        : `The build stops: .python-version has ${versions.length} versions (${listing(versions.slice(0, 5))}), and exactly one must be there.`
    return [
      {
        file: '.python-version',
        fix: {command: writeVersionCommand(versions[0] ?? pythonSupport(context).default), kind: 'ask'},
        message,
      },
    ]
  },
}
