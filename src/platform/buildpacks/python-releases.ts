/**
 * What stopped working, by the release of heroku/heroku-buildpack-python that stopped it.
 * Source: its CHANGELOG.md, up to v351.
 */
const BREAKING_RELEASES: readonly {release: number; what: string}[] = [
  {release: 219, what: 'dropped Python 2.7, 3.4 and 3.5, and PyPy'},
  {release: 228, what: 'dropped Python 3.6'},
  {release: 274, what: 'dropped Python 3.8'},
  {release: 291, what: 'fails on a second Python buildpack or a committed .heroku/python'},
  {release: 292, what: "Pipenv needs Pipfile.lock, and is installed apart from the app's packages"},
  {release: 296, what: 'no SQLite headers and no sqlite3 program'},
  {release: 324, what: 'fails on a committed .venv or venv'},
  {release: 325, what: 'fails on files of several package managers, or only a setup.py'},
  {release: 327, what: 'dropped Python 3.9'},
]

/** The number of the release that a pin names; null for a branch or a commit. */
function pinnedRelease(pin: string): number | null {
  const release = /^v?(\d{1,4})$/.exec(pin)?.[1]
  return release === undefined ? null : Number(release)
}

/**
 * What a Python buildpack that is held at a pin hasn't stopped yet, by the release that did.
 *
 * @returns null if the pin is no number of a release
 */
export function brokenSince(pin: string): string[] | null {
  const release = pinnedRelease(pin)
  if (release === null) return null
  return BREAKING_RELEASES.filter((breaking) => breaking.release > release).map(({release: since, what}) => `v${since} ${what}`)
}

/** Whether a pin follows the newest commit, as a URL without one does. */
export function isMoving(pin: string | null): boolean {
  return pin === null || pin === 'main' || pin === 'master'
}

/** Whether a Python buildpack held at a pin has what a release brought; undefined where the pin doesn't tell. */
export function isAtLeast(release: number, pin: string | null): boolean | undefined {
  const pinned = pin === null || isMoving(pin) ? Infinity : pinnedRelease(pin)
  return pinned === null ? undefined : pinned >= release
}
