import {posix} from 'node:path'

import type {Cause} from '../buildpack/causes/cause.js'
import type {BuildpackKind} from '../buildpack/release.js'
import type {Architecture} from '../packaging/architecture.js'
import type {BuildCache} from './build-cache/kept-build.js'
import type {Secret} from './secret.js'

import {isPythonBuildpack, SUBFOLDER_BUILDPACKS} from './buildpacks/catalogue.js'
import {parseReference} from './buildpacks/reference.js'

/** A buildpack of an app, as the platform stores it. */
export interface Buildpack {
  /** As a user would type it: `heroku/python`, or a URL with its credentials masked. */
  ref: string
}

/** Part of an app that couldn't be read, with the reason to show. */
export interface Unavailable {
  unavailable: string
}

/** A process type of the running release, and how many dynos run it. */
export interface ProcessFormation {
  /** `web`, `worker` … */
  type: string
  /** May hold what should be a config var: never for output. */
  command: string
  quantity: number
  /** As the platform writes it: `Basic`, `Standard-1X`, `dyno-1c-0.5gb`. */
  size: string
  /** Of one dyno; null for a size that isn't known here. */
  memoryMegabytes: number | null
}

/** Why a build failed, as its log tells. */
export interface BuildFailure {
  /** The buildpack's `failure_reason`, or one of ours for the platform's own refusals; null: the log has no heading that is known. */
  reason: string | null
  /** The heading, on one line, printable, and without secrets; null: the log has none. */
  heading: string | null
  /** What the log says of why, the one to tell first first: names and versions only, without secrets. */
  causes: readonly Cause[]
  /** The Python of that build, `3.13.15`; null: the log names none. */
  python: string | null
}

/** The newest build of an app. */
export interface LastBuild {
  status: 'failed' | 'pending' | 'succeeded'
  stack: string | null
  /** ISO 8601. */
  createdAt: string | null
  /** The commit that was built, or another name of the source. */
  version: string | null
  /** The buildpacks that ran, in order; none for a Fir app, whose builds don't list them. */
  buildpacks: readonly Buildpack[]
  /** Of the newest build that succeeded, `3.13.15`, as its log names it; null where that names none or was not read. */
  python: string | null
  /** null: it didn't fail. */
  failure: BuildFailure | Unavailable | null
}

/** The newest release of an app. */
export interface LastRelease {
  /** `failed`: its release phase ended with an error. */
  status: 'failed' | 'pending' | 'succeeded'
  /** The number behind the `v`. */
  version: number
  /** ISO 8601. */
  createdAt: string | null
}

/** What the Platform API says of an app. Immutable. */
export interface App {
  name: string
  kind: BuildpackKind
  /** Of the machines that build the app; null if the platform names none, or several. */
  architecture: Architecture | null
  /** The stack of the running release; null if the platform names none. */
  stack: string | null
  /** The stack of the next build. */
  buildStack: string | null
  buildpacks: readonly Buildpack[] | Unavailable
  configVars: ReadonlyMap<string, Secret> | Unavailable
  /** Empty before the first release. */
  formation: readonly ProcessFormation[] | Unavailable
  /** null: it was never built. */
  lastBuild: LastBuild | null | Unavailable
  /** What the cache of its builds says of the last one that succeeded. Fir keeps none that can be asked for. */
  buildCache: BuildCache | Unavailable
  /** null: there is none, or the last build failed before there could be one. */
  lastRelease: LastRelease | null | Unavailable
  /** Where the app answers, as the platform says it; null if it doesn't. */
  webUrl: string | null
  /** The compressed size of the running slug in bytes; null before the first release. */
  slugBytes: number | null
}

/** Part of an app that no command needed. */
export const NOT_ASKED: Unavailable = {unavailable: 'not requested'}

export function isAvailable<T extends object | null>(part: T | Unavailable): part is T {
  return part === null || !('unavailable' in part)
}

/** The Python (`N.N.N`) of the newest build that succeeded; null: it isn't known. */
export function builtPython(app: null | Pick<App, 'lastBuild'>): null | string {
  return app && isAvailable(app.lastBuild) ? (app.lastBuild?.python ?? null) : null
}

/** An app's buildpacks in their order, as a user would type them; none where they are not known. */
export function buildpackRefs(app: Pick<App, 'buildpacks'> | null): string[] {
  return app && isAvailable(app.buildpacks) ? app.buildpacks.map(({ref}) => ref) : []
}

/**
 * The folder that an app builds, where a subdir or monorepo buildpack runs before the Python one: '' for the root.
 */
export function buildFolder(app: Pick<App, 'buildpacks' | 'configVars'>): string {
  if (!isAvailable(app.buildpacks) || !isAvailable(app.configVars)) return ''
  const list = app.buildpacks.map(({ref}) => parseReference(ref))
  const python = list.findIndex((reference) => isPythonBuildpack(reference))
  const before = list.slice(0, python === -1 ? undefined : python)
  for (const {name, variable} of SUBFOLDER_BUILDPACKS) {
    const folder = app.configVars.get(variable)?.reveal()
    if (folder && before.some(({identity}) => name.test(identity))) return folderInside(folder)
  }

  return ''
}

/** A folder below the root, as a buildpack takes it; the root for one that would lead out of it. */
function folderInside(folder: string): string {
  const normal = posix.normalize(folder.replaceAll(/^\.?\/+|\/+$/g, ''))
  return normal === '.' || normal === '..' || normal.startsWith('../') ? '' : normal
}
