import {describeEncoding} from './emulation/file-command.js'
import {BuildStops} from './failure.js'
import {cut} from './emulation/text.js'
import {readVersionLines} from './version-lines.js'
import {parseVersionNumber} from './version-number.js'

/** The buildpack cuts a version that it refuses to this many characters. */
const DETAIL_LENGTH = 100

/** What `file` may say of a file whose encoding isn't at fault. */
const READABLE = /ASCII text|UTF-8 text|very short file|^data$/

/**
 * The version in a `.python-version` file.
 *
 * Every line is validated before the lines are counted, and the encoding is asked only when one is invalid.
 * Source: lib/python_version.sh, `parse_python_version_file`.
 *
 * @param fileVersion file(1)'s version on the stack image
 * @throws BuildStops
 */
export function parseVersionFile(bytes: Uint8Array, fileVersion: string): string {
  const lines = readVersionLines(bytes)
  const invalid = lines.find((line) => !parseVersionNumber(line))
  if (invalid !== undefined) {
    const encoding = describeEncoding(bytes, fileVersion)
    if (READABLE.test(encoding)) {
      throw new BuildStops('python-version-file::invalid-version', cut(invalid, DETAIL_LENGTH))
    }

    throw new BuildStops('python-version-file::invalid-encoding', encoding)
  }

  const [version, ...others] = lines
  if (version === undefined) throw new BuildStops('python-version-file::no-version')
  if (others.length > 0) throw new BuildStops('python-version-file::multiple-versions', lines.join(','))
  return version
}

/**
 * The version in a `runtime.txt`: `python-N.N` or `python-N.N.N` and nothing else but comments.
 * Source: lib/python_version.sh, `parse_runtime_txt`.
 *
 * @throws BuildStops
 */
export function parseRuntimeTxt(bytes: Uint8Array): string {
  const contents = readVersionLines(bytes).join('\n')
  const version = contents.startsWith('python-') ? parseVersionNumber(contents.slice('python-'.length)) : undefined
  if (!version) throw new BuildStops('runtime-txt::invalid-version', cut(contents, DETAIL_LENGTH))
  return version.text
}
