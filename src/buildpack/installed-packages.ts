import type {Architecture} from '../packaging/architecture.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {InstalledPackages} from '../package-managers/dependency.js'
import type {BuildpackKind, PackageManager} from '../package-managers/names.js'
import type {VersionOrigin} from './prediction.js'

import {readPackages} from '../package-managers/index.js'
import {markerEnvironment} from '../package-managers/marker-environment.js'

/** What decides, besides the source, which packages a build installs. */
export interface BuildPython {
  kind: BuildpackKind
  origin: VersionOrigin | null
  /** `N.N.N` */
  resolved: string | null
  /** Of the app's machines; left out: on Fir it isn't known. */
  architecture?: Architecture
}

/** The packages that the build's command installs on Heroku's platform, and those that it leaves out. */
export function installedPackages(
  tree: FileTree,
  manager: PackageManager,
  build: BuildPython & {ci?: boolean},
): InstalledPackages {
  return readPackages(tree, manager, buildMarkers(build), {ci: build.ci ?? false})
}

/**
 * What markers ask for, on Heroku. The Python of an app that names none can't be known without its cache: on classic it
 * stays that of the first build.
 */
export function buildMarkers({architecture, kind, origin, resolved}: BuildPython): MarkerEnvironment {
  const isSticky = kind === 'classic' && origin === 'default'
  return markerEnvironment(kind, isSticky ? null : resolved, architecture)
}
