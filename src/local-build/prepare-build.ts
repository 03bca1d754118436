import type {BuildpackKind, Releases} from '../buildpack/release.js'
import type {App} from '../platform/app.js'
import type {AppFinder} from '../platform/find-app.js'
import type {Project} from '../project/project.js'
import type {ReleaseData, ReleaseDataOptions} from '../releases/current-releases.js'
import type {System} from '../system/system.js'
import type {BuildConfigVars, ConfigVarsMode} from './run/config-vars.js'

import {platform} from '../buildpack/release.js'
import {buildFolder} from '../platform/app.js'
import {ApiFailure} from '../platform/client.js'
import {withFormation} from '../platform/read-app.js'
import {findApp} from '../platform/find-app.js'
import {readProject, type ReadOptions} from '../project/read-project.js'
import {currentReleaseData} from '../releases/current-releases.js'
import {chooseConfigVars} from './run/config-vars.js'
import {readEnvFile} from './env-file.js'

/** The stack of every Fir app, whose builds know no other. */
const FIR_STACK = 'cnb'

export interface BuildQuestion extends AppFinder {
  source: ReadOptions
  /** The source as read by these options, begun before anything else was loaded. */
  reading: Promise<Project>
  releaseData: Omit<ReleaseDataOptions, 'kind'>
  /** undefined: not said. */
  configVars: ConfigVarsMode | undefined
  /** An absolute path; undefined: no file. */
  envFile: string | undefined
  /** undefined: that of the app's next build, else that of new apps. */
  stack: string | undefined
  /** The app's dynos matter too: what is built will be booted. */
  boots: boolean
}

/** What a build is made of, all of it read. */
export interface Prepared {
  app: App | null
  /** Why there is no app; empty where there is one. */
  noApp: string
  project: Project
  kind: BuildpackKind
  stack: string
  releases: Releases
  /** The same, with what a diagnosis says of it. */
  releaseData: ReleaseData
  configVars: BuildConfigVars
}

/**
 * Reads the source, the app, and what is known of the buildpack, side by side.
 *
 * @throws ProblemError when the source, a file of variables, or what the user asked for of an app can't be read
 */
export async function prepareBuild(question: BuildQuestion, system: System): Promise<Prepared> {
  const {boots, envFile, releaseData, reading, stack} = question
  const [first, found, classic, file] = await Promise.all([
    reading,
    findApp(question.configVars === 'none' ? withoutConfigVars(question) : question),
    currentReleaseData({...releaseData, kind: 'classic'}, system),
    envFile === undefined ? new Map<string, never>() : readEnvFile(envFile, system.files),
  ])
  const kind = found.app?.kind ?? (stack === FIR_STACK ? 'cnb' : 'classic')
  const known = kind === 'cnb' ? await currentReleaseData({...releaseData, kind}, system) : classic
  return {
    app: boots && found.app ? await withFormation(found.app, found.client) : found.app,
    configVars: await chooseConfigVars({file, found, mode: question.configVars}),
    kind,
    noApp: found.app === null ? found.reason : '',
    project: await inBuildFolder(first, found.app, question.source, system),
    releaseData: known,
    releases: known.releases,
    stack: stack ?? (kind === 'cnb' ? FIR_STACK : (found.app?.buildStack ?? found.app?.stack ?? platform.defaultStack)),
  }
}

/** The source below the folder that a monorepo buildpack makes the root, where it is not such a folder that was asked for. */
async function inBuildFolder(project: Project, app: App | null, source: ReadOptions, system: System): Promise<Project> {
  const folder = app && project.source.notes.every((note) => note.id !== 'subfolder') ? buildFolder(app) : ''
  return folder === '' ? project : readProject({...source, source: `${project.source.path}/${folder}`}, system)
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
          if (path.endsWith('/config-vars')) throw new ApiFailure(null, null, 'they were not asked for')
          return client.get(path, options)
        },
      }
    },
    resolveApp,
  }
}
