import type {CacheRecord, CachedBuild} from '../plan/build-plan.js'

/**
 * The buildpack's CACHE_DIR of an app. A build that fails or is killed leaves the cache of the last successful build, or
 * none; never a mix.
 */
export interface BuildCache {
  /** CACHE_DIR itself, which hooks may use for themselves. */
  folder: string
  /** What the last successful build left; null: nothing that can be trusted. */
  read(): Promise<CachedBuild | null>
  /** Begins a build: the working build data file, `build-data/python.json`, is there and empty. */
  begin(): Promise<void>
  /** False after a hook has deleted the working build data file: the buildpack stops then. */
  hasDataFile(): Promise<boolean>
  /** Brings the cached Python home to `.heroku/python` of the build folder. */
  restore(build: string): Promise<void>
  /** Deletes what the buildpack keeps for itself in `.heroku`, the tools too. */
  discard(): Promise<void>
  /** Keeps the build's Python home with what tells of it, in one step. */
  save(build: string, about: CacheRecord): Promise<void>
  /** Ends a build that didn't save. */
  abandon(): Promise<void>
  /** Ends one that did, once nobody needs its folder any more: the next one begins the faster with its Python home. */
  keepSpare(build: string): Promise<void>
  /**
   * Puts aside what the last build has saved, before a build begins.
   *
   * @param besides folders on the same disk that go too
   */
  clear(besides: readonly string[]): Promise<void>
  /** Deletes what was put aside, for which nobody waits. */
  end(): Promise<void>
}
