import type {FileTree} from '../packaging/file-tree.js'

import {tomlTable} from '../packaging/toml.js'
import {table} from '../packaging/values.js'

/** What a project says of the Python versions that it supports. */
export interface PythonConstraint {
  file: 'Pipfile' | 'pyproject.toml'
  /** As written, for messages: `>=3.12`, `^3.12`. */
  written: string
  /** From 1; undefined if the line isn't found. */
  line?: number
  /** As PEP 440 specifiers; several are alternatives. Empty: the form is unknown, and nothing can be said. */
  specifiers: readonly string[]
}

/**
 * The constraint that the package manager checks: `[project] requires-python`, Poetry's `python` dependency, or the
 * Pipfile's `[requires]`. A file that is no TOML has none: the package manager will say so.
 */
export function pythonConstraint(tree: FileTree): PythonConstraint | undefined {
  const pyproject = tomlTable(tree, 'pyproject.toml')
  const required = table(pyproject.project)['requires-python']
  if (typeof required === 'string')
    return {...located(tree, 'pyproject.toml', 'requires-python'), specifiers: [required], written: required}

  const poetry = table(pyproject, 'tool', 'poetry', 'dependencies').python
  if (typeof poetry === 'string') {
    return {...located(tree, 'pyproject.toml', 'python'), specifiers: poetrySpecifiers(poetry), written: poetry}
  }

  const {python_full_version: full, python_version: version} = table(tomlTable(tree, 'Pipfile').requires)
  if (typeof full === 'string')
    return {...located(tree, 'Pipfile', 'python_full_version'), specifiers: [`==${full}`], written: full}
  if (typeof version === 'string' && /^\d+(\.\d+)*$/.test(version)) {
    return {...located(tree, 'Pipfile', 'python_version'), specifiers: [`==${version}.*`], written: version}
  }

  return undefined
}

function located<File extends PythonConstraint['file']>(tree: FileTree, file: File, key: string): {file: File; line?: number} {
  const lines = new TextDecoder().decode(tree.read(file)).split('\n')
  const index = lines.findIndex(
    (line) => line.trimStart().startsWith(key) && line.trimStart().slice(key.length).trimStart().startsWith('='),
  )
  return index === -1 ? {file} : {file, line: index + 1}
}

/**
 * Poetry's constraint as PEP 440 specifiers: `||` parts are alternatives, `^` and `~` are ranges, a bare version is exact.
 * Source: Poetry's documentation, "Dependency specification".
 */
export function poetrySpecifiers(constraint: string): string[] {
  const alternatives = constraint.split('||').map((alternative) => {
    const clauses = alternative.trim().split(/\s*,\s*|\s+(?=[\^~<>=!\d*])/)
    const translated = clauses.map((clause) => poetryClause(clause.trim()))
    return translated.includes(undefined) ? undefined : translated.filter((clause) => clause !== '').join(',')
  })
  return alternatives.includes(undefined) ? [] : (alternatives as string[])
}

function poetryClause(clause: string): string | undefined {
  if (clause === '*' || clause === '') return ''
  const range = /^([~^])\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(clause)
  if (range) {
    const [, sign, major, minor, patch] = range
    const from = [major, minor, patch].filter(Boolean).join('.')
    const upToMajor = sign === '^' || minor === undefined
    return `>=${from},<${upToMajor ? Number(major) + 1 : `${major}.${Number(minor) + 1}`}`
  }

  if (/^\d+(\.\d+)*(\.\*)?$/.test(clause)) return `==${clause}`
  return /^(?:~=|[<>=!]=?)\s*\d[\d.]*(?:\.\*)?$/.test(clause) ? clause.replace(/^=(?!=)/, '==') : undefined
}
