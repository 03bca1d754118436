/** `uv run` and `poetry run`, where no option follows, and what they run is a program. */
const RUNNER = /(?<![\w./-])(?:uv|poetry)[ \t]+run[ \t]+(?=[A-Za-z_./$])/g

/** Other uses of the two: options between, other commands, `uvx`. */
const OTHER_USE = /(?<![\w./-])(?:uvx?|poetry)(?=[ \t]|$)/

/**
 * A command without its `uv run` or `poetry run`.
 *
 * @returns undefined where it is more than leaving that out: an option stands between, or a script that uv would start with python
 */
export function withoutRunner(command: string): string | undefined {
  if (/(?:uv|poetry)[ \t]+run[ \t]+\S+\.py\b/.test(command)) return undefined
  const plain = command.replaceAll(RUNNER, '')
  return plain === command || OTHER_USE.test(plain) ? undefined : plain
}
