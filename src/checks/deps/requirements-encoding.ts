import type {Encoding} from '../../packaging/requirements/decode.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {decodeRequirements} from '../../packaging/requirements/decode.js'
import {shellWord} from '../facts.js'
import {pipRequirements} from './requirements-facts.js'

export const requirementsEncoding: Check = {
  id: 'deps/requirements-encoding',
  title: "a requirements file isn't saved as UTF-8",
  severity: 'warning',
  docs: {
    what: "`requirements.txt`, or a file that it includes, is saved as UTF-16 or UTF-32. Or it isn't valid UTF-8, and no comment names its encoding.",
    why: "pip only recognizes UTF-16 by the byte order mark at its start. Without one, or with bytes that pip can't read, the build fails. Other tools, such as those that look for outdated packages, only read UTF-8.",
    fix: 'Save the file as UTF-8. The automatic fix does that for UTF-16 and UTF-32. In Windows PowerShell 5, `>` writes UTF-16: use `pip freeze | Out-File -Encoding ascii requirements.txt`.',
    example: 'a file made by `pip freeze > requirements.txt` in Windows PowerShell 5',
    link: 'https://pip.pypa.io/en/stable/reference/requirements-file-format/#encoding',
  },
  run(context) {
    const files = pipRequirements(context)?.files ?? []
    return files.flatMap((file) => describe(file, context) ?? [])
  },
}

const NAMES: Readonly<Record<Exclude<Encoding, 'utf-8'>, string>> = {other: 'no UTF-8', 'utf-16': 'UTF-16', 'utf-32': 'UTF-32'}

function describe(file: string, {project}: CheckContext): Finding | undefined {
  const bytes = project.tree.read(file)
  if (!bytes || project.truncated.has(file)) return undefined
  const {encoding, hasMark, readable, text} = decodeRequirements(bytes)
  const isDeclared = encoding === 'other' && readable
  if ((encoding === 'utf-8' && readable) || isDeclared) return undefined
  if (encoding === 'utf-8' || encoding === 'other') {
    const command = `iconv -f WINDOWS-1252 -t UTF-8 ${shellWord(file)}`
    return {file, fix: {command, kind: 'hand'}, line: 1, message: UNREADABLE, severity: 'error'}
  }

  const isRead = hasMark && readable
  const message = isRead
    ? `The file is saved as ${NAMES[encoding]}. pip reads it, but other tools may not. Save it as UTF-8.`
    : `The build fails: the file is saved as ${NAMES[encoding]} ${hasMark ? 'and damaged' : 'without a byte order mark'}, which pip can't read. Save it as UTF-8.`
  return {
    file,
    fix: readableFix(file, text),
    line: 1,
    message,
    ...(!isRead && {severity: 'error' as const}),
  }
}

const UNREADABLE =
  "The build fails: the file isn't valid UTF-8, and has no comment that names another encoding. Save it as UTF-8. If it was saved on Windows, the command shows how."

function readableFix(file: string, text: string): Finding['fix'] {
  if (text.includes('\uFFFD')) return {command: null, kind: 'hand'}
  return {command: null, edits: [{action: 'write', contents: text, path: file}], kind: 'auto'}
}
