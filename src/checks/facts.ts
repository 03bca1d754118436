import {isAvailable, isPythonBuildpack} from '../platform/app.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../buildpack/package-managers.js'

import type {PackageManager} from '../buildpack/release.js'
import type {CheckContext, Finding} from './check.js'

/** Facts that several checks share. */

export const SUPPORT_PAGE = 'https://devcenter.heroku.com/articles/python-support'
export const PYTHON_VERSION_PAGE = 'https://devcenter.heroku.com/articles/python-runtimes'
export const DEPENDENCIES_PAGE = 'https://devcenter.heroku.com/articles/python-pip'
export const SLUGIGNORE_PAGE = 'https://devcenter.heroku.com/articles/slug-compiler'
export const STACK_PAGE = 'https://devcenter.heroku.com/articles/stack'

/** The package managers that this kind of app can use. */
export function supportedManagers({kind}: CheckContext): PackageManager[] {
  return PACKAGE_MANAGER_NAMES.filter((name) => kind === 'classic' || PACKAGE_MANAGERS[name].cnbCommand !== undefined)
}

export function managerFiles(context: CheckContext): string[] {
  return supportedManagers(context).map((name) => PACKAGE_MANAGERS[name].file)
}

/** The package manager files in the root of what Heroku would build. */
export function managerFilesFound(context: CheckContext): string[] {
  return managerFiles(context).filter((file) => context.project.tree.isFile(file))
}

/** What runs before the Python buildpack looks at the files, and may create some: a hook, or an earlier buildpack. */
export function mayCreateFiles({app, kind, project}: CheckContext): string | null {
  if (kind === 'classic' && project.tree.isFile('bin/pre_compile')) return 'the bin/pre_compile hook'
  if (!app || !isAvailable(app.buildpacks)) return null
  const python = app.buildpacks.findIndex((buildpack) => isPythonBuildpack(buildpack.ref))
  return python > 0 ? `the buildpack ${app.buildpacks[python - 1]!.ref}` : null
}

/** A missing file is no more than a warning where something that runs earlier may create it. */
export function unlessCreated(context: CheckContext, finding: Finding): Finding {
  const creator = mayCreateFiles(context)
  if (creator === null) return finding
  return {
    ...finding,
    message: `${finding.message} Unless ${creator} creates it during the build: that can't be known here.`,
    severity: 'warning',
  }
}

/** Where users look for what was found: `a`, `a and b`, `a, b and c`. */
export function listing(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** A file name for a shell: quoted where it needs to be. */
export function shellWord(word: string): string {
  return /^[\w./,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
