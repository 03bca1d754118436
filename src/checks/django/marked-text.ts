/**
 * A text with blanks in the place of what stands between two marks, such as comments: its lines stay where they are. In time that
 * grows with the text, however many marks have no end.
 *
 * @param start global, as `end` is
 */
export function blanked(text: string, start: RegExp, end: RegExp): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    start.lastIndex = at
    const opened = start.exec(text)
    if (!opened) break
    end.lastIndex = opened.index + opened[0].length
    const closed = end.exec(text)
    if (!closed) break
    const after = closed.index + closed[0].length
    parts.push(text.slice(at, opened.index), text.slice(opened.index, after).replaceAll(/[^\n]/g, ' '))
    at = after
  }

  return parts.join('') + text.slice(at)
}

/** Says the line of each place in a text, from 1, where the places are asked for in their order. */
export function lineCounter(text: string): (index: number) => number {
  let [at, line] = [0, 1]
  return (index) => {
    for (let next = text.indexOf('\n', at); next !== -1 && next < index; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }

    return line
  }
}
