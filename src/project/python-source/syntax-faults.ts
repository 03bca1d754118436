import {childrenOf, lineOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'

export interface SyntaxFault {
  kind: 'conflict' | 'except' | 'exec' | 'print' | 'raise'
  /** From 1. */
  line: number
}

/**
 * Lines that are code of Python 2, or that Git left, in the order of the file. The parser knows Python 2's `print`, `except` and `raise`.
 * Where it stumbles alone, that is no fault: it doesn't know every new form of Python.
 *
 * Source: docs.python.org/3/whatsnew/3.0.html
 */
export function syntaxFaults(source: PythonSource): SyntaxFault[] {
  const faults: SyntaxFault[] = []
  const stumbles = new Set<number>()
  source.root.cursor().iterate(({node, type}) => {
    if (type.isError) stumbles.add(lineOf(node, source))
    const kind = STATEMENTS[type.name]?.(node, source)
    if (kind !== undefined) faults.push({kind, line: lineOf(node, source)})
    if (type.name === 'TryStatement') for (const line of oldHandlers(node, source)) faults.push({kind: 'except', line})
  })
  if (stumbles.size > 0) {
    const lines = source.text.split('\n')
    for (const line of stumbles) {
      const kind = LINES.find(([, pattern]) => pattern.test(lines[line - 1] ?? ''))?.[0]
      if (kind !== undefined) faults.push({kind, line})
    }
  }

  return faults.sort((one, other) => one.line - other.line)
}

/** Those at which the parser stumbles. */
const LINES: readonly [kind: SyntaxFault['kind'], pattern: RegExp][] = [
  ['conflict', /^(?:<{7} \S|>{7} \S|={7}\r?$)/],
  ['exec', /^\s*exec\s+["'A-Za-z_]/],
]

const STATEMENTS: Readonly<
  Record<string, ((node: SyntaxNode, source: PythonSource) => SyntaxFault['kind'] | undefined) | undefined>
> = {
  PrintStatement: (node, source) => (/^print\s+(?:[bru]{0,2}["']|\w)/i.test(textOf(node, source)) ? 'print' : undefined),
  RaiseStatement: (node) => (childrenOf(node).some(({name}) => name === ',') ? 'raise' : undefined),
}

/** `except ValueError, error:` */
function oldHandlers(node: SyntaxNode, source: PythonSource): number[] {
  const children = childrenOf(node)
  return children.flatMap((child, index) => {
    const [, comma, variable, body] = children.slice(index + 1)
    const isOld = child.name === 'except' && comma?.name === ',' && variable?.name === 'VariableName' && body?.name === 'Body'
    return isOld ? [lineOf(child, source)] : []
  })
}
