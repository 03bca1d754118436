import type {MarkerEnvironment} from '../packaging/requirements/marker.js'

import {evaluateMarker, parseMarker} from '../packaging/requirements/marker.js'

/** A package that a package manager's file names. */
export interface Dependency {
  /** As PEP 503 compares it. */
  name: string
  /** Exact, if the file says it. */
  version: string | null
  /** As PEP 440 writes it: `==3.1.2`; empty where any version will do, or where it comes from elsewhere than an index. */
  specifier: string
  extras: readonly string[]
  source: 'index' | 'path' | 'url' | 'vcs'
  /** The app itself asks for it. */
  direct: boolean
  file: string
  /** From 1. */
  line?: number
  /** The condition under which it is installed, as written. */
  marker?: string
  /** False: whether it is installed can't be told, for its marker asks for what isn't known here. */
  certain: boolean
}

/** As a requirement names it: `uvicorn[standard]`. */
export function nameWithExtras({extras, name}: Pick<Dependency, 'extras' | 'name'>): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`
}

export interface SkippedDependency extends Dependency {
  /** The group, extra or file that a production build leaves out. */
  group: string
  /** It is an extra. */
  isExtra?: true
}

/** What a build installs, and what it leaves out, as far as the package manager's files tell. */
export interface InstalledPackages {
  installed: readonly Dependency[]
  skipped: readonly SkippedDependency[]
  /** The secondary packages are named too: in a lock, or a compiled requirements.txt. */
  complete: boolean
  /** Every package (as PEP 503 compares it) that the files name, whether the build installs it or not. */
  named: ReadonlySet<string>
  /** False: something is installed that isn't named here, such as a file at a URL, or a folder of the app. */
  isWhole: boolean
}

/** Whether a marker holds; undefined where that can't be known, as for one that can't be read. */
export function holds(marker: string | undefined, environment: MarkerEnvironment): boolean | undefined {
  if (marker === undefined || marker.trim() === '') return true
  const parsed = parseMarker(marker)
  return parsed && evaluateMarker(parsed, environment)
}

/** Where each package stands in a file: name → line, by the first match of a pattern on a line. */
export function linesOf(contents: string, pattern: RegExp): Map<string, number> {
  const found = new Map<string, number>()
  for (const [index, line] of contents.split('\n').entries()) {
    const name = pattern.exec(line)?.[1]
    if (name !== undefined && !found.has(name)) found.set(name, index + 1)
  }

  return found
}
