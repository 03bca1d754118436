import type {Dependency, InstalledPackages, SkippedDependency} from '../package-managers/dependency.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {CheckContext} from './check.js'

import {buildMarkers, installedPackages} from '../buildpack/installed-packages.js'
import {normaliseName} from '../packaging/requirements/pep508.js'
import {packageManager} from './facts.js'

/** What a production build installs, whatever the package manager. */

export type {Dependency, SkippedDependency} from '../package-managers/dependency.js'

interface Dependencies {
  list: readonly Dependency[]
  /** True if the secondary packages are named too: in a lock file, or a compiled requirements.txt. */
  complete: boolean
}

/** The packages that the build's command installs on Heroku's platform: default groups only, and markers evaluated. */
export function productionDependencies(context: CheckContext): Dependencies {
  const {complete, installed} = read(context) ?? {complete: false, installed: []}
  return {complete, list: installed}
}

/** @param name in any spelling */
export function findDependency(context: CheckContext, name: string): Dependency | undefined {
  const wanted = normaliseName(name)
  return read(context)?.installed.find((dependency) => dependency.name === wanted)
}

/** The packages of groups, extras and development sections, which the build leaves out. One may be in several. */
export function skippedDependencies(context: CheckContext): readonly SkippedDependency[] {
  return read(context)?.skipped ?? []
}

/** Where a dependency is written. */
export function placeOf({file, line}: {file: string; line?: number | undefined}): {file: string; line?: number} {
  return {file, ...(line !== undefined && {line})}
}

/** What markers ask for, in a build of this app. */
export function markersOf({architecture, kind, version}: CheckContext): MarkerEnvironment {
  return buildMarkers({architecture, kind, ...version})
}

function read(context: CheckContext): InstalledPackages | undefined {
  const {architecture, kind, project, version} = context
  const manager = packageManager(context)
  return manager === null ? undefined : installedPackages(project.tree, manager, {architecture, kind, ...version})
}
