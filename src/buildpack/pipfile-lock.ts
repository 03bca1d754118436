import {BuildStops} from './failure.js'
import {JqError, type JqValue, parseDocuments, printRaw} from './jq-json.js'
import {cut} from './text.js'
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
  const printed = query(bytes, jqVersion)
  if (printed === 'null') return undefined
  if (parseVersionNumber(printed)) return printed
  throw new BuildStops('pipfile-lock::invalid-version', cut(printed, VERSION_LENGTH))
}

/** jq's output as bash's command substitution keeps it: no NUL, no line ends at the end. */
function query(bytes: Uint8Array, jqVersion: string): string {
  try {
    const outputs = parseDocuments(bytes, jqVersion).map((document) => printRaw(requestedVersion(document)))
    return outputs.join('\n').replaceAll('\0', '').replace(/\n+$/, '')
  } catch (error) {
    if (!(error instanceof JqError)) throw error
    throw new BuildStops('pipfile-lock::invalid-json', cut(`jq: ${error.message}`, ERROR_LENGTH))
  }
}

/** The filter `._meta.requires.python_full_version // ._meta.requires.python_version`: `//` forgives errors on its left. */
function requestedVersion(document: JqValue): JqValue {
  try {
    const full = index(index(index(document, '_meta'), 'requires'), 'python_full_version')
    if (full !== null && full !== false) return full
  } catch (error) {
    if (!(error instanceof JqError)) throw error
  }

  return index(index(index(document, '_meta'), 'requires'), 'python_version')
}

function index(value: JqValue, key: string): JqValue {
  if (value === null) return null
  if (value instanceof Map) return value.get(key) ?? null
  throw new JqError(`Cannot index ${kindOf(value)} with "${key}"`)
}

function kindOf(value: JqValue): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'object' ? 'number' : typeof value
}
