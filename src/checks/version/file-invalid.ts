import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'

import {readVersionLines} from '../../buildpack/version-lines.js'
import {majorOf, parseVersionNumber} from '../../buildpack/version-number.js'
import {editableText, PYTHON_VERSION_PAGE} from '../facts.js'
import {
  askForVersion,
  isAllowed,
  majorIfAllowed,
  pythonSupport,
  suggestedVersion,
  versionPlace,
  withVersion,
  writeVersionCommand,
} from '../version-facts.js'
import {repairVersion} from './repair-version.js'

type VersionFile = '.python-version' | 'runtime.txt'

export const fileInvalid: Check = {
  id: 'version/file-invalid',
  title: "the buildpack can't read the Python version",
  severity: 'error',
  explains: ['python-version-file::invalid-version', 'runtime-txt::invalid-version', 'internal-error::abort'],
  docs: {
    what: "A line of `.python-version` isn't a plain `3.13` or `3.13.5` (in `runtime.txt`: `python-3.13`).",
    why: 'The build fails at quotes, a `python-` prefix, wildcards, ranges, several words, a comment after the version, digits of other scripts and invisible characters.',
    fix: 'Put only the version on the line: `3.13`. The automatic fix does that if the line can only mean one version. It drops the patch release, so the app gets security fixes.',
    example: '`.python-version` with `python-3.13.5`, `"3.13"`, `3.13.x`, `3.13 # for Heroku`',
    link: PYTHON_VERSION_PAGE,
  },
  run(context) {
    const {failure, origin, requested} = context.version
    switch (failure?.reason) {
      case 'internal-error::abort':
        if (origin === '.python-version' || origin === 'runtime.txt') return [inFile(context, origin)]
        return [elsewhere(context, `${requested}, taken from ${origin === 'cached' ? 'the last build' : origin},`)]

      case 'python-version-file::invalid-version':
        return [inFile(context, '.python-version')]

      case 'runtime-txt::invalid-version':
        return [inFile(context, 'runtime.txt')]

      default:
        return []
    }
  },
}

/** A version of the right form whose digits are those of another script, or too many. */
function elsewhere(context: CheckContext, which: string): Finding {
  const {advice, fix} = askForVersion(context, suggestedVersion(context) ?? pythonSupport(context).default)
  return {
    ...versionPlace(context),
    fix,
    message: `The build fails: the Python version ${which} isn't a plain number.${advice}`,
  }
}

function inFile(context: CheckContext, file: VersionFile): Finding {
  const bytes = context.project.tree.read(file) ?? new Uint8Array()
  const lines = readVersionLines(bytes)
  const isValid = (line: string) =>
    file === '.python-version' ? /^\d/.test(line) && parseVersionNumber(line) : /^python-\d+\.\d+(?:\.\d+)?$/.test(line)
  const bad = lines.find((line) => !isValid(line)) ?? lines[0] ?? ''
  const at = lineNumber(bytes, bad)
  const repaired = lines.length === 1 ? repairVersion(lines[0]!) : undefined
  const version = repaired === undefined ? undefined : majorIfAllowed(context, repaired)
  const suggested = version ?? onlySupported(context, lines) ?? suggestedVersion(context) ?? pythonSupport(context).default
  const wanted = version === undefined ? `only the version (for example ${suggested})` : version
  return {
    file,
    ...(at !== undefined && {line: at, part: bad}),
    fix: fixOf(context, file, {repaired: version, suggested}),
    message: `The build fails: ${problem(file, lines, bad)} ${file === 'runtime.txt' ? `Write ${wanted} to .python-version instead, and delete runtime.txt.` : `Write ${wanted}.`}`,
  }
}

function problem(file: VersionFile, lines: readonly string[], bad: string): string {
  if (lines.length === 0) return `${file} has no version.`
  return file === 'runtime.txt' && lines.length > 1
    ? `${file} has ${lines.length} lines, and only one is allowed.`
    : `${quoted(visible(bad))} in ${file} isn't a version the buildpack can read.`
}

/** The one line among bad ones that Heroku has a Python for. */
function onlySupported(context: CheckContext, lines: readonly string[]): string | undefined {
  const versions = lines.map((line) => line.replace(/^python-/, ''))
  const supported = versions.filter((line) => /^\d+\.\d+(?:\.\d+)?$/.test(line) && majorOf(line) in pythonSupport(context).latest)
  return supported.length === 1 && isAllowed(context, majorOf(supported[0]!)) ? supported[0] : undefined
}

function fixOf(
  {project}: CheckContext,
  file: VersionFile,
  {repaired: version, suggested}: {repaired: string | undefined; suggested: string},
): Fix {
  const command = writeVersionCommand(suggested)
  if (version === undefined) return {command, kind: 'ask'}
  if (file === 'runtime.txt') {
    if (project.tree.exists('.python-version')) return {command, kind: 'ask'}
    const edits: Edit[] = [
      {action: 'write', contents: `${version}\n`, path: '.python-version'},
      {action: 'delete', path: 'runtime.txt'},
    ]
    return {command, edits, kind: 'auto'}
  }

  const text = editableText(project, file)
  if (text === undefined) return {command, kind: 'ask'}
  return {command, edits: [{action: 'write', contents: withVersion(text, version), path: file}], kind: 'auto'}
}

function lineNumber(bytes: Uint8Array, wanted: string): number | undefined {
  const lines = splitLines(bytes)
  const index = lines.findIndex((line) => readVersionLines(line)[0] === wanted)
  return index === -1 ? undefined : index + 1
}

/** Lines as bytes, so that what is no UTF-8 stays what it is. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }

  return [...lines, bytes.subarray(start)]
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`
}

const SHOWN = 60

/** Characters that can't be seen, and bytes that are no text, shown by their numbers. */
function visible(text: string): string {
  const characters = [...text]
  const shown = characters.slice(0, SHOWN).join('') + (characters.length > SHOWN ? '…' : '')
  return shown.replaceAll(/(?! )[\p{Cf}\p{Cc}\p{Cs}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/gu, (char) => {
    const point = char.codePointAt(0)!
    const isByte = point >= 0xdc_80 && point <= 0xdc_ff
    const digits = (isByte ? point - 0xdc_00 : point).toString(16).toUpperCase()
    return isByte ? `<0x${digits}>` : `<U+${digits.padStart(4, '0')}>`
  })
}
