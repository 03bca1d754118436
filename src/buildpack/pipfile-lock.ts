import {BuildStops} from './failure.js'
import {type JqValue, parseDocuments} from './emulation/jq-json.js'
import {printRaw} from './emulation/jq-print.js'
import {JqError} from './emulation/jq-string.js'
import {cut} from './emulation/text.js'
import {parseVersionNumber} from './version-number.js'

const ERROR_LENGTH = 100
const VERSION_LENGTH = 50

/**
 * The Python version that a Pipfile.lock asks for: `_meta.requires.python_full_version`, else `python_version`.
 * Source: lib/python_version.sh, `read_pipenv_python_version`, which asks jq and takes what it prints.
 *
 * @param jqVersion of the stack image
 * @returns undefined if it asks for none
 * @throws BuildStops
 */
export function readPipfileLockVersion(bytes: Uint8Array, jqVersion: string): string | undefined {
  const printed = queryPipfileLock(bytes, jqVersion)
  if (printed === 'null') return undefined
  if (parseVersionNumber(printed)) return printed
  throw new BuildStops('pipfile-lock::invalid-version', cut(printed, VERSION_LENGTH))
}

/** What the buildpack asks jq. */
export const PIPFILE_LOCK_FILTER = '._meta.requires.python_full_version // ._meta.requires.python_version'

/**
 * jq's output as bash's command substitution keeps it: no NUL, no line ends at the end. jq's exit status is that of the
 * last document, so an error in one before it only puts a message into the output, ahead of what jq prints at its end.
 *
 * @throws BuildStops with what jq says where it fails
 */
export function queryPipfileLock(bytes: Uint8Array, jqVersion: string): string {
  const messages: string[] = []
  const outputs: string[] = []
  let failed = false
  const {documents, error} = parseDocuments(bytes, jqVersion)
  for (const document of documents) {
    const result = attempt(() => requestedVersion(document))
    failed = result instanceof JqError
    if (result instanceof JqError) messages.push(`jq: ${result.message}`)
    else outputs.push(printRaw(result))
  }

  if (error !== undefined) {
    // What jq prints of the documents before comes when it exits, behind its message.
    const all = [...messages, `${jqVersion === '1.6' ? '' : 'jq: '}${error}`, ...outputs].join('\n').replace(/\n+$/, '')
    throw new BuildStops('pipfile-lock::invalid-json', cut(all, ERROR_LENGTH))
  }

  if (failed) throw new BuildStops('pipfile-lock::invalid-json', cut(messages.join('\n'), ERROR_LENGTH))
  return [...messages, ...outputs].join('\n').replaceAll('\0', '').replace(/\n+$/, '')
}

function attempt(read: () => JqValue): JqError | JqValue {
  try {
    return read()
  } catch (error) {
    if (error instanceof JqError) return error
    throw error
  }
}

/** {@link PIPFILE_LOCK_FILTER}: `//` forgives errors on its left. */
function requestedVersion(document: JqValue): JqValue {
  const full = attempt(() => requirement(document, 'python_full_version'))
  if (full !== null && full !== false && !(full instanceof JqError)) return full
  return requirement(document, 'python_version')
}

function requirement(document: JqValue, key: string): JqValue {
  return index(index(index(document, '_meta'), 'requires'), key)
}

function index(value: JqValue, key: string): JqValue {
  if (value === null) return null
  if (value instanceof Map) return value.get(key) ?? null
  throw new JqError(`error (at Pipfile.lock): Cannot index ${kindOf(value)} with string "${key}"`)
}

function kindOf(value: JqValue): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'object' ? 'number' : typeof value
}
