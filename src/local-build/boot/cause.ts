/** What begins a traceback, whatever a logger puts before it. */
const TRACEBACK = /Traceback \(most recent call last\):\s*$/
/** Groups of exceptions are drawn with a margin. */
const MARGIN = /^ {0,8}[|+] ?/
/** `django.core.exceptions.ImproperlyConfigured: The SECRET_KEY …`, `KeyboardInterrupt`. */
const EXCEPTION = /^[A-Za-z_][\w.]*(?::(?:\s.*)?)?$/
/** gunicorn's main process, which a worker that could not start ends; and what ends any program. */
const ENDING = /^(?:gunicorn\.errors\.HaltServer|KeyboardInterrupt|SystemExit)\b/
/** What other programs say when they give up. */
const ERROR_LINE =
  /command not found|syntax error|: error: |^\W*error\b|\berror:|can't open file|failed to|no such file|permission denied|could not|unable to|no module named|not found|invalid/i
/** What servers say after they have said what was wrong, and what the profile scripts say. */
const FAREWELL = /^Python buildpack: |Reason: |Shutting down|Worker exiting|Worker \(pid:\d+\) exited|Application startup failed/

/** The last line of the last traceback in what a process printed; null: there is none. */
export function lastException(lines: readonly string[]): string | null {
  let found: null | string = null
  let isInside = false
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(MARGIN, '')
    if (TRACEBACK.test(line)) isInside = true
    else if (isInside && !/^(?:\s|$|\[)/.test(line)) {
      isInside = false
      // What ends a server tells nothing of why: that was told before.
      if (EXCEPTION.test(line) && (found === null || !ENDING.test(line))) found = withMessage(line.trim(), lines[index + 1])
    }
  }

  return found
}

/** `ValueError:`, of which the message begins on the next line. */
function withMessage(line: string, next = ''): string {
  return line.endsWith(':') ? `${line} ${next.replace(MARGIN, '').trim()}`.trim() : line
}

/**
 * Why a process ended, in its own words: an exception, else the last line that speaks of an error, else the last line. One
 * that ended without an error has said nothing of why.
 */
export function lastWords(lines: readonly string[], exitCode: null | number): string | null {
  const exception = lastException(lines)
  if (exception !== null && !ENDING.test(exception)) return exception
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && !FAREWELL.test(line) && !ENDING.test(line))
  let last: string | undefined
  for (const line of said) if (ERROR_LINE.test(line)) last = line
  return last ?? exception ?? (exitCode === 0 ? null : (said.at(-1) ?? null))
}
