/** Versions of Python, as their parts stand in the text. */

/** `N.N` of a version; the buildpack calls it the major version. */
export function majorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** True for a version that names its patch release. */
export function hasPatch(version: string): boolean {
  return version.split('.').length > 2
}
