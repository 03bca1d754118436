import type {App} from '../platform/app.js'
import type {AppFinder} from '../platform/find-app.js'
import type {Project} from '../project/project.js'
import type {System} from '../system/system.js'

import {buildFolder} from '../platform/app.js'
import {readProject, type ReadOptions} from '../project/read-project.js'
import {currentReleaseData, type ReleaseData, type ReleaseDataOptions} from '../releases/current-releases.js'
import {kindOf, makeTarget, type Target} from './target.js'

/** Where a target is read from. */
export interface TargetInput extends AppFinder {
  source: ReadOptions
  /** The source as read by these options, begun before anything else was loaded. */
  reading: Promise<Project>
  releaseData: Omit<ReleaseDataOptions, 'kind'>
}

interface TargetReading<A extends App | null> extends Omit<TargetInput, keyof AppFinder> {
  /** The app, with what the command needs of it; `reason`: why there is none. */
  found: Promise<{app: A; reason?: string}>
  /** As asked for; left out: that of the app's next build, else that of new apps. */
  stack?: string | undefined
}

/** A target whose source can be read again, after it changed on disk. */
export interface ReadTarget<A extends App | null = App | null> extends Target<A> {
  again(): Promise<ReadTarget<A>>
  /** The same app and the same data with an earlier commit of the source, as one to compare with. */
  at(ref: string): Promise<Target<A>>
}

/**
 * Reads the source, the app and the newest buildpack data, side by side: the one way to do it, for every command.
 *
 * @throws ProblemError when the source, or an app that the user named, can't be read
 */
export async function readTarget<A extends App | null>(
  {found, reading, releaseData, source, stack}: TargetReading<A>,
  system: System,
): Promise<ReadTarget<A>> {
  const [first, {app, reason}, classic] = await Promise.all([
    reading,
    found,
    currentReleaseData({...releaseData, kind: 'classic'}, system),
  ])
  const inside = insideBuildFolder(source, first, app)
  const [project, data] = await Promise.all([
    inside === source ? first : readProject(inside, system),
    kindOf(app, stack) === 'cnb' ? currentReleaseData({...releaseData, kind: 'cnb'}, system) : classic,
  ])
  const skipped = app === null && reason !== undefined ? {app: reason} : {}
  const assemble = (read: Project, known: ReleaseData): ReadTarget<A> => ({
    ...makeTarget({app, project: read, releaseData: known, skipped, stack}),
    again: async () => assemble(await readProject(inside, system), known),
    async at(ref) {
      const {cwd, source} = inside
      const earlier = await readProject({baseline: true, cwd, ref, source}, system)
      return makeTarget({app, project: earlier, releaseData: known, skipped, stack})
    },
  })
  return assemble(project, data)
}

/** The folder that a monorepo buildpack of the app makes the root. A folder that the user named is the app's already. */
function insideBuildFolder(source: ReadOptions, {source: read}: Project, app: App | null): ReadOptions {
  const folder = app && read.notes.every(({id}) => id !== 'subfolder') ? buildFolder(app) : ''
  return folder === '' ? source : {...source, source: `${read.path}/${folder}`}
}
