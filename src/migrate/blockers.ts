import type {Reference} from '../platform/buildpacks/reference.js'
import type {Tool} from '../package-managers/names.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'

/** What must be settled by hand before anything is changed: data. Its words are below. */
export type BlockerReason =
  | {id: 'build-would-fail'; title: string}
  | {id: 'codeartifact'}
  | {id: 'conda'}
  | {id: 'config-unreadable'; message: string}
  | {id: 'credentials'; names: readonly string[]; tool: Tool}
  | {id: 'export-options'; name: string; tool: Tool}
  | {id: 'lock-missing'; file: string; where: 'nowhere' | 'on-disk' | 'slugignored'; tool: Tool}
  | {id: 'lock-stale'; file: string; tool: Tool}
  | {id: 'multi-nested'}
  | {id: 'multi-without-file'}
  | {id: 'not-python-source'; path: string}
  | {id: 'second-manager'; file: string; others: readonly string[]}
  | {id: 'version-missing'; onDisk: boolean; choices: readonly string[]; from: string | null}

export interface Blocker {
  buildpack: Reference
  reason: BlockerReason
}

/** What is in the way, and what to do about it. */
export function blockerText(reason: BlockerReason): string {
  switch (reason.id) {
    case 'build-would-fail':
      return `with heroku/python alone the build would fail: ${reason.title}. heroku python:doctor tells how to fix it`

    case 'codeartifact':
      return 'it fetches a token for a private package index during the build, which heroku/python does not. Keep it, or replace it by hand'

    case 'conda':
      return 'heroku/python installs no conda packages. Move the dependencies to pip, uv or Poetry first, then run this again'

    case 'config-unreadable':
      return `the app's config vars can't be read (${reason.message}), and they may change what it does`

    case 'credentials':
      return `${reason.names.join(', ')} would no longer reach ${PACKAGE_MANAGERS[reason.tool].name}: heroku/python passes no config vars on to it. Move the private packages to an index that needs none of them`

    case 'export-options':
      return `${reason.name} asks for extras, groups or development packages, which heroku/python does not install. Make them ordinary dependencies, lock again, then unset ${reason.name}`

    case 'lock-missing':
      return missingLockText(reason)

    case 'lock-stale':
      return `${reason.file} does not fit its project file any more, and heroku/python refuses such a lock. Run ${PACKAGE_MANAGERS[reason.tool].words.lock}, commit ${reason.file}, then run this again`

    case 'multi-nested':
      return '.buildpacks names a buildpack that runs .buildpacks again. Take that line out first'

    case 'multi-without-file':
      return 'it runs the buildpacks in .buildpacks, and the source has no such file, or an empty one. Point --source at the app, or set the buildpacks by hand'

    case 'not-python-source':
      return `the source at ${reason.path} is no Python app, so nothing can be said of its lock. Point --source at the app's folder`

    case 'second-manager':
      return `${reason.others.join(' and ')} ${reason.others.length === 1 ? 'is' : 'are'} committed beside ${reason.file}, and heroku/python refuses a source with files of two package managers. Remove ${reason.others.join(' and ')}, and commit`

    case 'version-missing':
      return missingVersionText(reason)
  }
}

function missingLockText({file, tool, where}: Extract<BlockerReason, {id: 'lock-missing'}>): string {
  const need = `heroku/python needs ${file}`
  if (where === 'on-disk') return `${need}, which is on disk but not committed: git add ${file}, and commit`
  if (where === 'slugignored') return `${need}, which .slugignore takes away before the build. Take that line out, and commit`
  return `${need}, which the source doesn't have: run ${PACKAGE_MANAGERS[tool].words.lock}, and commit it`
}

function missingVersionText({choices, from, onDisk}: Extract<BlockerReason, {id: 'version-missing'}>): string {
  const need = 'it chose the Python version, and .python-version, which does that from now on,'
  if (onDisk) return `${need} is on disk but not committed: git add .python-version, and commit`
  const [only, ...others] = choices
  if (only === undefined || from === null)
    return `${need} isn't there. Write the version (3.13, say) into .python-version, and commit`
  if (others.length > 0)
    return `${need} isn't there. ${from} allows ${choices.join(', ')}: write one of them into .python-version, and commit`
  return `${need} isn't there. By ${from} it is ${only}: echo ${only} > .python-version && git add .python-version, and commit`
}
