/** Whether a package's version comes before another, by the numbers of its release: 3.0.4 is before 3.1. */
export function isBefore(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)]
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0]
    if (left !== right) return left < right
  }

  return false
}

function numbers(version: string): number[] {
  const release = /^v?(?:\d+!)?(\d+(?:\.\d+)*)/.exec(version.trim())?.[1]
  return release === undefined ? [] : release.split('.').map(Number)
}
