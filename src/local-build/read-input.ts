import type {BuildpackKind} from '../buildpack/release.js'
import type {Secret} from '../platform/secret.js'
import type {System} from '../system/system.js'
import type {Target} from '../target/target.js'
import type {Edit} from '../edits/edit.js'
import type {BuildConfigVars, ConfigVarsMode} from './run/config-vars.js'

import {ApiFailure} from '../platform/client.js'
import {appPath} from '../platform/answers.js'
import {type AppFinder, findApp, type FoundApp} from '../platform/find-app.js'
import {readCacheUrl} from '../platform/read-build-cache.js'
import {withFormation} from '../platform/read-app.js'
import {readTarget, type TargetInput} from '../target/read-target.js'
import {herokuCacheProblem} from './cache/heroku-cache-fault.js'
import {readEnvFile} from './env-file.js'
import {chooseConfigVars} from './run/config-vars.js'

/** Where what a build is made of is read from. */
export interface BuildInputOptions extends TargetInput {
  /** undefined: not said. */
  configVars: ConfigVarsMode | undefined
  /** An absolute path; undefined: no file. */
  envFile: string | undefined
  /** undefined: that of the app's next build, else that of new apps. */
  stack: string | undefined
  /** The app's dynos matter too: what is built will be booted. */
  boots: boolean
  /** The build starts from the app's build cache on Heroku. */
  fromHeroku: boolean
}

export interface MovedSource {
  /** `project` has them already. */
  edits: readonly Edit[]
  /** Where to: a build of a moved app has a cache of its own. */
  to: readonly string[]
}

/** What a build is made of, all of it read. */
export interface BuildInput extends Target {
  /** What is changed in the copy that is built, where the app is built as if it had moved. */
  readonly moved?: MovedSource
  readonly configVars: BuildConfigVars
  /** Behind it is the app's build cache on Heroku. Left out: the build starts from this machine's. */
  readonly herokuCache?: Secret
}

/**
 * Reads the target and the variables, side by side.
 *
 * @throws ProblemError when the source, a file of variables, or what the user asked for of an app can't be read
 */
export async function readBuildInput(options: BuildInputOptions, system: System): Promise<BuildInput> {
  const {boots, configVars: mode, envFile, fromHeroku} = options
  const found = findApp(mode === 'none' ? withoutConfigVars(options) : options)
  const [target, app, file] = await Promise.all([
    readTarget({...options, found}, system),
    found,
    envFile === undefined ? new Map<string, never>() : readEnvFile(envFile, system.files),
  ])
  const withDynos = boots && target.app && app.app ? {app: await withFormation(target.app, app.client)} : {}
  const cache = fromHeroku ? {herokuCache: await herokuCacheOf(app, target.kind)} : {}
  return {...target, ...withDynos, ...cache, configVars: await chooseConfigVars({file, found: app, mode})}
}

/** @throws ProblemError heroku-cache-not-usable */
async function herokuCacheOf(found: FoundApp, kind: BuildpackKind): Promise<Secret> {
  if (found.app === null) throw herokuCacheProblem(null, {id: 'no-app'})
  const {name} = found.app
  if (kind === 'cnb') throw herokuCacheProblem(name, {id: 'fir'})
  try {
    const url = await readCacheUrl(appPath(name), found.client)
    if (url !== null) return url
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw herokuCacheProblem(name, {id: 'not-read', why: error.message.replace(/\.$/, '')})
  }

  throw herokuCacheProblem(name, {id: 'none'})
}

/** `--config-vars none`: they are not even asked for. */
function withoutConfigVars({connect, resolveApp}: AppFinder): AppFinder {
  return {
    async connect() {
      const client = await connect()
      if (!client) return
      return {
        ...client,
        async get(path, options) {
          if (path.endsWith('/config-vars')) throw new ApiFailure(null, null, 'not requested')
          return client.get(path, options)
        },
      }
    },
    resolveApp,
  }
}
