import type {Item} from './syntax.js'

import {childrenOf, type Parser, treeOf} from './nodes.js'
import {readExpression} from './read-expressions.js'
import {readBlock, readItems} from './read-items.js'
import type {Reading} from './reading.js'

/**
 * The items of one of a program's files. The bodies of functions are read on their first call.
 *
 * @throws NotUnderstood where it isn't of the form that the grammar knows
 */
export function readFile(parser: Parser, text: string): Item[] {
  const root = treeOf(parser, text)
  return readItems(readingOf(parser, text), childrenOf(root))
}

function readingOf(parser: Parser, text: string): Reading {
  const reading: Reading = {
    again: (other) => readingOf(parser, other),
    block: (node) => readBlock(reading, node),
    expression: (node) => readExpression(reading, node),
    parser,
    text,
  }
  return reading
}
