/** The lines of a requirements file as pip puts them together. Source: `preprocess` in pip's req_file.py. */

export interface LogicalLine {
  /** Of its first physical line, from 1. */
  line: number
  /** Without comment and surrounding blanks; never empty. */
  text: string
}

interface Joined {
  line: number
  text: string
}

/** Where Python's `str.splitlines` ends a line. */
const LINE_END = /\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/

/** A backslash at the end continues a line, but not that of a comment. */
export function logicalLines(text: string): LogicalLine[] {
  return joinLines(text.split(LINE_END))
    .map(({line, text: joined}) => ({line, text: withoutComment(joined).trim()}))
    .filter(({text: content}) => content !== '')
}

function joinLines(physical: readonly string[]): Joined[] {
  const joined: Joined[] = []
  let open: {line: number; parts: string[]} | undefined
  for (const [index, content] of physical.entries()) {
    const isComment = /^(?:#|\s+#)/.test(content)
    if (content.endsWith('\\') && !isComment) {
      open ??= {line: index + 1, parts: []}
      open.parts.push(content.replaceAll(/^\\+|\\+$/g, ''))
      continue
    }

    // So that a comment is known for one, whatever it is joined to.
    const part = isComment ? ` ${content}` : content
    joined.push(open ? {line: open.line, text: [...open.parts, part].join('')} : {line: index + 1, text: part})
    open = undefined
  }

  if (open) joined.push({line: open.line, text: open.parts.join('')})
  return joined
}

/** From a `#` that begins the line or has a blank before it. */
function withoutComment(line: string): string {
  if (line.startsWith('#')) return ''
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (/\s/.test(line[at - 1]!)) return line.slice(0, at)
  }

  return line
}
