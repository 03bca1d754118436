import {satisfies} from '@renovatebot/pep440'

import type {PythonConstraint} from '../project/python-constraint.js'
import type {CheckContext} from './check.js'

import {readVersionLines} from '../buildpack/version-lines.js'

/** Facts that the version checks share. */

export function pythonSupport({kind, releases}: CheckContext) {
  return kind === 'classic' ? releases.classic.python : releases.cnb.python
}

/** Whether a Python version meets a constraint; undefined where the constraint's form is unknown. */
export function meets(version: string, constraint: PythonConstraint): boolean | undefined {
  if (constraint.specifiers.length === 0) return undefined
  try {
    return constraint.specifiers.some((specifier) => specifier === '' || satisfies(version, specifier))
  } catch {
    return undefined
  }
}

/** The version (`N.N`) to suggest: the buildpack's default if the project allows it, else the newest that it does. */
export function suggestedVersion(context: CheckContext, constraint: PythonConstraint | undefined): string | undefined {
  const python = pythonSupport(context)
  const newestFirst = Object.keys(python.latest).sort((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]))
  return [python.default, ...newestFirst].find((version) => !constraint || meets(python.latest[version]!, constraint) === true)
}

/** The line (from 1) of the first version in a version file. */
export function versionLine(bytes: Uint8Array | undefined): number | undefined {
  if (!bytes) return undefined
  const lines = new TextDecoder().decode(bytes).split('\n')
  const index = lines.findIndex((line) => readVersionLines(new TextEncoder().encode(line)).length > 0)
  return index === -1 ? undefined : index + 1
}

/** A version file's text with its one version replaced; comments and line ends stay. */
export function withVersion(bytes: Uint8Array, version: string): string {
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
  const line = versionLine(bytes)
  return text
    .split('\n')
    .map((content, index) => (index + 1 === line ? content.replace(/\S.*?(?=\s*$)/, version) : content))
    .join('\n')
}

/** A command that writes a version file, for people whose shell is a POSIX one. */
export function writeVersionCommand(version: string): string {
  return `echo '${version}' > .python-version && git add .python-version`
}
