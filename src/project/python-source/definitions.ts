import {childrenOf, type PythonSource, type SyntaxNode, textOf} from './parse.js'

/** Parts of functions and classes. */

/** Whether a class says itself what a call of its instances does. */
export function definesCall(node: SyntaxNode, source: PythonSource): boolean {
  return /\bdef\s+__call__\b/.test(textOf(node, source))
}

/** A function's parameters, and those that a call must give. */
export function parametersOf(node: SyntaxNode, source: PythonSource): {parameters: string[]; required: string[]} {
  const list = node.getChild('ParamList')
  const children = list ? childrenOf(list).filter(({name}) => name !== 'TypeDef') : []
  const parameters: string[] = []
  const required: string[] = []
  for (const [index, child] of children.entries()) {
    if (child.name !== 'VariableName' || children[index - 1]?.name === 'AssignOp') continue
    const before = children[index - 1]?.name
    parameters.push(textOf(child, source))
    if (before !== '*' && before !== '**' && children[index + 1]?.name !== 'AssignOp') required.push(textOf(child, source))
  }

  return {parameters, required}
}

/** The values of the `return` statements of a body, not of functions in it; null for one without a value. */
export function returned(body: SyntaxNode): (SyntaxNode | null)[] {
  const values: (SyntaxNode | null)[] = []
  body.cursor().iterate(({name, node}) => {
    if (name === 'FunctionDefinition' || name === 'LambdaExpression' || name === 'ClassDefinition') return false
    // `yield` makes it a generator.
    if (name === 'YieldStatement' || name === 'YieldExpression') values.push(null)
    if (name === 'ReturnStatement') values.push(childrenOf(node).length === 2 ? childrenOf(node)[1]! : null)
    return true
  })
  return values
}
