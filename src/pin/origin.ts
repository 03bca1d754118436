import type {FileTree} from '../packaging/file-tree.js'
import type {PythonSupport} from '../buildpack/release.js'

import {readPipfileLockVersion} from '../buildpack/pipfile-lock.js'
import {BuildStops} from '../buildpack/failure.js'
import {toolVersion} from '../buildpack/release.js'
import {majorOf} from '../buildpack/version-number.js'
import {allowedVersions, constraintsOf, suggestedVersion} from './constraints.js'
import {type Meaning, meaningOf, type VersionFiles} from './version-files.js'

/** Where the version to pin comes from. */
export type PinOrigin =
  '.python-version' | 'argument' | 'default' | 'last-build' | 'Pipfile' | 'Pipfile.lock' | 'pyproject.toml' | 'runtime.txt'

/** A version to pin, and why this one. */
export interface Wanted {
  /** `N.N` or `N.N.N`. */
  version: string
  origin: PinOrigin
  /** For people: `the last successful build of example-app used Python 3.13.5`. */
  reason: string
}

export interface OriginInput {
  files: VersionFiles
  tree: FileTree
  python: PythonSupport
  stack: string
  /** The Python of the app's last successful build; null: not known. */
  lastBuild: null | {app: string; version: string}
}

/**
 * What the app builds with now. Without a version file of the app's own that is what its last successful build used;
 * then what else names a version, in the buildpack's order; then what the project allows; then the default.
 *
 * A `.python-version` that is in force and can mean one version only comes first: the app is pinned already, and a
 * version that was changed since the last build was changed on purpose.
 */
export function findOrigin(input: OriginInput): Wanted {
  const file = fromVersionFile(input.files)
  if (file?.sure && !input.files.runtimeTxt) return file
  return (
    fromLastBuild(input) ?? fromRuntimeTxt(input) ?? file ?? fromPipfileLock(input) ?? fromConstraint(input) ?? theDefault(input)
  )
}

function fromVersionFile({misspelled, versionFile}: VersionFiles): undefined | (Meaning & Wanted) {
  const place = versionFile?.kind === 'dangling' ? undefined : versionFile
  const [wrong] = misspelled
  const name = place ? '.python-version' : wrong?.name
  const meaning = meaningOf(place?.bytes ?? wrong?.bytes)
  if (!meaning || name === undefined) return undefined
  const what = meaning.sure ? `set in ${name}` : `the first version in ${name}, and the one that pyenv runs`
  return {...meaning, origin: '.python-version', reason: what}
}

function fromLastBuild({lastBuild}: OriginInput): undefined | Wanted {
  if (!lastBuild) return undefined
  const {app, version} = lastBuild
  return {origin: 'last-build', reason: `the last successful build of ${app} used Python ${version}`, version}
}

function fromRuntimeTxt({files}: OriginInput): undefined | Wanted {
  const meaning = meaningOf(files.runtimeTxt)
  return meaning?.sure ? {origin: 'runtime.txt', reason: 'set in runtime.txt', version: meaning.version} : undefined
}

function fromPipfileLock({stack, tree}: OriginInput): undefined | Wanted {
  const bytes = tree.isFile('Pipfile.lock') ? tree.read('Pipfile.lock') : undefined
  if (!bytes) return undefined
  try {
    const version = readPipfileLockVersion(bytes, toolVersion('jq', stack))
    return version === undefined ? undefined : {origin: 'Pipfile.lock', reason: 'set in Pipfile.lock', version}
  } catch (error) {
    // A lock that can't be read names no version; the prediction tells of it once there is a .python-version.
    if (error instanceof BuildStops) return undefined
    throw error
  }
}

/** The only version that the project allows; or the newest that it does, where it leaves the default out. */
function fromConstraint({python, tree}: OriginInput): undefined | Wanted {
  const [constraint] = constraintsOf(tree)
  const allowed = allowedVersions(tree, python)
  const [newest, ...others] = allowed
  if (!constraint || newest === undefined) return undefined
  const asked = `${constraint.file} (${constraint.written})`
  if (others.length === 0)
    return {origin: constraint.file, reason: `the only version on Heroku that ${asked} allows`, version: newest}
  if (allowed.includes(python.default)) return undefined
  return {
    origin: constraint.file,
    reason: `the newest that ${asked} allows; it excludes the default, ${python.default}`,
    version: newest,
  }
}

function theDefault({python, tree}: OriginInput): Wanted {
  const best = suggestedVersion(tree, python) ?? python.default
  if (best !== python.default) {
    const reason = `no file sets a version, and the app's packages don't work with the default, ${python.default}`
    return {origin: 'default', reason, version: best}
  }

  const reason = "the buildpack's default, because no file sets a version"
  return {origin: 'default', reason, version: python.default}
}

/** The version as it is written: `N.N`, or `N.N.N` with --exact. */
export function writtenVersion(version: string, exact: boolean, python: PythonSupport): string {
  if (!exact) return majorOf(version)
  return version === majorOf(version) ? (python.latest[version] ?? version) : version
}
