import type {FileTree} from '../../packaging/file-tree.js'

import {lazyRequire} from '../../common/lazy-require.js'

const python = lazyRequire<typeof import('@lezer/python')>('@lezer/python')

export type SyntaxNode = ReturnType<(typeof import('@lezer/python'))['parser']['parse']>['topNode']

/** A Python file as a syntax tree. What can't be parsed is a node named `⚠`, and the rest stays readable. */
export interface PythonSource {
  text: string
  root: SyntaxNode
  /** It is no Python that the parser knows: anything may be in it. */
  broken: boolean
}

/** Characters. A syntax tree takes fifty times the memory of its text; code that a person wrote is far shorter. */
const LENGTH = 2_000_000

/** Code that is nested deeper than anyone writes would exhaust the stack. */
const DEPTH = 500

export function parsePython(text: string): PythonSource {
  const {parser} = python()
  if (text.length > LENGTH) return {broken: true, root: parser.parse('').topNode, text: ''}
  try {
    const root = parser.parse(text).topNode
    const found = {deepest: 0, errors: 0}
    let depth = 0
    root.cursor().iterate(
      ({type}) => {
        if (type.isError) found.errors++
        found.deepest = Math.max(found.deepest, ++depth)
      },
      () => {
        depth--
      },
    )
    if (found.deepest <= DEPTH) return {broken: found.errors > 0, root, text}
  } catch (error) {
    // The parser's own stack.
    if (!(error instanceof RangeError)) throw error
  }

  return {broken: true, root: parser.parse('').topNode, text: ''}
}

const sources = new WeakMap<Uint8Array, PythonSource>()

/**
 * A Python file of a tree, parsed once; undefined if it isn't there, or wasn't read.
 *
 * @param word one that doesn't hold it is undefined too: parsing is dear, looking for a word is not
 */
export function pythonFile(tree: FileTree, path: string, word = ''): PythonSource | undefined {
  const bytes = tree.read(path)
  if (!bytes) return undefined
  const known = sources.get(bytes)
  const text = known?.text ?? new TextDecoder().decode(bytes)
  if (!text.includes(word)) return undefined
  const source = known ?? parsePython(text)
  sources.set(bytes, source)
  return source
}

/** The app's Python files that were read and hold one of the words, unparsed. */
export function* filesWith(tree: FileTree, words: RegExp): Iterable<string> {
  for (const path of tree.files()) {
    const bytes = path.endsWith('.py') ? tree.read(path) : undefined
    if (bytes && words.test(new TextDecoder().decode(bytes))) yield path
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'Comment') children.push(child)
  return children
}

export function textOf(node: SyntaxNode, {text}: PythonSource): string {
  return text.slice(node.from, node.to)
}

/** From 1. */
export function lineOf(node: SyntaxNode, source: PythonSource): number {
  const ends = endsOf(source)
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! < node.from) low = middle + 1
    else high = middle
  }

  return low + 1
}

const lineEnds = new WeakMap<PythonSource, readonly number[]>()

/** Where the lines of a file end: they are counted once, not for each node. */
function endsOf(source: PythonSource): readonly number[] {
  const known = lineEnds.get(source)
  if (known) return known
  const ends: number[] = []
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) ends.push(at)
  lineEnds.set(source, ends)
  return ends
}

/** A dotted name, `a.b.c`, of a variable and its members; undefined for any other expression. */
export function dottedName(node: SyntaxNode, source: PythonSource): string | undefined {
  if (node.name === 'VariableName') return textOf(node, source)
  if (node.name !== 'MemberExpression') return undefined
  const property = node.getChild('PropertyName')
  const object = node.firstChild && dottedName(node.firstChild, source)
  return property && object !== null && object !== undefined ? `${object}.${textOf(property, source)}` : undefined
}
