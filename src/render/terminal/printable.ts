/** C0 less tab and LF, DEL, C1, lone surrogates, line separators, and the bidirectional controls. */
const UNPRINTABLE = /[\0-\u0008\u000B-\u001F\u007F-\u009F\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

/**
 * Text from the app, the API or a tool, made safe for a terminal: control characters (escape sequences begin with one)
 * and characters that reorder text are shown by their code points. Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (char) => shown(char))
}

/** The same for what must stay on one line, such as a file's name: line ends and tabs are shown too. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(/[\t\n]/g, (char) => shown(char))
}

function shown(char: string): string {
  return `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`
}

/**
 * A value as JSON, in which such characters are escaped: a terminal shows it, too, and JSON itself escapes few of them.
 *
 * @param spaces 0: on one line
 */
export function printableJson(value: unknown, spaces = 2): string {
  return JSON.stringify(value, null, spaces).replaceAll(UNPRINTABLE, (char) => escaped(char))
}

function escaped(char: string): string {
  return String.raw`\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`
}
