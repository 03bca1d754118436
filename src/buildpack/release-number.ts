/** Orders release numbers: `v351` of the classic buildpack, and `6.5.6` of the CNB, which has no `v`. */
export function compareReleases(a: string, b: string): number {
  const numbers = (release: string) => release.replace(/^v/, '').split('.').map(Number)
  const [left, right] = [numbers(a), numbers(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }

  return 0
}

/** Whether a text is such a number, so that it may reach a path or the screen. */
export function isReleaseNumber(value: unknown): value is string {
  return typeof value === 'string' && /^v?\d{1,6}(\.\d{1,6}){0,2}$/.test(value)
}
