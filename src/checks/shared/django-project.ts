import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {CheckContext} from '../check.js'

import {findManagePy} from '../../buildpack/classic-lines.js'
import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {isAvailable} from '../../platform/app.js'
import {readAppJson} from '../../project/app-json.js'
import {type Dependency, findDependency} from '../dependencies.js'

/** Facts about a Django app that several checks share. */

export const DJANGO_PAGE = 'https://devcenter.heroku.com/articles/django-app-configuration'
export const ASSETS_PAGE = 'https://devcenter.heroku.com/articles/django-assets'

/** Django among the packages that a build installs; undefined where the package manager's file doesn't name it. */
export function djangoOf(context: CheckContext): Dependency | undefined {
  return findDependency(context, 'django')
}

/** The manage.py that collectstatic runs in the build. Source: bin/steps/collectstatic, and the CNB's src/django.rs. */
export function managePy({kind, project: {tree}}: CheckContext): string | undefined {
  if (kind === 'classic') return findManagePy(tree)
  return tree.isFile('manage.py') ? 'manage.py' : undefined
}

/** `maybe`: a config var could switch it off, and none is known. */
export type Collectstatic = 'maybe' | 'no' | 'yes'

/** Whether the build runs collectstatic. */
export function collectstatic(context: CheckContext): Collectstatic {
  if (!djangoOf(context) || managePy(context) === undefined) return 'no'
  return isOn(context) ?? 'maybe'
}

/** Whether it runs where Django is installed; undefined where that hangs on a config var. Nothing switches it off on Fir. */
function isOn({app, kind, project: {tree}}: CheckContext): 'no' | 'yes' | undefined {
  if (kind === 'cnb') return 'yes'
  if (tree.isFile('.heroku/collectstatic_disabled')) return 'no'
  if (app && isAvailable(app.configVars))
    return disablesCollectstatic(app.configVars.get(DISABLE_COLLECTSTATIC)?.reveal()) ? 'no' : 'yes'
  return readAppJson(tree)?.env.includes(DISABLE_COLLECTSTATIC) ? 'no' : undefined
}

/**
 * Variables that are there without being config vars: the platform's, the buildpack's own, and those of any process.
 * Sources: Dev Center, "Buildpack API", "Dynos" and "Dyno Metadata"; lib/hooks.sh.
 */
export const OF_THE_PLATFORM =
  /^(?:BUILD_DIR|C_INCLUDE_PATH|CACHE_DIR|CI|CPLUS_INCLUDE_PATH|DYNO|ENV_DIR|HEROKU_\w+|HOME|HOSTNAME|LANG|LC_\w+|LD_LIBRARY_PATH|LIBRARY_PATH|LOGNAME|PATH|PIP_\w+|PKG_CONFIG_PATH|PORT|PWD|PYTHON\w*|REQUEST_ID|SHELL|SHLVL|SOURCE_VERSION|STACK|TERM|TMPDIR|USER|UV_\w+|WEB_CONCURRENCY)$/

/** Whether a file is committed from which an app may read settings into its environment. */
export function hasEnvironmentFile(tree: FileTree): boolean {
  for (const path of tree.files()) {
    const name = posix.basename(path)
    if (name === 'settings.ini' || (/^\.env(?:\.|$)/.test(name) && !/example|sample|template|dist/i.test(name))) return true
  }

  return false
}

/** Where Python looks for the app's own modules: beside manage.py, in the root, and where packages are often kept. */
export function moduleFolders(context: CheckContext): string[] {
  const script = managePy(context)
  const folder = script === undefined ? '' : posix.dirname(script)
  return [...new Set([folder === '.' ? '' : folder, '', 'src'])]
}
