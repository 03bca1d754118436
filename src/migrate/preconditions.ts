import type {BlockerReason} from './blockers.js'
import type {Tool} from '../package-managers/names.js'
import type {MigrationSource} from './source.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {lazyRequire} from '../common/lazy-require.js'
import {pythonConstraint} from '../package-managers/python-constraint.js'
import {configBlockers, type ConfigVars, runtimeVersion} from './config-vars.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** Why heroku/python could not yet do what a buildpack for Poetry, uv or Pipenv does for this app. Empty: it can. */
export function nativeBlockers(tool: Tool, source: MigrationSource, vars: ConfigVars): BlockerReason[] {
  return [...sourceBlockers(tool, source, vars), ...configBlockers(vars, tool)]
}

function sourceBlockers(tool: Tool, source: MigrationSource, vars: ConfigVars): BlockerReason[] {
  const {prediction, tree} = source
  const {file} = PACKAGE_MANAGERS[tool]
  // A folder with a lock on disk is the app's, only not committed.
  if (!prediction.detected && !source.onDisk.has(file)) return [{id: 'not-python-source', path: source.path}]
  if (!tree.isFile(file)) return [{file, id: 'lock-missing', tool, where: whereIs(file, source)}]
  const others = PACKAGE_MANAGER_NAMES.map((name) => PACKAGE_MANAGERS[name].file).filter(
    (other) => other !== file && tree.isFile(other),
  )
  if (others.length > 0) return [{file, id: 'second-manager', others}]
  return [
    ...versionBlockers(tool, source, vars),
    ...(PACKAGE_MANAGERS[tool].freshness?.(tree) === 'stale' ? [{file, id: 'lock-stale' as const, tool}] : []),
  ]
}

function whereIs(file: string, source: MigrationSource): 'nowhere' | 'on-disk' | 'slugignored' {
  if (source.slugignored.has(file)) return 'slugignored'
  return source.onDisk.has(file) ? 'on-disk' : 'nowhere'
}

function versionBlockers(tool: Tool, source: MigrationSource, vars: ConfigVars): BlockerReason[] {
  const {failure, python_version_origin: origin} = source.prediction
  const isMissing = failure ? failure.reason === 'python-version-file::not-found' : origin === 'default' || origin === 'cached'
  if (isMissing) {
    const derived = deriveVersion(tool, source, vars)
    return [{id: 'version-missing', onDisk: source.onDisk.has('.python-version'), ...derived}]
  }

  return failure ? [{id: 'build-would-fail', title: failure.title}] : []
}

/** The Python versions that a `.python-version` file may name, and where that is known from. */
function deriveVersion(tool: Tool, source: MigrationSource, vars: ConfigVars): {choices: readonly string[]; from: string | null} {
  const asked = runtimeVersion(vars)
  if (asked !== undefined) return {choices: [asked], from: 'the config var PYTHON_RUNTIME_VERSION'}
  const {file, lockedPython} = PACKAGE_MANAGERS[tool]
  const locked = lockedPython?.(source.tree)
  if (locked) {
    const exact = /^(?:==\s*)?(\d\.\d{1,2})(?:\.\d+|\.\*)?$/.exec(locked.written.trim())?.[1]
    const choices = exact === undefined ? supported(locked.specifiers, source) : [exact]
    if (choices.length > 0) return {choices, from: file}
  }

  const constraint = pythonConstraint(source.tree)
  const choices = constraint ? supported(constraint.specifiers, source) : []
  return choices.length > 0 ? {choices, from: constraint!.file} : {choices: [], from: null}
}

/** The supported versions (`N.N`) that fit one of the alternatives, newest first. */
function supported(specifiers: readonly string[], {releases}: MigrationSource): string[] {
  const latest = Object.entries(releases.classic.python.latest)
  return latest
    .filter(([, patch]) => specifiers.some((specifier) => fits(patch, specifier)))
    .map(([version]) => version)
    .sort((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]))
}

function fits(version: string, specifier: string): boolean {
  try {
    return pep440().satisfies(version, specifier)
  } catch {
    return false
  }
}
