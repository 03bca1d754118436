import type {Parser, SyntaxNode} from './nodes.js'
import type {Block, Expression} from './syntax.js'

/** A text that is read, and the readers that need one another. */
export interface Reading {
  parser: Parser
  text: string
  block(node: SyntaxNode): Block
  expression(node: SyntaxNode): Expression
  /** For a text that a macro makes of its own. */
  again(text: string): Reading
}

export function written({text}: Reading, {from, to}: {from: number; to: number}): string {
  return text.slice(from, to)
}
