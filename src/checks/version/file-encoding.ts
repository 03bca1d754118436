import type {Check, CheckContext, Fix} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {PYTHON_VERSION_PAGE} from '../facts.js'
import {majorIfAllowed, pythonSupport, suggestedVersion, writeVersionCommand} from '../version-facts.js'
import {repairVersion} from './repair-version.js'

export const fileEncoding: Check = {
  id: 'version/file-encoding',
  title: '.python-version has an unsupported text encoding',
  severity: 'error',
  explains: ['python-version-file::invalid-encoding'],
  docs: {
    what: "`.python-version` isn't plain UTF-8: it starts with a byte order mark, is UTF-16, or has characters of a legacy code page.",
    why: "The file looks right in an editor, but the buildpack can't read its bytes as a version, so the build fails. Windows line endings are fine.",
    fix: "Save the file as UTF-8 without a byte order mark. PowerShell's `>` writes UTF-16 in older versions: use an editor, or `Set-Content -Encoding ascii`.",
    example: 'a file made by `echo 3.13 > .python-version` in Windows PowerShell 5',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    if (context.version.failure?.reason !== 'python-version-file::invalid-encoding') return []
    const {detail} = context.version.failure
    const encoding = detail === null ? 'not valid UTF-8' : `saved in another encoding (${detail})`
    const bytes = context.project.tree.read('.python-version') ?? new Uint8Array()
    return [
      {
        file: '.python-version',
        fix: rewrite(context, bytes),
        line: 1,
        message: `The build fails: .python-version is ${encoding}. It must be UTF-8 without a byte order mark.`,
      },
    ]
  },
}

function rewrite(context: CheckContext, bytes: Uint8Array): Fix {
  const text = decodeText(bytes)
  const lines = text === undefined ? [] : readVersionLines(new TextEncoder().encode(text))
  const repaired = lines.length === 1 ? repairVersion(lines[0]!) : undefined
  if (text === undefined || repaired === undefined)
    return {
      command: writeVersionCommand(repairVersion(lines[0] ?? '') ?? suggestedVersion(context) ?? pythonSupport(context).default),
      kind: 'ask',
    }
  const version = majorIfAllowed(context, repaired)
  const comments = text
    .split(/\r?\n/)
    .filter((line) => line.trimStart().startsWith('#'))
    .map((line) => line.trim())
  return {
    command: writeVersionCommand(version),
    edits: [{action: 'write', contents: [...comments, version, ''].join('\n'), path: '.python-version'}],
    kind: 'auto',
  }
}

/** Text by its byte order mark; undefined where the encoding can't be known. */
function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}
