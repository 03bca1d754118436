/** Whether a lock fits the file that it was made from. `stale`: the package manager refuses to install from it, for sure. */
export type Freshness = 'fresh' | 'stale' | 'unknown'
