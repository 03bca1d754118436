import type {CheckContext} from '../check.js'

import {HOOKS} from '../../buildpack/hooks.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {type Dependency, findDependency, productionDependencies, skippedDependencies} from '../dependencies.js'
import {packageManager} from '../facts.js'
import {SECONDARY_PACKAGES} from './secondary-packages.js'

/** What is installed, and how sure that is: for the checks of a package that nothing names. */

/** Packages that bring another along: all of them, or those asked for with one of these extras. */
export type Bringers = Readonly<Record<string, readonly string[]>>

/** What is known of a package that nothing names. */
export interface Absence {
  /** False: another package may bring it. */
  sure: boolean
}

/**
 * Whether the build surely, or likely, leaves a package out; undefined where it installs it, or may install anything.
 *
 * @param names the packages of which any will do
 */
export function absenceOf(context: CheckContext, names: readonly string[], bringers: Bringers = {}): Absence | undefined {
  if (packageManager(context) === null || installsMore(context)) return undefined
  // One in a group that the build skips: deps/prod-group-skipped tells of that.
  const isSkipped = skippedDependencies(context).some(({name}) => names.includes(name))
  if (isSkipped || names.some((name) => findDependency(context, name))) return undefined
  const {complete, list} = productionDependencies(context)
  if (complete) return {sure: true}
  if (hasUnnamed(context) || list.some((dependency) => mayBring(dependency, bringers))) return undefined
  return {sure: isFrozen(context)}
}

/**
 * Whether a list names all that is installed, as `pip freeze` writes it: every version is exact, and what well-known packages
 * need is there too.
 */
export function isFrozen(context: CheckContext): boolean {
  const {complete, list} = productionDependencies(context)
  if (complete) return true
  if (list.length === 0 || hasUnnamed(context) || list.some(({source, version}) => source !== 'index' || version === null))
    return false
  const names = new Set(list.map(({name}) => name))
  return list.every(({name}) => {
    const needs = Object.hasOwn(SECONDARY_PACKAGES, name) ? SECONDARY_PACKAGES[name]!.needs : []
    return needs.length === 0 || needs.some((one) => names.has(one))
  })
}

/** What is installed from elsewhere than an index, the app itself too, may depend on anything. */
function mayBring({extras, name, source}: Dependency, bringers: Bringers): boolean {
  const needed = Object.hasOwn(bringers, name) ? bringers[name]! : undefined
  return source !== 'index' || (needed !== undefined && (needed.length === 0 || needed.some((extra) => extras.includes(extra))))
}

/** `-e .` and the like, of which the line says no name; and files that were not read. */
export function hasUnnamed({project: {tree}}: CheckContext): boolean {
  const {entries, includes} = readRequirements(tree, 'requirements.txt')
  return entries.some(({constraint, name}) => name === null && !constraint) || includes.some(({status}) => status !== 'read')
}

/** A hook may install packages of its own. */
export function installsMore({kind, project: {tree}}: CheckContext): boolean {
  const hooks = kind === 'classic' ? HOOKS : []
  return hooks.some((hook) => /\binstall\b/.test(new TextDecoder().decode(tree.read(hook))))
}
