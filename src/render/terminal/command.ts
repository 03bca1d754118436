import {widthOf} from './width.js'

/**
 * A command in lines that fit: broken only between its words, where a shell's own sign says that it goes on, so that it can
 * be copied as it stands.
 *
 * @param margin columns before the first line, which the caller writes
 */
export function commandText(command: string, margin: number, width: number): string {
  if (margin + widthOf(command) <= width) return command
  const words = command.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'])+/g) ?? [command]
  const lines: string[] = []
  let room = width - margin
  for (const word of words) {
    const last = lines.at(-1)
    // Room for the sign itself.
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= room - 2) lines[lines.length - 1] = `${last} ${word}`
    else {
      lines.push(word)
      if (lines.length === 2) room = width - margin - INDENT
    }
  }

  return lines.join(` \\\n${' '.repeat(margin + INDENT)}`)
}

const INDENT = 2
