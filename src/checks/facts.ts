import {posix} from 'node:path'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {shellWord} from '../common/shell-word.js'

export {shellWord} from '../common/shell-word.js'

import type {PackageManager} from '../buildpack/release.js'
import type {Words} from '../package-managers/manager.js'
import type {CheckContext} from './check.js'
import type {Edit} from '../edits/edit.js'
import type {Project} from '../project/project.js'

/** Facts that several checks share. */

export const SUPPORT_PAGE = 'https://devcenter.heroku.com/articles/python-support'
export const PYTHON_VERSION_PAGE = 'https://devcenter.heroku.com/articles/python-runtimes'
export const DEPENDENCIES_PAGE = 'https://devcenter.heroku.com/articles/python-pip'
export const SLUGIGNORE_PAGE = 'https://devcenter.heroku.com/articles/slug-compiler'
export const STACK_PAGE = 'https://devcenter.heroku.com/articles/stack'

/** The package managers that this kind of app can use. */
function supportedManagers({kind}: Pick<CheckContext, 'kind'>): PackageManager[] {
  return PACKAGE_MANAGER_NAMES.filter((name) => kind === 'classic' || PACKAGE_MANAGERS[name].cnb !== undefined)
}

export function managerFiles(context: CheckContext): string[] {
  return supportedManagers(context).map((name) => PACKAGE_MANAGERS[name].file)
}

/** The package manager files in the root of what Heroku would build. */
export function managerFilesFound(context: CheckContext): string[] {
  return managerFiles(context).filter((file) => isThere(context, file))
}

/** Whether a buildpack sees a file: the classic one looks for files, the Cloud Native one for anything of that name. */
export function isThere({kind, project}: Pick<CheckContext, 'kind' | 'project'>, file: string): boolean {
  return kind === 'classic' ? project.tree.isFile(file) : project.tree.exists(file)
}

/** Whether the buildpack fails when it looks for a file: it is not missing, and fir/link-unreadable tells of it. */
export function isUnreadableLink({kind, project}: Pick<CheckContext, 'kind' | 'project'>, file: string): boolean {
  return kind === 'cnb' && project.tree.look(file).kind === 'unknown'
}

/** The package manager that the build takes, or would take if nothing else stopped it. */
export function packageManager(context: Pick<CheckContext, 'kind' | 'prediction' | 'project'>): PackageManager | null {
  const {package_manager: predicted} = context.prediction
  if (predicted !== null) return predicted
  const found = supportedManagers(context).filter((name) => isThere(context, PACKAGE_MANAGERS[name].file))
  return found.length === 1 ? found[0]! : null
}

/** Whether the package manager asks for a .python-version file: without one the build stops. */
export function needsVersionFile(context: CheckContext): boolean {
  const manager = packageManager(context)
  return manager !== null && PACKAGE_MANAGERS[manager].needsVersionFile === true
}

/** The commands that the app's package manager has for people; undefined: it isn't known which one it is. */
export function managerWords(context: CheckContext): undefined | Words {
  const manager = packageManager(context)
  return manager === null ? undefined : PACKAGE_MANAGERS[manager].words
}

const ADD: Readonly<Record<PackageManager, (name: string, project: Project) => string>> = {
  pip: (name, project) => `${appendLine(project, 'requirements.txt', name)} && heroku python:pin --dependencies`,
  pipenv: (name) => `pipenv install ${name}`,
  poetry: (name) => `poetry add ${name}`,
  uv: (name) => `uv add ${name}`,
}

/** The command that adds a package to the app's dependencies. */
export function addCommand(context: CheckContext, name: string): string | null {
  const manager = packageManager(context)
  return manager && ADD[manager](name, context.project)
}

/** A file's text, if it can be written back without a loss; undefined if it is no UTF-8, or was read in part. */
export function editableText({tree, truncated}: Project, path: string): string | undefined {
  const bytes = tree.read(path)
  if (!bytes || truncated.has(path)) return undefined
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/** Whether a file that the commit lacks is on disk beside it. */
export function isOnlyOnDisk({project}: CheckContext, file: string): boolean {
  const {source, tree, worktree} = project
  if (worktree === null || source.ref !== 'HEAD' || !worktree.names.has(file)) return false
  // A link that leads nowhere is in the commit all the same.
  return !tree.exists(file) && !tree.list(posix.dirname(file)).includes(posix.basename(file))
}

/** Where users look for what was found: `a`, `a and b`, `a, b and c`. */
export function listing(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/**
 * The command that adds a line to a file, whose last line may lack its end: what is added would become a part of it.
 *
 * @param line without single quotes
 */
export function appendLine({tree}: Project, file: string, line: string): string {
  const last = tree.read(file)?.at(-1)
  const command = last === undefined || last === 0x0a ? `echo '${line}'` : String.raw`printf '\n%s\n' '${line}'`
  return `${command} >> ${shellWord(file)}`
}

/** Edits that rename a file. Where only upper and lower case differ, git on macOS and Windows must be told to forget the old name. */
export function renameEdits({source}: Project, path: string, to: string): Edit[] {
  const sameButForCase = path.toLowerCase() === to.toLowerCase()
  const forget: Edit[] = sameButForCase && source.repository !== null ? [{action: 'untrack', path}] : []
  return [{action: 'rename', path, to}, ...forget]
}
