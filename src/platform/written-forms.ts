/** Half a character, which no URL can hold. */
const LONE_SURROGATES = /\p{Cs}/gu

/**
 * How programs write a value: as it is, and quoted or escaped by JSON, Python, a shell or a URL. For most values nearly all
 * of them are the same.
 */
export function writtenForms(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1)
  const python = controlsEscaped(value.replaceAll('\\', String.raw`\\`))
  const quoted = python.replaceAll("'", String.raw`\'`)
  return new Set([
    value,
    json,
    // json.dumps() of Python escapes what is no ASCII.
    json.replaceAll(/[^\0-\u007F]/g, (unit) => unicodeEscape(unit)),
    // repr() escapes an apostrophe only where there are quotes, too. ascii() differs in what is no ASCII.
    ...[python, quoted].flatMap((form) => [form, form.replaceAll(/[^\0-\u007F]/gu, (char) => asciiEscape(char))]),
    ...shellForms(value),
    ...urlForms(value),
  ])
}

function controlsEscaped(text: string): string {
  return text
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`)
}

function unicodeEscape(unit: string): string {
  return String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function asciiEscape(char: string): string {
  const code = char.codePointAt(0)!
  const [letter, digits] = code < 0x1_00 ? ['x', 2] : code < 0x1_00_00 ? ['u', 4] : ['U', 8]
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`
}

/** Of bash: `export -p` quotes with `"`, `set -x` with `'` (or with `$'…'`, which is as Python's). */
function shellForms(value: string): string[] {
  return [value.replaceAll(/["$\\`]/g, String.raw`\$&`), value.replaceAll("'", String.raw`'\''`)]
}

/** Of JavaScript, and of Python: quote(), the same for a path, and quote_plus(). */
function urlForms(value: string): string[] {
  const script = encodeURIComponent(value.replaceAll(LONE_SURROGATES, '\uFFFD'))
  const strict = script.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return [script, strict, strict.replaceAll('%2F', '/'), strict.replaceAll('%20', '+')]
}
