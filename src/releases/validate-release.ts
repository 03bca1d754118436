import type {BuildpackKind, ClassicRelease, CnbRelease, PythonSupport, Releases} from '../buildpack/release.js'

import {isReleaseNumber} from '../buildpack/release-number.js'
import {CNB_PACKAGE_MANAGERS, PACKAGE_MANAGER_NAMES} from '../package-managers/index.js'

/** Names and versions that may reach a path, a pattern or the screen: short and printable. */
const isName = (value: unknown): value is string => typeof value === 'string' && /^[ -~]{1,80}$/.test(value)
const isVersion = (value: unknown): value is string => typeof value === 'string' && /^\d{1,5}(\.\d{1,5}){1,3}$/.test(value)
const isDate = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
const isNames = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.length < 500 && value.every((item) => isName(item))
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether data that came over the network, or from a cache, is a release that the core can work with. */
export function isValidRelease<Kind extends BuildpackKind>(kind: Kind, value: unknown): value is Releases[Kind] {
  if (!isRecord(value) || !isReleaseNumber(value.release)) return false
  return isDate(value.released) && isPythonSupport(value.python) && (kind === 'classic' ? isClassic(value) : isCnb(value))
}

function isClassic(value: Record<string, unknown>): boolean {
  const {files, setuptoolsFor, stacks, tools} = value as Partial<Record<keyof ClassicRelease, unknown>>
  return (
    hasVersions(tools, [...PACKAGE_MANAGER_NAMES, 'setuptools']) &&
    Array.isArray(setuptoolsFor) &&
    setuptoolsFor.every((version) => isVersion(version)) &&
    isRecord(stacks) &&
    isNames(stacks.supported) &&
    isNames(stacks.endOfLife) &&
    isRecord(files) &&
    ['detected', 'misspelledRequirements', 'misspelledVersionFiles', 'venvFolders'].every((name) => isNames(files[name]))
  )
}

function isCnb(value: Record<string, unknown>): boolean {
  const {files, forbiddenEnvVars, tools} = value as Partial<Record<keyof CnbRelease, unknown>>
  return hasVersions(tools, CNB_PACKAGE_MANAGERS) && isRecord(files) && isNames(files.detected) && isNames(forbiddenEnvVars)
}

function hasVersions(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => isVersion(value[name]))
}

function isPythonSupport(value: unknown): value is PythonSupport {
  if (!isRecord(value) || !isRecord(value.latest)) return false
  const {default: standard, deprecated, latest, newest, oldest} = value as unknown as PythonSupport
  const consistent = Object.entries(latest).every(
    ([major, patch]) =>
      /^3\.\d{1,3}$/.test(major) && isVersion(patch) && patch.startsWith(`${major}.`) && patch.split('.').length === 3,
  )
  const known = [newest, oldest, standard].every((version) => Object.hasOwn(latest, version))
  const [first, last] = [minorOf(oldest), minorOf(newest)]
  // A version that is missing in their midst was not removed: it was not found.
  const whole = Array.from({length: Math.max(0, last - first)}, (_, index) => `3.${first + index}`)
  const announced =
    deprecated === null ||
    (isRecord(deprecated) && isVersion(deprecated.version) && isName(deprecated.endOfLife) && isDate(deprecated.removed))
  return consistent && known && whole.every((version) => Object.hasOwn(latest, version)) && announced
}

/** 13 of `3.13`. */
function minorOf(version: string): number {
  return Number(version.split('.')[1])
}

/**
 * Whether a release still has each Python of an earlier one. A buildpack removes one when its support has ended: that is in
 * the October of its sixth year (PEP 602: 3.14, of October 2025, ends in October 2030).
 */
export function keepsPythons(earlier: Releases[BuildpackKind], later: Releases[BuildpackKind]): boolean {
  const isOver = (version: string) => later.released >= `${2016 + minorOf(version)}-10-01`
  return Object.keys(earlier.python.latest).every((version) => Object.hasOwn(later.python.latest, version) || isOver(version))
}
