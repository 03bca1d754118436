import type {FileTree} from '../../packaging/file-tree.js'

import {childrenOf, filesWith, lineOf, parsePython, type PythonSource, type SyntaxNode, textOf} from './parse.js'

/** An import statement's module, as written. */
export interface Import {
  /** `a.b`; with as many leading dots as written for a relative one. */
  module: string
  /** What `from module import` names; `*` for everything; empty for `import module`. */
  names: readonly {name: string; as: string}[]
  /** What `import module` calls it: `as x`, else the first part of its name; undefined for `from`. */
  as?: string
  line: number
  /** The module may be missing and the file still work: in `try … except`, `if TYPE_CHECKING` or another `if`, or in a function. */
  conditional: boolean
}

export interface FileImport extends Import {
  file: string
}

/**
 * The imports of some top-level modules (`numpy`, or a name in it) in the Python files that were read, which leave tests,
 * migrations and docs out (wanted-files.ts). Only files that seem to import one of them are parsed.
 *
 * @param leftOut paths of files that don't matter: they are not parsed
 */
export function importsNaming(tree: FileTree, modules: readonly string[], leftOut?: RegExp): FileImport[] {
  if (modules.length === 0) return []
  const wanted = new Set(modules)
  const names = modules.map((name) => name.replaceAll('.', String.raw`\.`)).join('|')
  // `import a, b as c, numpy` too; others of a line, behind a `;`, are not looked for.
  const before = String.raw`(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*){0,9}`
  const words = new RegExp(String.raw`^[ \t]*(?:from|import)[ \t]+${before}(?:${names})\b`, 'm')
  const found: FileImport[] = []
  for (const file of filesWith(tree, words)) {
    if (leftOut?.test(file)) continue
    for (const one of moduleImports(tree.read(file)!))
      if (wanted.has(one.module) || wanted.has(one.module.split('.')[0]!)) found.push({file, ...one})
  }

  return found
}

const ofFiles = new WeakMap<Uint8Array, readonly Import[]>()

/** The imports of a file, of which no more is parsed than need be; memoised. */
export function moduleImports(bytes: Uint8Array): readonly Import[] {
  const known = ofFiles.get(bytes)
  if (known) return known
  const text = uptoLastImport(new TextDecoder().decode(bytes))
  // Loading the parser alone takes a while.
  const imports = text === '' ? [] : fileImports(parsePython(text))
  ofFiles.set(bytes, imports)
  return imports
}

const IMPORT = /^[ \t]*(?:from\b[^\n]*\bimport|import)\b/gm

/**
 * The beginning of a file, with its last import and the statement that this is in: what follows makes up most of a file,
 * and parsing is dear. A line of a long text may look like an import: then more is parsed than need be.
 */
function uptoLastImport(text: string): string {
  let last = -1
  for (const {index} of text.matchAll(IMPORT)) last = index
  if (last === -1) return ''
  // The next statement at the left margin that doesn't go on with this one, as `except` does.
  const next = /\n(?=[A-Za-z_@])(?!(?:elif|else|except|finally)\b)/g
  next.lastIndex = last
  const end = next.exec(text)?.index
  return end === undefined ? text : text.slice(0, end + 1)
}

/** Every import statement of a file, those in functions too. */
export function fileImports(source: PythonSource): Import[] {
  const found: Import[] = []
  source.root.cursor().iterate((node) => {
    if (node.name === 'ImportStatement') found.push(...readImport(node.node, source))
  })
  return found
}

/** The modules that one statement imports. */
export function readImport(statement: SyntaxNode, source: PythonSource): Import[] {
  const words = childrenOf(statement).map((node) => textOf(node, source))
  const place = {conditional: isConditional(statement), line: lineOf(statement, source)}
  if (words[0] !== 'from') {
    return commaSeparated(words.slice(1)).map(({as, name}) => ({
      ...place,
      as: as ?? name.split('.')[0]!,
      module: name,
      names: [],
    }))
  }

  const at = words.indexOf('import')
  if (at === -1) return []
  const names = commaSeparated(words.slice(at + 1).filter((word) => word !== '(' && word !== ')'))
  return [{...place, module: words.slice(1, at).join(''), names: names.map(({as, name}) => ({as: as ?? name, name}))}]
}

/** `a . b as c , d` */
function commaSeparated(words: readonly string[]): {as: string | undefined; name: string}[] {
  const items: {as: string | undefined; name: string}[] = [{as: undefined, name: ''}]
  let isAlias = false
  for (const word of words) {
    const item = items.at(-1)!
    if (word === ',') {
      items.push({as: undefined, name: ''})
      isAlias = false
    } else if (word === 'as') isAlias = true
    else if (isAlias) item.as = word
    else item.name += word
  }

  return items.filter(({name}) => name !== '')
}

const MAYBE = new Set([
  'ForStatement',
  'FunctionDefinition',
  'IfStatement',
  'LambdaExpression',
  'MatchStatement',
  'WhileStatement',
])

function isConditional(statement: SyntaxNode): boolean {
  for (let node = statement.parent; node; node = node.parent) {
    if (MAYBE.has(node.name)) return true
    if (node.name === 'TryStatement' && node.getChild('except') !== null) return true
  }

  return false
}
