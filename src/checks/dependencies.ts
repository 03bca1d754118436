import type {Dependency, LockedPackages, SkippedDependency} from '../package-managers/dependency.js'
import type {MarkerEnvironment} from '../packaging/requirements/marker.js'
import type {CheckContext} from './check.js'

import {majorOf} from '../buildpack/version-number.js'
import {pipenvPackages} from '../package-managers/pipenv/packages.js'
import {pipPackages} from '../package-managers/pip/packages.js'
import {poetryPackages} from '../package-managers/poetry/packages.js'
import {uvPackages} from '../package-managers/uv/packages.js'
import {normaliseName} from '../packaging/requirements/pep508.js'
import {packageManager} from './facts.js'

/** What a production build installs, whatever the package manager. */

export type {Dependency, SkippedDependency} from '../package-managers/dependency.js'

interface Dependencies {
  list: readonly Dependency[]
  /** True if the secondary packages are named too: in a lock file, or a compiled requirements.txt. */
  complete: boolean
}

interface Read extends LockedPackages {
  complete: boolean
}

const NOTHING: Read = {complete: false, production: [], skipped: []}

/** What decides which packages a build installs: less than a check's whole context, and known before it. */
export type BuildFacts = Pick<CheckContext, 'kind' | 'prediction' | 'project' | 'version'>

/** By the decision on the version, which each look at a source makes anew. */
const known = new WeakMap<BuildFacts['version'], Read>()

/** The packages that the build's command installs on Heroku's platform: default groups only, and markers evaluated. */
export function productionDependencies(context: BuildFacts): Dependencies {
  const {complete, production} = read(context)
  return {complete, list: production}
}

/** @param name in any spelling */
export function findDependency(context: BuildFacts, name: string): Dependency | undefined {
  const wanted = normaliseName(name)
  return read(context).production.find((dependency) => dependency.name === wanted)
}

/** The packages of groups, extras and development sections, which the build leaves out. One may be in several. */
export function skippedDependencies(context: BuildFacts): readonly SkippedDependency[] {
  return read(context).skipped
}

/**
 * What PEP 508's variables are on Heroku. A dyno's kernel, and on Fir its processor, can't be known; neither can the
 * Python of an app that names none, which on classic stays that of the first build.
 */
export function markerEnvironment({
  kind,
  version: {origin, resolved: found},
}: Pick<CheckContext, 'kind' | 'version'>): MarkerEnvironment {
  const isSticky = kind === 'classic' && (origin === 'default' || origin === 'cached')
  const resolved = isSticky ? null : found
  return {
    extra: '',
    implementation_name: 'cpython',
    implementation_version: resolved ?? undefined,
    os_name: 'posix',
    platform_machine: kind === 'classic' ? 'x86_64' : undefined,
    platform_python_implementation: 'CPython',
    platform_system: 'Linux',
    python_full_version: resolved ?? undefined,
    python_version: resolved === null ? undefined : majorOf(resolved),
    sys_platform: 'linux',
  }
}

function read(context: BuildFacts): Read {
  const answer = known.get(context.version) ?? readDependencies(context)
  known.set(context.version, answer)
  return answer
}

function readDependencies(context: BuildFacts): Read {
  const {tree} = context.project
  const environment = markerEnvironment(context)
  switch (packageManager(context)) {
    case 'pip':
      return pipPackages(tree, environment)

    case 'pipenv':
      return {...pipenvPackages(tree, environment), complete: true}

    case 'poetry':
      return {...poetryPackages(tree, environment), complete: true}

    case 'uv':
      return {...uvPackages(tree, environment), complete: true}

    case null:
      return NOTHING
  }
}
