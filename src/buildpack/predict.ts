import type {FileTree} from '../packaging/file-tree.js'
import type {Prediction} from './prediction.js'

import type {StepOptions} from './classic-lines.js'
import {predictClassic} from './predict-classic.js'
import {predictCnb} from './predict-cnb.js'
import {type BuildpackKind, builtInReleases, platform, type Releases} from './release.js'

export interface PredictOptions {
  /** Default: `classic`. */
  kind?: BuildpackKind
  /** The app's stack, for the classic buildpack. Default: the platform's own for new apps. */
  stack?: string
  /** The Python version of the last build, as its cache holds it. Default: no cache. */
  cachedPythonVersion?: string | null
  /** What becomes of that cache. Default: the steps are those of a build without one. */
  useCache?: StepOptions['useCache']
  /** Default: the releases that this version of the plugin ships. */
  releases?: Releases
  /** A Heroku CI build. Default: false. */
  ci?: boolean
  /** The config var DISABLE_COLLECTSTATIC is set, and not to 0. Default: false. */
  collectstaticDisabled?: boolean
  /** The names of the app's config vars, which the CNB checks. */
  configVarNames?: readonly string[]
}

/** What Heroku's Python buildpack would do with a source tree. Pure. */
export function predict(tree: FileTree, options: PredictOptions = {}): Prediction {
  const {
    cachedPythonVersion = null,
    ci,
    collectstaticDisabled,
    configVarNames,
    kind = 'classic',
    releases = builtInReleases,
  } = options
  if (kind === 'cnb') return predictCnb(tree, {release: releases.cnb, ...(configVarNames && {configVarNames})})
  return predictClassic(tree, {
    cachedPythonVersion,
    ci: ci ?? false,
    collectstaticDisabled: collectstaticDisabled ?? false,
    release: releases.classic,
    useCache: options.useCache,
    stack: options.stack ?? platform.defaultStack,
  })
}
