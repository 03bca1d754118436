import type {Expression, MacroCall} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {childrenOf, type SyntaxNode, treeOf} from './nodes.js'
import {readPath} from './read-types.js'
import {type Reading, written} from './reading.js'

/** A macro's text is read when the program gets there: most of them are messages, which nobody reads. */
export function readMacro(reading: Reading, node: SyntaxNode): Expression {
  const children = childrenOf(node)
  const tokens = children.find(({name}) => name.endsWith('Tokens'))!
  const name = readPath(children[0]!, reading.text)
  let call: MacroCall | undefined
  const read = () => {
    call ??= name.at(-1)!.name === 'matches' ? readMatches(reading, tokens) : readArguments(reading, tokens)
    return call
  }

  return {kind: 'macro', name, read}
}

/** Between the brackets. */
function inside(reading: Reading, tokens: SyntaxNode): string {
  return written(reading, {from: tokens.from + 1, to: tokens.to - 1})
}

/** `a, b, c = d` or `item; count`. */
function readArguments(reading: Reading, tokens: SyntaxNode): MacroCall {
  const list = expressionIn(reading, `[${inside(reading, tokens)}]`)
  if (list.kind === 'repeat') return {args: [], named: new Map(), repeated: list}
  if (list.kind !== 'list') throw new NotUnderstood('a macro')
  const named = list.items.flatMap((item) =>
    item.kind === 'assign' && item.target.kind === 'path' ? [[item.target.path[0]!.name, item.value] as const] : [],
  )
  return {args: list.items.filter(({kind}) => kind !== 'assign'), named: new Map(named), repeated: null}
}

/** `matches!(value, pattern if guard)` */
function readMatches(reading: Reading, tokens: SyntaxNode): MacroCall {
  const comma = childrenOf(tokens).find(({name}) => name === ',')
  if (!comma) throw new NotUnderstood('matches!')
  const value = written(reading, {from: tokens.from + 1, to: comma.from})
  const pattern = written(reading, {from: comma.to, to: tokens.to - 1}).replace(/,\s*$/, '')
  const match = expressionIn(reading, `match (${value}) { ${pattern}\n => true, _ => false }`)
  return {args: [match], named: new Map(), repeated: null}
}

function expressionIn(reading: Reading, text: string): Expression {
  const again = reading.again(`fn macro_() { ${text}\n }`)
  const [item] = childrenOf(treeOf(again.parser, again.text))
  const block = again.block(childrenOf(item!).at(-1)!)
  if (item?.nextSibling || block.statements.length > 0 || block.items.length > 0 || !block.tail)
    throw new NotUnderstood(`a macro of ${text}`)
  return block.tail
}
