import type {Arguments} from './environment.js'

import {argumentsOf} from './collections.js'
import {evaluate} from './evaluate.js'
import {fileImports} from './imports.js'
import {dottedName, lineOf, type PythonSource} from './parse.js'
import {UNKNOWN} from './value.js'

interface Call {
  /** What is written out; all else is unknown. */
  args: Arguments['positional']
  named: Arguments['named']
  line: number
}

/** The calls of an imported function, `os.environ.setdefault`, anywhere in a file, whatever it is imported as; or of any whose name has a form. */
export function callsOf(source: PythonSource, path: RegExp | string): Call[] {
  const aliases = new Map<string, string>()
  for (const {as, module, names} of fileImports(source)) {
    if (as !== undefined) aliases.set(as, as === module.split('.')[0] ? as : module)
    for (const one of names) aliases.set(one.as, `${module}.${one.name}`)
  }

  const frame = {certain: true, lookUp: () => UNKNOWN, onRead() {}, source}
  const found: Call[] = []
  source.root.cursor().iterate(({name, node}) => {
    const callee = name === 'CallExpression' && node.firstChild ? dottedName(node.firstChild, source) : undefined
    if (callee === undefined) return
    const [first, ...rest] = callee.split('.')
    const full = [aliases.get(first!) ?? first, ...rest].join('.')
    if (typeof path === 'string' ? full !== path : !path.test(full)) return
    const {named, positional} = argumentsOf(node, source, (child) => evaluate(child, frame))
    found.push({args: positional, line: lineOf(node, source), named})
  })
  return found
}
