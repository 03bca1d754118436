import type {CheckContext} from '../check.js'

import {majorOf} from '../../packaging/python-version.js'
import {isAvailable} from '../../platform/app.js'

/**
 * The Python (`N.N`) that the next build uses, as far as it is known. A classic app that names none stays at that of its last
 * build. Source: lib/python_version.sh, "Using the same major version as the last build".
 */
export function appPython({app, kind, version: {origin, resolved}}: CheckContext): string | undefined {
  const last = app && isAvailable(app.lastBuild) ? (app.lastBuild?.python ?? undefined) : undefined
  if (kind === 'classic' && origin === 'default' && last !== undefined) return majorOf(last)
  return resolved === null ? undefined : majorOf(resolved)
}
