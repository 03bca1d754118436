import type {FileTree} from '../packaging/file-tree.js'
import type {Prediction} from '../buildpack/prediction.js'
import type {Releases} from '../buildpack/release.js'
import type {Reference} from '../platform/buildpacks/reference.js'
import type {Target} from '../target/target.js'

import {decideCollectstatic} from '../buildpack/classic-lines.js'
import {installedPackages} from '../buildpack/installed-packages.js'
import {predict} from '../buildpack/predict.js'
import {appJsonBuildpacks, aptPackages, buildpacksFile} from '../platform/buildpacks/named-in-source.js'

/** What a plan needs to know of the app's source. */
export interface MigrationSource {
  path: string
  tree: FileTree
  /** What heroku/python would do with it. */
  prediction: Prediction
  releases: Releases
  /** Names in the folder on disk, whether committed or not. */
  onDisk: ReadonlySet<string>
  slugignored: ReadonlySet<string>
  /** The buildpacks in `.buildpacks`; null: no such file. */
  buildpacksFile: readonly Reference[] | null
  /** The buildpacks in app.json; null: it names none. */
  appJson: readonly Reference[] | null
  /** The Aptfile names packages of GDAL. */
  aptHasGdal: boolean
  /** The build collects Django's static files, which another buildpack may write. */
  runsCollectstatic: boolean
}

export function migrationSource({project, releases, stack}: Pick<Target, 'project' | 'releases' | 'stack'>): MigrationSource {
  const {slugignored, source, tree, worktree} = project
  const prediction = predict(tree, {releases, stack})
  return {
    appJson: appJsonBuildpacks(tree),
    aptHasGdal: aptPackages(tree).some((line) => /gdal/i.test(line)),
    buildpacksFile: buildpacksFile(tree),
    onDisk: worktree?.names ?? new Set(),
    path: source.path,
    prediction,
    releases,
    runsCollectstatic: runsCollectstatic(tree, prediction),
    slugignored,
    tree,
  }
}

/** Unless the source says that it doesn't: without a package manager, nobody knows what is installed. */
function runsCollectstatic(tree: FileTree, {package_manager, python_version}: Prediction): boolean {
  if (package_manager === null) return true
  const {installed} = installedPackages(tree, package_manager, {kind: 'classic', origin: null, resolved: python_version})
  return decideCollectstatic(tree, {installed: installed.some(({name}) => name === 'django'), isOff: false}).id === 'enabled'
}
