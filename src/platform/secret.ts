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

/** A URL without what gives access: user info, and every value of its query. */
export function maskUrl(url: string): string {
  return url.replace(/^([a-z][a-z+.-]*:\/\/)[^/?#]*@/i, `$1${MASK}@`).replaceAll(/([?&][^=&#]*=)[^&#]*/g, `$1${MASK}`)
}

/** Masks the credentials of every URL in a text. */
export function maskUrls(text: string): string {
  return text.replaceAll(/[a-z][a-z+.-]*:\/\/[^\s'"<>]+/gi, (url) => maskUrl(url))
}
