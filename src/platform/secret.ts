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

/** The same without a scheme, `user:password@host`, as ssh and git take it. */
const BARE_USER_INFO = /(?<![^\s'"<>=,;(])[^\s'"<>=,;(:@/]+:[^\s'"<>@/]+@(?=[\w-]+(?:\.[\w-]+)+[:/])/g

const URLS = new RegExp(String.raw`${SCHEME}[^\s'"<>]+`, 'gi')

/** A value of up to this length is too common a text to be looked for: `true`, `en`, `8000`. */
const COMMON = 3

/** Masks every value, also in the form that it has within a URL, and the password of a value that is a URL. */
export function maskValues(text: string, secrets: Iterable<Secret>): string {
  const values = [...secrets].flatMap((secret) => formsOf(secret.reveal()))
  const longestFirst = values.filter((value) => value.length > COMMON).sort((a, b) => b.length - a.length)
  let masked = text
  for (const value of longestFirst) masked = masked.replaceAll(value, MASK)
  return masked
}

function formsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  const password = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s@]+)@/i.exec(value)?.[1]
  return [...lines, ...(password === undefined ? [] : [password])].flatMap((form) => [
    form,
    encodeURIComponent(form.replaceAll(/\p{Cs}/gu, '\uFFFD')),
  ])
}

/** Masks the credentials of every URL in a text: user info, and every value of a query. */
export function maskUrls(text: string): string {
  return text
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(BARE_USER_INFO, `${MASK}@`)
    .replaceAll(URLS, (url) => url.replaceAll(/([?&])([^=&#?]*)(=[^&#]*)?/g, maskParameter))
}

/** A parameter without a `=` is a value without a name. */
function maskParameter(_parameter: string, separator: string, name: string, value: string | undefined): string {
  if (value !== undefined) return `${separator}${name}=${MASK}`
  return name === '' ? separator : `${separator}${MASK}`
}

/** A URL without what gives access. */
export function maskUrl(url: string): string {
  return maskUrls(url)
}
