/** What bash refuses in a command line, or takes for something else than was meant. */
export interface ShellFault {
  why: 'background' | 'dash' | 'end' | 'literal' | 'parenthesis' | 'quote' | 'substitution' | 'token' | 'typographic' | 'windows'
  /** What stands there: `(`, `"`, `%PORT%` … */
  token: string
  /** The line as it should be, where that is plain. */
  right?: string
}

/** The port as other shells and tools write it, whatever the quotes. */
export function foreignPort(line: string): ShellFault | undefined {
  const token = /%PORT%|\$env:PORT\b|\$\(PORT\)/.exec(line)?.[0]
  if (token === undefined) return undefined
  return {right: line.replaceAll(token, () => '$PORT'), token, why: token === '$(PORT)' ? 'substitution' : 'windows'}
}

/** What word processors and other shells write: at a place outside of quotes. */
export function typedFault(line: string, at: number, startsWord: boolean): ShellFault | undefined {
  const token = line[at]!
  if (/[“”„‟‘’‚‛\u00A0]/.test(token)) return {right: straightened(line), token, why: 'typographic'}
  if (startsWord && /^[–—][\w–—-]/.test(line.slice(at, at + 2))) {
    const right = line.replaceAll(/(^|\s)[–—]+-?(?=\w)/g, (_all, before: string) => `${before}--`)
    return {right, token, why: 'dash'}
  }

  return token === '%' || token === '$' ? foreignVariable(line, at) : undefined
}

function straightened(line: string): string {
  return line
    .replaceAll(/[“”„‟]/g, '"')
    .replaceAll(/[‘’‚‛]/g, "'")
    .replaceAll('\u00A0', ' ')
}

/** `%PORT%` is cmd's, `$env:PORT` PowerShell's. */
function foreignVariable(line: string, at: number): ShellFault | undefined {
  const [token, cmd, powerShell] = /^(?:%([A-Z][A-Z\d_]{2,})%|\$env:([A-Za-z_]\w*))/.exec(line.slice(at)) ?? []
  if (token === undefined) return undefined
  return {right: line.replaceAll(token, () => `$${cmd ?? powerShell}`), token, why: 'windows'}
}
