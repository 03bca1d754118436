import type {NextCache} from '../../doctor/next-cache.js'

import {duration} from '../terminal/numbers.js'

/** What the app's build cache tells, and what becomes of it; none: nobody asked. */
export function cacheLines(cache: NextCache | null): string[] {
  if (cache === null) return []
  const {last, reasons, status} = cache
  if (last === null) return [`not read: ${reasons.join('; ')}`]
  const parts = [`Python ${last.python}`, last.tool, last.seconds === null ? null : `built in ${duration(last.seconds)}`]
  return [`Last build: ${parts.filter((part) => part !== null).join(', ')}`, ...becomes(status, reasons)]
}

function becomes(status: NextCache['status'], reasons: readonly string[]): string[] {
  switch (status) {
    case 'discarded':
      return ['The next build discards it since:', ...reasons.map((reason) => `- ${reason}`)]

    case 'reused':
      return ['The next build restores it.']

    case 'unknown':
      return [`Next build: ${reasons.join('; ')}`]
  }
}
