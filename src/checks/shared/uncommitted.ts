import {posix} from 'node:path'

import type {Project} from '../../project/project.js'

import {lazyRequire} from '../../common/lazy-require.js'

const ignore = lazyRequire<typeof import('ignore')>('ignore')

/** Why a file that the code imports is not in the commit. */
export interface Uncommitted {
  path: string
  why: {by: '.gitignore'; line: number; rule: string} | {by: '.slugignore'} | {by: 'untracked'}
}

/**
 * The file of a module that is missing from the commit, and why; undefined where nothing says that it was left out.
 *
 * @param from the file that imports it
 * @param module absolute: looked for in the root and beside the file that imports it
 */
export function ignoredBy(project: Project, from: string, module: string): Uncommitted | undefined {
  const path = module.replaceAll('.', '/')
  const folders = [...new Set(['', posix.dirname(from) === '.' ? '' : posix.dirname(from)])]
  const candidates = folders.flatMap((folder) => [posix.join(folder, `${path}.py`), posix.join(folder, path, '__init__.py')])
  for (const candidate of candidates) {
    const found = leftOut(project, candidate)
    if (found) return found
  }

  return undefined
}

/** Why a path is not in the commit, as far as the rules in it and the changes beside it tell. */
export function leftOut({slugignored, tree, worktree}: Project, path: string): Uncommitted | undefined {
  if (tree.exists(path)) return undefined
  if (slugignored.has(path)) return {path, why: {by: '.slugignore'}}
  if (worktree?.changes.includes(path)) return {path, why: {by: 'untracked'}}
  const rules = new TextDecoder().decode(tree.read('.gitignore')).split(/\r?\n/).slice(0, RULES)
  const line = rules.findIndex((rule) => rule.trim() !== '' && !rule.startsWith('!') && isExact(rule, path))
  const all = ignore()({allowRelativePaths: true}).add(rules)
  return line === -1 || !all.ignores(path)
    ? undefined
    : {path, why: {by: '.gitignore', line: line + 1, rule: rules[line]!.trim()}}
}

/** More rules than anyone writes. */
const RULES = 1000

/** `*.py[cod]` and the like name no file of the app's: only rules that name this one, or a folder that it is in, count. */
function isExact(rule: string, path: string): boolean {
  const named = rule.trim().replaceAll(/^\/|\/$/g, '')
  if (named.startsWith('#') || /^\*+$/.test(named)) return false
  const parts = path.split('/')
  const last = parts.at(-1)!.replace(/\.py$/, '')
  if (!parts.some((part) => named.includes(part.replace(/\.py$/, ''))) && !named.includes(last))
    return matchesWithWildcard(named, path)
  return ignore()({allowRelativePaths: true}).add(rule).ignores(path)
}

/** `*_local.py`, `local*`: part of the name is written out. */
function matchesWithWildcard(named: string, path: string): boolean {
  return /[A-Za-z]{3}/.test(named.replace(/\.py$/, '')) && ignore()({allowRelativePaths: true}).add(named).ignores(path)
}
