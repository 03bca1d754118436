import type {PackageManager} from '../buildpack/release.js'
import type {Project} from '../project/project.js'
import type {System} from '../system/system.js'
import type {OriginInput} from './origin.js'
import type {VersionFiles} from './version-files.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {appPath} from '../platform/answers.js'
import {isAvailable, NOT_ASKED} from '../platform/app.js'
import {findApp, type FoundApp} from '../platform/find-app.js'
import {readLastBuildPython} from '../platform/last-build.js'
import {readBuildCache} from '../platform/read-build-cache.js'
import {type ReadTarget, readTarget, type TargetInput} from '../target/read-target.js'
import {readVersionFiles} from './read-version-files.js'

/** Everything that a pin looks at, read once: the target as it is on disk (a pin changes that), and what only a pin needs. */
export interface PinInput extends ReadTarget {
  /** Where the command runs. */
  readonly cwd: string
  readonly files: VersionFiles
  readonly lastBuild: OriginInput['lastBuild']
  /** The one package manager whose file is there; a Pipfile means Pipenv even without its lock. */
  readonly manager: null | PackageManager
}

/** @throws ProblemError when the source, its version files, or an app that the user named can't be read */
export async function readPinInput(input: TargetInput, system: System): Promise<PinInput> {
  const found = findApp(input)
  const [target, {reason, version}] = await Promise.all([
    readTarget({...input, found}, system),
    found.then(async (known) => lastBuildPython(known, system)),
  ])
  const {app, project, releases, skipped} = target
  return {
    ...target,
    cwd: input.source.cwd,
    files: await readVersionFiles(project.source.path, releases.classic.files.misspelledVersionFiles, system.files),
    lastBuild: app && version !== null ? {app: app.name, version} : null,
    manager: managerOf(project),
    skipped: {...skipped, ...(reason !== null && {'last-build': reason})},
  }
}

async function lastBuildPython(
  found: FoundApp,
  {clock, http}: Pick<System, 'clock' | 'http'>,
): Promise<{reason: null | string; version: null | string}> {
  if (found.app === null) return {reason: null, version: null}
  const {app, client} = found
  // The cache has it for certain, and its log may be gone; but a cache may be too large to be read in time.
  const [cache, last] = await Promise.all([
    app.kind === 'classic' ? readBuildCache(appPath(app.name), client, {clock, http}) : NOT_ASKED,
    readLastBuildPython(app.name, client, http),
  ])
  if (isAvailable(cache)) return {reason: null, version: cache.pythonVersion}
  return last.version === null ? last : {reason: null, version: last.version}
}

function managerOf({tree}: Project): null | PackageManager {
  const [only, ...others] = PACKAGE_MANAGER_NAMES.filter((name) => tree.isFile(PACKAGE_MANAGERS[name].file))
  return others.length === 0 ? (only ?? null) : null
}
