import {printableLine} from './terminal/printable.js'

/** Shows nothing, and parts what GitHub would take for a mention, a reference or an address. */
const BREAK = '&#8203;'

/**
 * Text that others wrote, for Markdown as GitHub shows it: no markup of its own, no HTML, nobody is notified by it and
 * nothing is linked. One line. Source: the GitHub Flavored Markdown spec, "Backslash escapes" and "Autolinks".
 */
export function markdownText(text: string): string {
  return (
    printableLine(text)
      .replaceAll(/[#$&*<>[\\\]_`|~]/g, String.raw`\$&`)
      // At its beginning: a list, a line across.
      .replace(/^\s*(\d+(?=[.)])|(?=[-+=]))/, (_, number: string) => `${number}\\`)
      .replaceAll(/@(?=[\w-])|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi, (part) => `${part}${BREAK}`)
  )
}

/** Code in a line. Whatever it holds, it ends where it ends. Source: CommonMark, "Code spans". */
export function markdownCode(text: string): string {
  const line = printableLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  const margin = /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${fence}${margin}${line}${margin}${fence}`
}

/** Lines of code, each of them made printable already. Source: CommonMark, "Fenced code blocks". */
export function markdownBlock(lines: readonly string[]): string {
  const text = lines.join('\n')
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}text\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
