import type {BlockerReason} from './blockers.js'

import {byName} from '../common/by-name.js'
import {isAvailable, type Unavailable} from '../platform/app.js'
import type {Tool} from '../package-managers/names.js'

import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {BUILDPACK_VARS} from '../platform/buildpacks/catalogue.js'
import type {Secret} from '../platform/secret.js'

export type ConfigVars = ReadonlyMap<string, Secret> | Unavailable

/**
 * Config vars that only an exporter reads.
 * Source: READMEs of moneymeets/python-poetry-buildpack and dropseed/heroku-buildpack-uv.
 */
const EXPORTER_VARS = /^(?:PYTHON_RUNTIME_VERSION|DISABLE_POETRY_CREATE_RUNTIME_FILE|POETRY_EXPORT_\w+|UV_EXPORT_OPTIONS)$/

/** Options of `poetry export` and `uv export` that add packages which heroku/python leaves out. */
const ADDED_PACKAGES: Partial<Record<string, RegExp>> = byName({
  POETRY_EXPORT_DEV_REQUIREMENTS: /^(?!0?$)/,
  POETRY_EXPORT_PARAMS: /(?:^|\s)(?:-E|--(?:extras|all-extras|with|all-groups|dev)(?=[\s=]|$)|--only(?:[\s=]+)(?!main(?:\s|$)))/,
  UV_EXPORT_OPTIONS: /(?:^|\s)--(?:extra|all-extras|group|all-groups|only-group|dev|only-dev|all-packages|package)(?=[\s=]|$)/,
})

function names(vars: ConfigVars): string[] {
  return isAvailable(vars) ? [...vars.keys()].sort() : []
}

function value(vars: ConfigVars, name: string): string | undefined {
  return isAvailable(vars) ? vars.get(name)?.reveal() : undefined
}

/** Config vars that name a buildpack. */
export function buildpackVars(vars: ConfigVars): string[] {
  return names(vars).filter((name) => BUILDPACK_VARS.has(name))
}

/** Config vars that nothing reads once no exporter is left. */
export function exporterVars(vars: ConfigVars): string[] {
  return names(vars).filter((name) => EXPORTER_VARS.test(name))
}

/** `POETRY_VERSION` and the like: it chose the tool's version, and heroku/python brings its own. */
export function versionVar(vars: ConfigVars, tool: Tool): string | undefined {
  return names(vars).find((name) => name === `${tool.toUpperCase()}_VERSION`)
}

/** Other settings of the tool, which heroku/python doesn't pass on. */
export function unreadVars(vars: ConfigVars, tool: Tool): string[] {
  return names(vars).filter(
    (name) =>
      PACKAGE_MANAGERS[tool].words.variables.test(name) &&
      !EXPORTER_VARS.test(name) &&
      !PACKAGE_MANAGERS[tool].words.credentials.test(name) &&
      !name.endsWith('_VERSION'),
  )
}

/** What of the config vars is in the way of removing an exporter. */
export function configBlockers(vars: ConfigVars, tool: Tool): BlockerReason[] {
  if (!isAvailable(vars)) return [{id: 'config-unreadable', message: vars.unavailable}]
  const options = names(vars).filter(
    (name) => PACKAGE_MANAGERS[tool].words.variables.test(name) && ADDED_PACKAGES[name]?.test(value(vars, name)!.trim()),
  )
  const credentials = names(vars).filter((name) => PACKAGE_MANAGERS[tool].words.credentials.test(name))
  return [
    ...options.map((name): BlockerReason => ({id: 'export-options', name, tool})),
    ...(credentials.length > 0 ? [{id: 'credentials' as const, names: credentials, tool}] : []),
  ]
}

/**
 * The Python version (`N.N`) that PYTHON_RUNTIME_VERSION asks for. The only value of a config var that is ever shown,
 * and only if it is nothing but a version.
 */
export function runtimeVersion(vars: ConfigVars): string | undefined {
  return /^\s*(?:python-)?(\d\.\d{1,2})(?:\.\d{1,3})?\s*$/.exec(value(vars, 'PYTHON_RUNTIME_VERSION') ?? '')?.[1]
}
