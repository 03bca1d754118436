import type {CheckContext} from '../check.js'

import {editableText, isOnlyOnDisk, isUnreadableLink, managerFiles, managerFilesFound} from '../facts.js'
import {renamedRequirements} from './renamed-requirements.js'

export interface Uncommitted {
  file: string
  reason: 'gitignored' | 'slugignored' | 'untracked'
  /** The rule by which git ignores it. */
  rule?: {file: string; line: number}
}

/** The nearest explanation of why the root has no package manager file. Each is told by one check, so that a user reads of it once. */
type WithoutManager =
  | {why: 'misspelled'; name: string}
  | {why: 'missing'}
  | {why: 'pipenv-on-fir'; file: string}
  | {why: 'pipfile-without-lock'}
  | {why: 'pyproject'; tool: 'poetry' | 'uv'}
  | {why: 'renamed'; file: string}
  | {why: 'setup-py'}
  | {why: 'subfolder'; files: readonly string[]}
  | {why: 'uncommitted'; files: readonly Uncommitted[]}

/** Eight checks ask; in a large source the answer takes a while. */
const answers = new WeakMap<CheckContext, {answer: undefined | WithoutManager}>()

/** Why there is no package manager file; undefined if there is one. */
export function withoutManager(context: CheckContext): undefined | WithoutManager {
  const known = answers.get(context) ?? {answer: findReason(context)}
  answers.set(context, known)
  return known.answer
}

function findReason(context: CheckContext): undefined | WithoutManager {
  const {kind, project, releases} = context
  if (managerFilesFound(context).length > 0) return undefined
  if (managerFiles(context).some((file) => isUnreadableLink(context, file))) return undefined
  const uncommitted = uncommittedFiles(context)
  if (kind === 'classic' && project.tree.isFile('Pipfile') && !uncommitted.some(({file}) => file === 'Pipfile.lock'))
    return {why: 'pipfile-without-lock'}
  if (uncommitted.length > 0) return {files: uncommitted, why: 'uncommitted'}
  const name = releases.classic.files.misspelledRequirements.find((candidate) => project.tree.isFile(candidate))
  if (name !== undefined) return {name, why: 'misspelled'}
  const pipenvs = kind === 'cnb' ? ['Pipfile.lock', 'Pipfile'].find((file) => project.tree.exists(file)) : undefined
  if (pipenvs !== undefined) return {file: pipenvs, why: 'pipenv-on-fir'}
  const renamed = toolOfPyproject(project) === 'poetry' ? undefined : renamedRequirements(project.tree)
  if (renamed !== undefined) return {file: renamed, why: 'renamed'}
  if (project.tree.isFile('setup.py')) return {why: 'setup-py'}
  const files = filesInSubfolders(context)
  if (files.length > 0) return {files, why: 'subfolder'}
  const tool = toolOfPyproject(project)
  return tool === undefined ? {why: 'missing'} : {tool, why: 'pyproject'}
}

/**
 * The package manager that a pyproject.toml lacks the lock of. One that only configures tools, or lists no dependencies of
 * the app, lacks none: from it uv would lock nothing. PDM has a lock of its own.
 */
function toolOfPyproject(project: CheckContext['project']): 'poetry' | 'uv' | undefined {
  if (!project.tree.isFile('pyproject.toml') || project.tree.isFile('pdm.lock')) return undefined
  const pyproject = editableText(project, 'pyproject.toml') ?? ''
  if (/^\s*\[tool\.poetry\b/m.test(pyproject)) return 'poetry'
  return /^\s*\[project\]/m.test(pyproject) && /^\s*(?:dependencies\s*=|dynamic\s*=[^\]]*["']dependencies["'])/m.test(pyproject)
    ? 'uv'
    : undefined
}

/** Package manager files on disk, or in the commit, that Heroku won't see. */
function uncommittedFiles(context: CheckContext): Uncommitted[] {
  const {slugignored, tree, worktree} = context.project
  return managerFiles(context).flatMap((file): Uncommitted[] => {
    if (tree.exists(file)) return []
    if (slugignored.has(file)) return [{file, reason: 'slugignored'}]
    if (!isOnlyOnDisk(context, file)) return []
    const rule = worktree?.ignored.get(file)
    return [rule ? {file, reason: 'gitignored', rule} : {file, reason: 'untracked'}]
  })
}

/** Folders that hold no app of their own. */
const NOT_AN_APP = /(?:^|\/)(?:tests?|docs?|examples?|node_modules|vendor|site-packages|\.?venv|env|\.[^/]+)\//

/** Package manager files below the root: the shallowest ones. */
function filesInSubfolders(context: CheckContext): string[] {
  const names = new Set([...managerFiles(context), ...(context.kind === 'classic' ? ['Pipfile'] : [])])
  const found = [...context.project.tree.files()].filter((path) => {
    const slash = path.lastIndexOf('/')
    return slash !== -1 && names.has(path.slice(slash + 1)) && !NOT_AN_APP.test(path)
  })
  const depths = new Map(found.map((path) => [path, path.split('/').length]))
  const shallowest = [...depths.values()].sort((a, b) => a - b)[0]
  return found.filter((path) => depths.get(path) === shallowest)
}
