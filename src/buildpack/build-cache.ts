import type {PackageManager} from './release.js'

import {PACKAGE_MANAGERS} from '../package-managers/index.js'

/** What the cache of the last successful build says of it. Sources: lib/cache.sh, lib/build_data.sh. */
export interface KeptBuild {
  /** `heroku-24`; null where the cache doesn't say. */
  stack: string | null
  /** `N.N.N`, less the `python-` of the file. */
  pythonVersion: string | null
  /** The build data of that build: `package_manager`, `pip_version` … */
  buildData: Readonly<Record<string, boolean | number | string>>
  /** Old builds kept SQLite's headers. */
  hasSqliteHeaders: boolean
}

/** What a build is, as far as its cache must agree with it. */
export interface NextBuild {
  stack: string
  /** `N.N.N`, as the buildpack resolves it. */
  pythonVersion: string
  manager: PackageManager
  /** Of the package manager. */
  toolVersion: string
  /** Whether the file that the manager installs from is another than the cache's. */
  fileChanged: boolean
}

/** The buildpack's own lines for why it discards a cache; none: it restores it. Source: lib/cache.sh, `restore`. */
export function cacheReasons(kept: KeptBuild, next: NextBuild): string[] {
  return [
    changed('stack', kept.stack, next.stack),
    changed('Python version', kept.pythonVersion, next.pythonVersion),
    ...managerReasons(kept, next),
    kept.hasSqliteHeaders && 'The legacy SQLite3 headers and CLI binary need to be uninstalled',
  ].filter((reason) => typeof reason === 'string')
}

function changed(what: string, from: null | string | undefined, to: string): false | string {
  return from !== to && `The ${what} has changed from ${from || 'unknown'} to ${to}`
}

function managerReasons({buildData}: KeptBuild, {fileChanged, manager, toolVersion}: NextBuild): (false | string)[] {
  const before = String(buildData.package_manager ?? '')
  if (before === '') return ['The buildpack cache format has changed']
  if (before !== manager) return [changed('package manager', before, manager)]
  const {file, name} = PACKAGE_MANAGERS[manager]
  return [
    changed(`${name} version`, String(buildData[`${manager}_version`] ?? ''), toolVersion),
    fileChanged && `The contents of ${file} changed`,
  ]
}

/** What a build does with the cache that it finds. `reused`: no reason speaks against it. */
export interface CacheUse {
  status: 'discarded' | 'reused'
  reasons: readonly string[]
}
