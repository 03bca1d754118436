import {NotUnderstood} from '../not-understood.js'

export type Parser = (typeof import('@lezer/rust'))['parser']
export type SyntaxNode = ReturnType<Parser['parse']>['topNode']

const COMMENTS = new Set(['BlockComment', 'LineComment'])

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) if (!COMMENTS.has(child.name)) children.push(child)
  return children
}

/** The children that are neither punctuation nor keywords, but for `self`. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({name}) => /^(?:[A-Z⚠]|self$)/.test(name))
}

export function childNamed(node: SyntaxNode, ...names: string[]): SyntaxNode | undefined {
  return childrenOf(node).find(({name}) => names.includes(name))
}

/** @throws NotUnderstood */
export function only(nodes: readonly SyntaxNode[], of: SyntaxNode): SyntaxNode {
  const [node, ...others] = nodes
  if (node === undefined || others.length > 0) throw new NotUnderstood(of.name)
  return node
}

/** Rust's own limit on what is nested is lower. */
const DEPTH = 200

/**
 * A text as a syntax tree. The grammar lacks one form, a range pattern without an end (`3..`). Its only mark is then an empty error where
 * the end would be.
 *
 * @throws NotUnderstood where it is no Rust that the grammar knows
 */
export function treeOf(parser: Parser, text: string): SyntaxNode {
  const root = parser.parse(text).topNode
  let depth = 0
  root.cursor().iterate(
    ({from, node, to, type}) => {
      if (++depth > DEPTH) throw new NotUnderstood('a program of that depth')
      if (type.isError && !isOpenRange(node, text.slice(from, to)))
        throw new NotUnderstood(`the form of ${text.slice(from - 20, to)}`)
    },
    () => {
      depth--
    },
  )
  return root
}

function isOpenRange({nextSibling, parent, prevSibling}: SyntaxNode, text: string): boolean {
  return parent?.name === 'RangePattern' && prevSibling?.name === '..' && nextSibling === null && text === ''
}
