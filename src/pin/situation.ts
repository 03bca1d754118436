import type {PackageManager} from '../buildpack/release.js'
import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'
import type {ReleaseData, ReleaseDataOptions} from '../releases/current-releases.js'
import type {System} from '../system/system.js'
import type {VersionFacts} from './plan-version.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {platform} from '../buildpack/release.js'
import {buildFolder} from '../platform/app.js'
import {type AppFinder, findApp, type FoundApp} from '../platform/find-app.js'
import {readLastBuildPython} from '../platform/last-build.js'
import {readProject} from '../project/read-project.js'
import {currentReleaseData} from '../releases/current-releases.js'
import {readVersionFiles} from './read-version-files.js'

export interface SituationOptions extends AppFinder {
  cwd: string
  source: string | undefined
  releaseData: Omit<ReleaseDataOptions, 'kind'>
}

/** Everything that a pin looks at, read once. */
export interface Situation {
  app: App | null
  project: Project
  /** Where the command runs. */
  cwd: string
  /** The app's folder. */
  folder: string
  facts: VersionFacts
  releaseData: ReleaseData
  /** What could not be looked at, and why: for people. */
  skipped: readonly string[]
  again(): Promise<Project>
}

/** Reads the files on disk (a pin changes those), the app, its last build and the newest buildpack data. */
export async function readSituation(options: SituationOptions, system: System): Promise<Situation> {
  const source = {cwd: options.cwd, dirty: true, source: options.source}
  const [first, found] = await Promise.all([readProject(source, system), findApp(options)])
  const kind = found.app?.kind ?? 'classic'
  const releaseData = await currentReleaseData({...options.releaseData, kind}, system)
  // A subfolder that was named is the app's.
  const isRoot = first.source.notes.every(({id}) => id !== 'subfolder')
  const subfolder = found.app && isRoot ? buildFolder(found.app) : ''
  const inside = subfolder === '' ? source : {...source, source: `${first.source.path}/${subfolder}`}
  const project = subfolder === '' ? first : await readProject(inside, system)
  const {skipped, version} = await lastBuild(found, system)
  const {releases, stale} = releaseData
  const folder = project.source.path
  return {
    again: async () => readProject(inside, system),
    app: found.app,
    cwd: options.cwd,
    facts: {
      files: await readVersionFiles(folder, releases.classic.files.misspelledVersionFiles, system.files),
      kind,
      lastBuild: version === null ? null : {app: found.app!.name, version},
      manager: managerOf(project),
      releases,
      stack: found.app?.buildStack ?? found.app?.stack ?? platform.defaultStack,
      stale,
      tree: project.tree,
    },
    folder,
    releaseData,
    project,
    skipped,
  }
}

async function lastBuild(found: FoundApp, {http}: System): Promise<{skipped: string[]; version: null | string}> {
  if (found.app === null) return {skipped: [`The last build was not looked at: ${found.reason}.`], version: null}
  const last = await readLastBuildPython(found.app.name, found.client, http)
  if (last.version !== null) return {skipped: [], version: last.version}
  return {skipped: [`The last build of ${found.app.name} tells nothing: ${last.reason}.`], version: null}
}

/** The one package manager whose file is there; a Pipfile means Pipenv even without its lock. */
function managerOf({tree}: Project): null | PackageManager {
  const [only, ...others] = PACKAGE_MANAGER_NAMES.filter((name) => tree.isFile(PACKAGE_MANAGERS[name].file))
  return others.length === 0 ? (only ?? null) : null
}
