import type {CnbPackageManager} from '../package-managers/index.js'
import type {PackageManager} from '../package-managers/names.js'

import {byName} from '../common/by-name.js'
import releases from './releases.json' with {type: 'json'}

export type {BuildpackKind, PackageManager} from '../package-managers/names.js'

/** What a buildpack release knows of Python. Versions of form `N.N` are what the buildpack calls major versions. */
export interface PythonSupport {
  /** `N.N` → its latest patch release, `N.N.N`. */
  latest: Record<string, string>
  oldest: string
  newest: string
  default: string
  /** The version whose support ends next. `endOfLife` is upstream's month, `removed` the buildpack's date (ISO). */
  deprecated: null | {endOfLife: string; removed: string; version: string}
}

interface AnyRelease {
  /** As the buildpack numbers it: `v351` (classic), `6.5.6` (CNB). */
  release: string
  /** ISO date. */
  released: string
  python: PythonSupport
  tools: Record<string, string>
  files: {
    /** Any of these in the root makes the app a Python app. A name that ends in `/` must be a folder. */
    detected: string[]
  }
}

/** A release of the classic buildpack. */
export interface ClassicRelease extends AnyRelease {
  tools: Record<'setuptools' | PackageManager, string>
  /** The Python versions (`N.N`) for which setuptools is installed beside pip. */
  setuptoolsFor: string[]
  /** Stack names; a trailing `*` stands for any ending. */
  stacks: {endOfLife: string[]; supported: string[]}
  files: AnyRelease['files'] & {
    misspelledRequirements: string[]
    /** In the order in which the buildpack looks, which decides the one it names. */
    misspelledVersionFiles: string[]
    venvFolders: string[]
  }
}

/** A release of the Cloud Native Buildpack. */
export interface CnbRelease extends AnyRelease {
  tools: Record<CnbPackageManager, string>
  forbiddenEnvVars: string[]
}

export interface Releases {
  classic: ClassicRelease
  cnb: CnbRelease
}

/** Facts of the platform and of its stack images, which no buildpack release changes. */
export interface Platform {
  buildTimeoutMinutes: number
  defaultStack: string
  /** Stack → the version of jq in its build image. */
  jq: Record<string, string>
  /** Stack → the version of file(1) in its build image. */
  file: Record<string, string>
  slugLimitMegabytes: number
  /** Stack → the date (ISO) on which Heroku ends it. */
  stackEndOfLife: Record<string, string>
  /** Where each of these is from, and the date (ISO) on which it was read there. */
  sources: Record<Exclude<keyof Platform, 'sources'>, {source: string; read: string}>
}

/** The version of a package manager that a release installs; undefined: it doesn't know this one. */
export function managerVersion({tools}: ClassicRelease | CnbRelease, manager: PackageManager): string | undefined {
  const versions: Partial<Record<string, string>> = tools
  return versions[manager]
}

/** The version of a tool in a stack's build image; a stack that isn't known is taken for the default one. */
export function toolVersion(tool: 'file' | 'jq', stack: string): string {
  return platform[tool][stack] ?? platform[tool][platform.defaultStack]!
}

const data: Releases & {platform: Platform} = releases

export const platform: Platform = {
  ...data.platform,
  file: byName(data.platform.file),
  jq: byName(data.platform.jq),
  stackEndOfLife: byName(data.platform.stackEndOfLife),
}

/** The releases that this version of the plugin ships. `npm run sync-buildpack` rewrites the file. */
export const builtInReleases: Releases = {classic: data.classic, cnb: data.cnb}

/** Our releaseData is called old after this many days. */
export const STALE_AFTER_DAYS = 60
