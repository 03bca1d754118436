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
      return `the build would fail with heroku/python: ${reason.title}. For the fix, run heroku python:doctor`

    case 'codeartifact':
      return "it fetches a token for a private package index during the build, and heroku/python doesn't. Keep it, or replace it yourself"

    case 'conda':
      return "heroku/python doesn't install conda packages. Move the dependencies to pip, uv or Poetry, then run this command again"

    case 'config-unreadable':
      return `its behavior may depend on the app's config vars, and they can't be read (${reason.message})`

    case 'credentials':
      return `${PACKAGE_MANAGERS[reason.tool].name} would no longer see ${reason.names.join(', ')}: heroku/python doesn't pass config vars to it. Move the private packages to an index that doesn't need these`

    case 'export-options':
      return `${reason.name} asks for extras, groups or development packages, and heroku/python doesn't install those. Make them regular dependencies, update the lockfile, then unset ${reason.name}`

    case 'lock-missing':
      return missingLockText(reason)

    case 'lock-stale':
      return `${reason.file} is out of date, and the build would fail. Run ${PACKAGE_MANAGERS[reason.tool].words.lock}, commit ${reason.file}, then run this command again`

    case 'multi-nested':
      return '.buildpacks lists a buildpack that runs .buildpacks again. Remove that line first'

    case 'multi-without-file':
      return "it runs the buildpacks in .buildpacks, but the source's .buildpacks is missing or empty. Point --source at the app's folder, or set the buildpacks yourself"

    case 'not-python-source':
      return `the source at ${reason.path} is not a Python app, so its lockfile can't be checked. Point --source at the app's folder`

    case 'second-manager':
      return `${reason.others.join(' and ')} ${reason.others.length === 1 ? 'is' : 'are'} committed next to ${reason.file}, and builds with two package managers fail. Remove ${reason.others.join(' and ')}, and commit`

    case 'version-missing':
      return missingVersionText(reason)
  }
}

function missingLockText({file, tool, where}: Extract<BlockerReason, {id: 'lock-missing'}>): string {
  const need = `heroku/python needs ${file}`
  if (where === 'on-disk') return `${need}. It is on disk but not committed: run git add ${file}, and commit`
  if (where === 'slugignored') return `${need}, but .slugignore removes it before the build. Delete that line, and commit`
  return `${need}, and the source has none. Run ${PACKAGE_MANAGERS[tool].words.lock}, and commit it`
}

function missingVersionText({choices, from, onDisk}: Extract<BlockerReason, {id: 'version-missing'}>): string {
  const need = 'it set the Python version. Now .python-version must, but it'
  if (onDisk) return `${need} is not committed. Run git add .python-version, and commit`
  const [only, ...others] = choices
  if (only === undefined || from === null)
    return `${need} doesn't exist. Write a version, such as 3.13, to .python-version, and commit`
  if (others.length > 0)
    return `${need} doesn't exist. Write a version that ${from} allows (${choices.join(', ')}) to .python-version, and commit`
  return `${need} doesn't exist. To use ${only} from ${from}, run echo ${only} > .python-version && git add .python-version, and commit`
}
