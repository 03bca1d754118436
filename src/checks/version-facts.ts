import type {VersionOrigin} from '../buildpack/prediction.js'
import type {CheckContext, Fix} from './check.js'

import {bestPython} from '../buildpack/fitting-python.js'
import {readVersionLines} from '../buildpack/version-lines.js'
import {hasPatch, majorOf} from '../buildpack/version-number.js'
import {type PythonConstraint, pythonConstraint} from '../package-managers/python-constraint.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {lazyRequire} from '../common/lazy-require.js'
import {productionDependencies} from './dependencies.js'
import {packageManager} from './facts.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** Facts that the version checks share. */

export function pythonSupport({kind, releases}: CheckContext) {
  return kind === 'classic' ? releases.classic.python : releases.cnb.python
}

/** What the project says of its Python versions, in the file that its package manager looks at. */
export function projectConstraint(context: CheckContext): PythonConstraint | undefined {
  const constraint = pythonConstraint(context.project.tree)
  // A Pipfile is nobody's business but Pipenv's, and pyproject.toml's constraint isn't Pipenv's.
  const manager = packageManager(context)
  const manifest = manager === null ? 'pyproject.toml' : PACKAGE_MANAGERS[manager].manifest
  return constraint?.file === manifest ? constraint : undefined
}

/** Whether a Python version meets a constraint; undefined where the constraint's form is unknown. */
export function meets(version: string, constraint: PythonConstraint): boolean | undefined {
  if (constraint.specifiers.length === 0) return undefined
  try {
    return constraint.specifiers.some((specifier) => specifier === '' || pep440().satisfies(version, specifier))
  } catch {
    return undefined
  }
}

/** The packages that the app pins to one version. */
function exactVersions(context: CheckContext): ReadonlyMap<string, string> {
  const {list} = productionDependencies(context)
  return new Map(list.flatMap(({name, version}) => (version === null ? [] : [[name, version] as const])))
}

/**
 * The version to suggest: the buildpack's default if the project allows it, else the newest that it does, of those on which
 * its packages start; else the very patch release that it demands.
 */
export function suggestedVersion(context: CheckContext): string | undefined {
  const python = pythonSupport(context)
  const constraint = projectConstraint(context)
  const newestFirst = Object.keys(python.latest).sort((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]))
  const allowed = [python.default, ...newestFirst].filter(
    (version) => !constraint || meets(python.latest[version]!, constraint) === true,
  )
  const major = bestPython(allowed, exactVersions(context))
  if (major !== undefined) return major
  const exact = /^(?:==\s*)?(\d+\.\d+\.\d+)$/.exec(constraint?.written.trim() ?? '')?.[1]
  return exact !== undefined && majorOf(exact) in python.latest && !isBeyondLatest(context, exact) ? exact : undefined
}

/** `N.N` of a version, unless the project allows this patch release but not the newest one. */
export function majorIfAllowed(context: CheckContext, version: string): string {
  const major = majorOf(version)
  if (!(major in pythonSupport(context).latest) || isAllowed(context, major)) return major
  return meets(version, projectConstraint(context)!) === true ? version : major
}

/** Whether a patch release is newer than the newest one known. */
export function isBeyondLatest(context: CheckContext, version: string): boolean {
  const latest = pythonSupport(context).latest[majorOf(version)]
  const patch = version.split('.')[2]
  if (latest === undefined || !hasPatch(version) || !/^\d+$/.test(patch!)) return false
  return BigInt(patch!) > BigInt(latest.split('.')[2]!)
}

/** Where the version is asked for. The CNB's decision ends without it when the version is refused, for which only one file can be. */
export function versionOrigin({kind, version: {failure, origin}}: CheckContext): VersionOrigin | null {
  return origin ?? (kind === 'cnb' && failure?.reason.startsWith('python-version::') ? '.python-version' : null)
}

/** The file and line that ask for the version; nothing where no file does. */
export function versionPlace(context: CheckContext): {file?: string; line?: number; part?: string} {
  const {project} = context
  const origin = versionOrigin(context)
  if (origin === null || origin === 'cached' || origin === 'default') return {}
  const bytes = project.tree.read(origin)
  const line = origin === 'Pipfile.lock' ? pipfileLockLine(bytes) : versionLine(bytes)
  const part = bytes && origin !== 'Pipfile.lock' ? readVersionLines(bytes)[0] : undefined
  return {file: origin, ...(line !== undefined && {line}), ...(part !== undefined && {part})}
}

/** The line (from 1) of the first version in a version file. */
function versionLine(bytes: Uint8Array | undefined): number | undefined {
  return lineOf(bytes, (line) => readVersionLines(new TextEncoder().encode(line)).length > 0)
}

function pipfileLockLine(bytes: Uint8Array | undefined): number | undefined {
  return (
    lineOf(bytes, (line) => /"python_full_version"\s*:/.test(line)) ?? lineOf(bytes, (line) => /"python_version"\s*:/.test(line))
  )
}

function lineOf(bytes: Uint8Array | undefined, isWanted: (line: string) => boolean): number | undefined {
  if (!bytes) return undefined
  const index = new TextDecoder('utf-8', {ignoreBOM: true})
    .decode(bytes)
    .split('\n')
    .findIndex((line) => isWanted(line))
  return index === -1 ? undefined : index + 1
}

/** A version file's text with its one version's line replaced; comments and line ends stay. */
export function withVersion(text: string, version: string): string {
  const line = versionLine(new TextEncoder().encode(text))
  return text
    .split('\n')
    .map((content, index) => (index + 1 === line ? `${version}${content.endsWith('\r') ? '\r' : ''}` : content))
    .join('\n')
}

/** The command that writes `.python-version`, removes what would win over it, and names the git commands to run. */
export function writeVersionCommand(version: string): string {
  return `heroku python:pin ${version}${hasPatch(version) ? ' --exact' : ''}`
}

/** Whether the project's own constraint lets a version (`N.N`: its newest release) be. */
export function isAllowed(context: CheckContext, version: string): boolean {
  const constraint = projectConstraint(context)
  return !constraint || meets(pythonSupport(context).latest[version] ?? version, constraint) !== false
}

/** How to ask for another version, given where the present one is asked for. `advice` is a sentence for the message. */
export function askForVersion(context: CheckContext, wanted: string): {advice: string; fix: Fix} {
  const origin = versionOrigin(context)
  if (origin === 'Pipfile.lock') {
    const command = 'pipenv lock && git add Pipfile Pipfile.lock'
    return {advice: ` Set ${wanted} in the Pipfile, then lock again.`, fix: {command, kind: 'hand'}}
  }

  const constraint = projectConstraint(context)
  if (constraint && !isAllowed(context, wanted)) {
    const advice = ` ${constraint.file} asks for ${constraint.written}: first change that to allow ${wanted}.`
    return {advice, fix: {command: null, kind: 'hand'}}
  }

  return {advice: '', fix: {command: writeVersionCommand(wanted), kind: 'ask'}}
}
