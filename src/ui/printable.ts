/**
 * Text from the app, the API or a tool, made safe for a terminal: control characters (escape sequences begin with one)
 * and characters that reorder text are shown by their code points. Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replaceAll(
    // C0 less tab and LF, DEL, C1, lone surrogates, and the bidirectional controls.
    /[\0-\u0008\u000B-\u001F\u007F-\u009F\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (char) => `<U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
