import type {CheckContext} from '../check.js'

import {setuptoolsInstalled} from '../../buildpack/classic-lines.js'
import {broughtBy} from '../../knowledge/brings.js'
import {SETUPTOOLS_USERS, SETUPTOOLS_WITHOUT_PKG_RESOURCES} from '../../knowledge/broken-pairs.js'
import {meets} from '../../knowledge/specifier.js'
import {productionDependencies} from '../dependencies.js'
import {packageManager} from '../facts.js'
import {appPython} from './app-python.js'
import {effectiveVersion} from './effective-versions.js'

/** The setuptools that a build has in the end. */
export interface Setuptools {
  /** null: none. A version of which only the beginning is known ends in 999999. */
  version: null | string
  /** `declared`: by the app. `buildpack`: it comes with pip. `brought`: another package asks for it, and the newest is taken. */
  from: 'brought' | 'buildpack' | 'declared' | 'none'
  /** The package that brings it. */
  by?: string
}

/** Stands for the newest version. */
const NEWEST = '999999'

/** Which setuptools is installed beside the app's packages; undefined where that isn't known. */
export function setuptoolsOf(context: CheckContext): Setuptools | undefined {
  const python = appPython(context)
  const manager = packageManager(context)
  if (python === undefined || manager === null) return undefined
  const own = context.kind === 'classic' ? setuptoolsInstalled(manager, `${python}.0`, context.releases.classic) : null
  const {complete, list} = productionDependencies(context)
  const declared = list.find(({name}) => name === 'setuptools')
  if (declared) {
    // pip keeps what is installed already, where that fits.
    if (declared.version === null && own !== null && meets(own, declared.specifier)) return {from: 'buildpack', version: own}
    return {from: 'declared', version: effectiveVersion(declared) ?? NEWEST}
  }

  if (own !== null) return {from: 'buildpack', version: own}
  const by = complete ? undefined : list.find((one) => bringsSetuptools(one.name, one.version))?.name
  return by === undefined ? {from: 'none', version: null} : {by, from: 'brought', version: NEWEST}
}

function bringsSetuptools(name: string, version: null | string): boolean {
  const user = SETUPTOOLS_USERS.find(({declares, distribution}) => declares && distribution === name)
  if (user && meets(version, user.versions)) return true
  return broughtBy(name)?.always.includes('setuptools') === true
}

/** Whether a setuptools has no `pkg_resources` any more. */
export function lacksPkgResources(version: null | string): boolean {
  return version === null || meets(version, `>=${SETUPTOOLS_WITHOUT_PKG_RESOURCES}`)
}
