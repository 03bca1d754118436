import {inspect} from 'node:util'

export const MASK = '****'

/** A value that must not be seen: it prints as `****` in text, JSON and debug output. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself, for a decision in memory. Never for output. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}

const SCHEME = String.raw`\b[a-z][a-z\d+.-]{0,30}:\/\/`

/**
 * What stands between a URL's scheme and its host. The second form is that of a password with a `/`, `?` or `#` that
 * should have been escaped; digits up to a `/` are a port instead.
 */
const USER_INFO = new RegExp(String.raw`(${SCHEME})(?:[^\s/?#]*@|[^\s/?#:@]*:(?!\d+(?:[/?#]|$))[^\s@]{0,4096}@)`, 'gi')

/** The same without a scheme, `user:password@host`, as ssh and git take it. Bounded: else long texts take squared time. */
const BARE_USER_INFO = /(?<![^\s'"<>=,;(])[^\s'"<>=,;(:@/]{1,256}:[^\s'"<>@/]{1,1024}@(?=[\w-]+(?:\.[\w-]+)+[:/])/g

const URLS = new RegExp(String.raw`${SCHEME}[^\s'"<>]+`, 'gi')

/** A URL's path and query alone, as HTTP libraries print them. */
const PATHS_WITH_QUERY = /(?<![^\s'"<>=,;(])\/[^\s'"<>?]{0,1024}\?[^\s'"<>=]{0,256}=[^\s'"<>]*/g

/** Masks the credentials of every URL in a text: user info, and every value of a query. */
export function maskUrls(text: string): string {
  return text
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(BARE_USER_INFO, `${MASK}@`)
    .replaceAll(URLS, (url) => maskQuery(url))
    .replaceAll(PATHS_WITH_QUERY, (path) => maskQuery(path))
}

/** What git asks of every server. */
const GIT_SERVICE = /^=git-(?:upload|receive)-pack$/

function maskQuery(url: string): string {
  return url.replaceAll(/([?&])([^=&#?]*)(=[^&#]*)?/g, maskParameter)
}

/** A parameter without a `=` is a value without a name. */
function maskParameter(_parameter: string, separator: string, name: string, value: string | undefined): string {
  if (value !== undefined && GIT_SERVICE.test(value)) return `${separator}${name}${value}`
  if (value !== undefined) return `${separator}${name}=${MASK}`
  return name === '' ? separator : `${separator}${MASK}`
}
