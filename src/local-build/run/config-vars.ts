import type {BuildProblem} from '../problem.js'
import type {App} from '../../platform/app.js'
import type {PlatformClient} from '../../platform/read-app.js'

import {isAvailable} from '../../platform/app.js'
import {type AddonNames, readAddonNames} from '../../platform/addons.js'
import {ApiFailure} from '../../platform/read-app.js'
import {Secret} from '../../platform/secret.js'
import {ProblemError} from '../../common/problem.js'

/** `none`: none of the app's · `safe`: those that lead to no add-on of the app · `all`. */
export type ConfigVarsMode = 'all' | 'none' | 'safe'

/** A config var of the app that the build doesn't see. */
export interface Withheld {
  name: string
  /** `copy`: its value holds that of one which an add-on owns. `unknown`: which ones add-ons own could not be read. */
  reason: 'add-on' | 'copy' | 'unknown'
  /** The add-on's name; null where none is known. */
  addon: null | string
}

/** The config vars of a build. Values are Secrets from the moment they are read. */
export interface BuildConfigVars {
  mode: ConfigVarsMode
  values: ReadonlyMap<string, Secret>
  /** By name. */
  withheld: readonly Withheld[]
  /** The names that `--env-file` sets, those of the app's config vars that it overrides included. */
  fromFile: readonly string[]
  /** Why the app's config vars, or the list of its add-ons, could not be read; null if nothing was missing. */
  unavailable: null | string
}

export interface ConfigVarsRequest {
  /** undefined: not said. Then `safe` where there is an app, and what can't be read is no error. */
  mode: ConfigVarsMode | undefined
  found: {app: App; client: PlatformClient} | {app: null; reason: string}
  file: ReadonlyMap<string, Secret>
}

/**
 * Which config vars a build gets.
 *
 * @throws ProblemError no-app, config-vars-not-readable where the user asked for what can't be had
 */
export async function chooseConfigVars({file, found, mode}: ConfigVarsRequest): Promise<BuildConfigVars> {
  const fromFile = [...file.keys()].sort()
  const only = (unavailable: null | string): BuildConfigVars => ({
    fromFile,
    mode: 'none',
    unavailable,
    values: file,
    withheld: [],
  })
  if (mode === 'none') return only(null)
  if (found.app === null) {
    if (mode !== undefined) throw new ProblemError({id: 'no-app', reason: found.reason})
    return only(null)
  }

  const {configVars, name} = found.app
  if (!isAvailable(configVars)) {
    if (mode === undefined) return only(configVars.unavailable)
    throw new ProblemError<BuildProblem>({app: name, id: 'config-vars-not-readable', message: configVars.unavailable})
  }

  if (mode === 'all') return {fromFile, mode, unavailable: null, values: new Map([...configVars, ...file]), withheld: []}
  const names = await addonNames(name, found.client)
  const withheld = 'unavailable' in names ? allOf(configVars) : withhold(configVars, names)
  const hidden = new Set(withheld.map((variable) => variable.name))
  const safe = [...configVars].filter(([variable]) => !hidden.has(variable))
  const unavailable = 'unavailable' in names ? names.unavailable : null
  const isOverridden = ({name: variable}: Withheld) => file.has(variable)
  return {
    fromFile,
    mode: 'safe',
    unavailable,
    values: new Map([...safe, ...file]),
    withheld: withheld.filter((variable) => !isOverridden(variable)),
  }
}

async function addonNames(app: string, client: PlatformClient): Promise<AddonNames | {unavailable: string}> {
  try {
    return await readAddonNames(app, client)
  } catch (error) {
    if (error instanceof ApiFailure) return {unavailable: error.message}
    throw error
  }
}

/** Nothing is known to be safe. */
function allOf(configVars: ReadonlyMap<string, Secret>): Withheld[] {
  return [...configVars.keys()].sort().map((name) => ({addon: null, name, reason: 'unknown'}))
}

/** Pure. What add-ons own, and copies of it: a hook that reads SQLALCHEMY_DATABASE_URI reaches the same database. */
export function withhold(configVars: ReadonlyMap<string, Secret>, {owned, prefixes}: AddonNames): Withheld[] {
  const ownerOf = (name: string) => owned.get(name) ?? [...prefixes].find(([prefix]) => name.startsWith(prefix))?.[1]
  const names = [...configVars.keys()].sort()
  const marks = names.flatMap((name) => {
    const addon = ownerOf(name)
    const mark = addon === undefined ? undefined : accessIn(configVars.get(name)!)
    return mark === undefined || addon === undefined ? [] : [{addon, mark}]
  })
  return names.flatMap((name): Withheld[] => {
    const addon = ownerOf(name)
    if (addon !== undefined) return [{addon, name, reason: 'add-on'}]
    const value = configVars.get(name)!.reveal()
    const copied = marks.find(({mark}) => value.includes(mark))
    return copied ? [{addon: copied.addon, name, reason: 'copy'}] : []
  })
}

/** A shorter value than this may be in another by chance: a port, a region. */
const SHORTEST_MARK = 12

/** What in a value gives access, whatever its scheme, path and options: `user:password@host:port`. Else the value itself. */
function accessIn(value: Secret): string | undefined {
  const text = value.reveal()
  const mark = /^[a-z][a-z\d+.-]*:\/\/([^/?#\s]*:[^\s]*@[^/?#\s]+)/i.exec(text)?.[1] ?? text
  return mark.length < SHORTEST_MARK ? undefined : mark
}
