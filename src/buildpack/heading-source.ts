import {UnknownSourceForm} from './release-source.js'

/**
 * Headings of errors in a build's log → the `failure_reason` that the buildpack stores with it; null: it stores none. `*`
 * stands for what differs from build to build.
 */
export type Headings = Record<string, string | null>

/** Files whose errors store no reason, or store it before they print. */
const REASONS: Readonly<Record<string, string>> = {
  'bin/detect': 'package-manager::none-found',
  'bin/steps/collectstatic': 'collectstatic-other',
  'bin/warnings': 'install-dependencies::pip',
}

/**
 * The headings of the classic buildpack's errors: the first line of each message that goes to output::error, with the
 * failure_reason that is stored after it.
 *
 * @param files path → text, of lib/ and bin/
 * @throws UnknownSourceForm
 */
export function readClassicHeadings(files: Readonly<Record<string, string>>): Headings {
  return ordered(Object.entries(files).flatMap(([file, text]) => headingsIn(file, text.split('\n'))))
}

function headingsIn(file: string, lines: readonly string[]): [heading: string, reason: null | string][] {
  return lines.flatMap((line, index) => {
    if (!/^\s*output::error <</.test(line)) return []
    const heading = /^\s*(?:Internal )?error: (.+)$/i.exec(lines[index + 1] ?? '')?.[1]
    if (heading === undefined) throw new UnknownSourceForm(`the heading of the error in ${file}`)
    // A comment's example, and a heading that is all message, say nothing.
    if (file === 'lib/output.sh' || !/[a-z]/i.test(generalised(heading))) return []
    const given = REASONS[file]
    const stored = lines
      .slice(index)
      .map((later) => /"failure_reason" "([^"]+)"/.exec(later)?.[1])
      .find((reason) => reason !== undefined)
    return [[generalised(heading), given ?? (stored === undefined ? null : generalised(stored))]]
  })
}

/**
 * The headings of the CNB's errors. It stores no reasons: those of the same headings in the classic buildpack are theirs,
 * and a few more are named here.
 *
 * @param errors the text of src/errors.rs
 * @throws UnknownSourceForm
 */
export function readCnbHeadings(errors: string, classic: Headings): Headings {
  const reasons = new Map(Object.entries(classic).map(([heading, reason]) => [bare(heading), reason]))
  const headings = [...errors.matchAll(/log_error\(\s*(?:format!\()?"((?:[^"\\]|\\.)+)"/g)].map((match) => generalised(match[1]!))
  return ordered(headings.map((heading) => [heading, CNB_REASONS[heading] ?? reasons.get(heading) ?? null]))
}

const CNB_REASONS: Readonly<Record<string, string>> = {
  'Unable to check if * exists': 'internal-error',
  'Unable to download Python': 'install-python',
  'Unable to download uv': 'install-package-manager::uv',
  'Unable to generate Django static files': 'collectstatic-generate-files',
  'Unable to inspect Django configuration': 'collectstatic-inspect-configuration',
  'Unable to unpack the Python archive': 'install-python',
  'Unable to unpack the uv archive': 'install-package-manager::uv',
  'Unsafe environment variable(s) found': 'checks::forbidden-env-vars',
  "The runtime.txt file isn't supported": 'runtime-txt::not-supported',
}

/** Variables of the shell and of Rust's format strings. */
function generalised(text: string): string {
  return text.replaceAll(/\$\{\w+\}|\{\w*\}/g, '*')
}

function bare(heading: string): string {
  return heading.replace(/[.,!]$/, '')
}

/** A handful means that the source has another form than it had. */
function ordered(headings: readonly (readonly [string, null | string])[]): Headings {
  if (headings.length < 20) throw new UnknownSourceForm('the headings of errors')
  return Object.fromEntries([...headings].sort(([a], [b]) => (a < b ? -1 : 1)))
}
