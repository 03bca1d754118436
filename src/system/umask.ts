const WRITE_BY_OTHERS = 0o002

/**
 * From now on nothing that this process makes, or that it starts, can be written to by every user of the machine, even where
 * the user's umask is 000: what is in a cache is run by the next build.
 */
export function keepOthersOut(): void {
  // Only setting it tells what it was.
  const before = process.umask(WRITE_BY_OTHERS)
  process.umask(before | WRITE_BY_OTHERS)
}
