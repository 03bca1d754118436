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
  /**
   * The version of the Python in the cache, `N.N.N`, as a file there says it: a hook may have written it. That may be any text; null:
   * none.
   */
  readVersion(): Promise<string | null>
  /** Begins a build: the working build data file, `build-data/python.json`, is there and empty. */
  begin(): Promise<void>
  /** False after a hook has deleted the working build data file: the buildpack stops then. */
  hasDataFile(): Promise<boolean>
  /** Brings the cached Python home to `.heroku/python` of the build folder. */
  restore(build: string): Promise<void>
  /** Deletes what the buildpack keeps for itself in `.heroku`, the tools too. */
  discard(): Promise<void>
  /**
   * Keeps the build's Python home with what tells of it, in one step.
   *
   * @param home `copied`: the build's stays; `moved`: it is wanted no more after the build's end, and `takeHome` moves it. A copy
   * takes half a second for ten thousand files
   */
  save(build: string, about: CacheRecord, home: 'copied' | 'moved'): Promise<void>
  /** Ends a build that saved, under its lock, once nothing of it runs any more: only then is what it saved the cache. */
  takeHome(): Promise<void>
  /** Ends a build that didn't save. */
  abandon(): Promise<void>
  /** Once nobody needs the folder of one that did: the next build begins the faster with the Python home, if that is still there. */
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
