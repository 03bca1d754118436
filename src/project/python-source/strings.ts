/** What a backslash stands for in a Python string. Source: the language reference, "String and Bytes literals". */
const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '"': '"',
  "'": "'",
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const LITERAL = /^([A-Za-z]{0,2})('''|"""|'|")([^]*)\2$/

/** The text of a string literal as written; undefined for bytes, and for one that isn't closed. */
export function stringOf(literal: string): string | undefined {
  const [, prefix = '', , body = ''] = LITERAL.exec(literal) ?? []
  if (!LITERAL.test(literal) || /b/i.test(prefix)) return undefined
  return /r/i.test(prefix) ? body : body.replaceAll(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^])/g, unescape)
}

function unescape(written: string, escape: string): string {
  if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return ESCAPES[escape] ?? written
}
