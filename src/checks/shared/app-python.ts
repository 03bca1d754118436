import type {CheckContext} from '../check.js'

import {majorOf} from '../../packaging/python-version.js'
import {builtPython} from '../../platform/app.js'
import {needsVersionFile} from '../facts.js'

/**
 * The Python (`N.N`) that the next build uses, as far as it is known. A classic app that names none stays at that of its last
 * build. Source: lib/python_version.sh, "Using the same major version as the last build".
 */
export function appPython(context: CheckContext): string | undefined {
  const {
    app,
    kind,
    version: {origin, resolved},
  } = context
  // Where the build stops for want of a version, the default isn't the app's.
  if (origin === 'default' && needsVersionFile(context)) return undefined
  const last = builtPython(app)
  if (kind === 'classic' && origin === 'default' && last !== null) return majorOf(last)
  return resolved === null ? undefined : majorOf(resolved)
}

/** A sentence for apps that name no Python; empty for others. */
export function aboutDefault({app, version: {origin, resolved}}: CheckContext): string {
  if (origin !== 'default' || resolved === null || app !== null) return ''
  return ` No file sets a Python version: new apps get ${majorOf(resolved)}, existing apps keep the version of their last build.`
}
