import type {UvRequirement} from './freshness-requirements.js'

import {samples} from './freshness-python.js'
import {evaluateMarker, type Marker, type MarkerEnvironment} from '../../packaging/requirements/marker.js'

/** What pyproject.toml and uv.lock say differently of one package. null: nothing. */
export interface UvDifference {
  /** What differs: a package's name, `requires-python` … */
  part: string
  locked: string | null
  wanted: string | null
}

/** Platforms as they are: a marker that differs on one of them differs for uv. */
const PLATFORMS: readonly MarkerEnvironment[] = [
  ['posix', 'linux', 'Linux', 'x86_64'],
  ['posix', 'linux', 'Linux', 'aarch64'],
  ['posix', 'darwin', 'Darwin', 'x86_64'],
  ['posix', 'darwin', 'Darwin', 'arm64'],
  ['nt', 'win32', 'Windows', 'AMD64'],
  ['nt', 'win32', 'Windows', 'x86'],
  ['posix', 'freebsd14', 'FreeBSD', 'amd64'],
].flatMap(([osName, sysPlatform, system, machine]) =>
  [
    ['cpython', 'CPython'],
    ['pypy', 'PyPy'],
  ].map(([implementation, named]) => ({
    implementation_name: implementation,
    os_name: osName,
    platform_machine: machine,
    platform_python_implementation: named,
    platform_system: system,
    sys_platform: sysPlatform,
  })),
)

/**
 * The packages of which two lists of requirements ask for something else, on some platform, for some Python of a range and
 * with some extra. Where that can't be told, they are taken for equal.
 */
export function compareRequirements(
  wanted: readonly UvRequirement[],
  locked: readonly UvRequirement[],
  python: string,
): UvDifference[] {
  const names = new Set([...wanted, ...locked].map(({name}) => name))
  return [...names].flatMap((name) => {
    const [mine, theirs] = [wanted, locked].map((list) => list.filter((requirement) => requirement.name === name))
    if (!differ(mine!, theirs!, python)) return []
    return [{locked: inWords(theirs!), part: name, wanted: inWords(mine!)}]
  })
}

function inWords(requirements: readonly UvRequirement[]): string | null {
  if (requirements.length === 0) return null
  return [...new Set(requirements.map(({written}) => written || 'any version'))].join(' or ')
}

function differ(wanted: readonly UvRequirement[], locked: readonly UvRequirement[], python: string): boolean {
  const both = [...wanted, ...locked]
  const comparesSources = both.every(({source}) => source !== null)
  const key = ({extras, source, specifiers}: UvRequirement) =>
    [extras, ...(comparesSources ? [specifiers, source] : [])].join(' ')
  if (both.every(({extra, marker}) => extra === null && marker === null)) return activeKeys(wanted) !== activeKeys(locked)
  const named = both.flatMap(({marker}) => (marker ? comparisons(marker) : []))
  const literals = (isWanted: (variable: string) => boolean) =>
    named.flatMap(({literal, variable}) => (isWanted(variable) ? [literal] : []))
  const extras = new Set(['', ...both.flatMap(({extra}) => extra ?? []), ...literals((variable) => variable === 'extra')])
  const versions = literals((variable) => PYTHON.test(variable))
  const pythons = samples(python, versions)
  const depends = named.some(({variable}) => variable !== 'extra' && !PYTHON.test(variable))
  // What no marker asks for makes no difference, and one will do.
  return PLATFORMS.slice(0, depends ? PLATFORMS.length : 1).some((platform) =>
    pythons.slice(0, versions.length > 0 ? pythons.length : 1).some((version) =>
      [...extras].some((extra) => {
        const environment = {
          ...platform,
          extra,
          implementation_version: version,
          python_full_version: version,
          python_version: version.split('.').slice(0, 2).join('.'),
        }
        const [mine, theirs] = [wanted, locked].map((list) => active(list, environment))
        return mine !== undefined && theirs !== undefined && activeKeys(mine) !== activeKeys(theirs)
      }),
    ),
  )

  function activeKeys(list: readonly UvRequirement[]): string {
    return [...new Set(list.map((requirement) => key(requirement)))].sort().join('\n')
  }
}

/** The requirements that hold somewhere; undefined if a marker doesn't tell. */
function active(list: readonly UvRequirement[], environment: MarkerEnvironment): undefined | UvRequirement[] {
  const verdicts = list.map(({extra, marker}) => {
    if (extra !== null && extra !== environment.extra) return false
    return marker === null || evaluateMarker(marker, environment)
  })
  return verdicts.includes(undefined) ? undefined : list.filter((_, index) => verdicts[index] === true)
}

const PYTHON = /^(?:implementation|python(?:_full)?)_version$/

/** What a marker compares. Of two variables, or two literals, nothing is known wherever it is evaluated. */
function comparisons(marker: Marker): {literal: string; variable: string}[] {
  if ('any' in marker) return marker.any.flatMap((part) => comparisons(part))
  if ('all' in marker) return marker.all.flatMap((part) => comparisons(part))
  const {left, right} = marker
  if ('variable' in left && 'literal' in right) return [{...left, ...right}]
  return 'literal' in left && 'variable' in right ? [{...left, ...right}] : []
}
