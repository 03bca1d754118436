import {createHash} from 'node:crypto'

/** A UUID that depends on its parts only, so that a test's output is the same on each run. */
export function stableId(...parts: Array<number | string>): string {
  const hex = hexDigest(...parts)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** 40 hex digits: also what a git commit looks like. */
export function hexDigest(...parts: Array<number | string>): string {
  return createHash('sha1').update(parts.join('\0')).digest('hex')
}

/** What the URL of a build's log is signed with. */
export function logQuery(buildId: string): string {
  return `?Signature=${stableId('signature', buildId)}`
}

/** What the URLs of an app's build cache are signed with. */
export function cacheQuery(appId: string): string {
  return `?AWSAccessKeyId=planted-cache-key&Signature=planted-${stableId('cache', appId)}&Expires=1795000000`
}

/** Time that moves on by a second for each thing that happens, and by nothing else. */
export class Clock {
  private seconds = Date.UTC(2026, 10, 1, 12) / 1000

  tick(): string {
    this.seconds += 1
    return new Date(this.seconds * 1000).toISOString().replace('.000', '')
  }
}
