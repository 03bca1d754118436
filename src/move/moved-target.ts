import type {Edit} from '../edits/edit.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {App} from '../platform/app.js'
import type {VersionFiles} from '../pin/version-files.js'
import type {ReleaseData} from '../releases/current-releases.js'
import type {Target} from '../target/target.js'
import type {Destination} from './destination.js'

import {decideVersion} from '../buildpack/version-decision.js'
import {predict} from '../buildpack/predict.js'
import {versionEdits} from '../pin/version-files.js'
import {makeTarget} from '../target/target.js'
import {editedTree} from '../edits/edited-tree.js'
import {convertToUv} from './convert-to-uv.js'
import {stackBefore} from './destination.js'

/** An app before and after a move, each as a command would read it. */
export interface MovedTargets {
  before: Target
  after: Target
  /** What the move changes in the source; what it only imagines (a lock that uv would write) is in it too. */
  edits: readonly Edit[]
  /** Of those, the files that aren't written by these edits but by a tool: their lines mean nothing to a reader. */
  imagined: ReadonlySet<string>
  /** No app is known: the stack that it is taken to be on now. */
  assumedStack: null | string
}

const ON_CEDAR = {unavailable: "the app isn't on Fir yet"}

/** Imagines a target after a move. Pure. */
export function moveTarget(target: Target, destination: Destination): MovedTargets {
  const {app, project, releases} = target
  const assumedStack = app === null && destination.stack !== null ? stackBefore(destination.stack, releases) : null
  const before = assumedStack === null ? target : again(target, {stack: assumedStack})
  const {edits, imagined} = sourceEdits(before, destination)
  const tree = edits.length === 0 ? project.tree : editedTree(project.tree, edits)
  const stack = destination.fir ? undefined : (destination.stack ?? (before.stackIsAsked ? before.stack : undefined))
  const after = again(before, {
    app: movedApp(app, destination),
    kind: destination.fir ? 'cnb' : undefined,
    project: {...project, tree},
    stack,
  })
  return {after, assumedStack, before, edits, imagined}
}

interface Changes {
  app?: App | null
  kind?: 'cnb' | undefined
  project?: Target['project']
  stack?: string | undefined
}

function again(target: Target, {app = target.app, kind, project = target.project, stack}: Changes): Target {
  const releaseData: ReleaseData = {
    ageInDays: target.releaseAgeInDays,
    releases: target.releases,
    stale: target.releaseDataIsStale,
  }
  // Without an app, Fir's own stack is what tells that it is one.
  const asked = kind === 'cnb' && app === null ? FIR_STACK : stack
  return makeTarget({app, project, releaseData, skipped: target.skipped, stack: asked})
}

const FIR_STACK = 'cnb'

/** What the platform would say of the app: on Fir it is another one, with no builds and no classic buildpacks. */
function movedApp(app: App | null, {fir, stack}: Destination): App | null {
  if (app === null) return null
  if (fir)
    return {
      ...app,
      architecture: null,
      buildpacks: ON_CEDAR,
      buildStack: FIR_STACK,
      kind: 'cnb',
      lastBuild: ON_CEDAR,
      lastRelease: ON_CEDAR,
      stack: FIR_STACK,
    }
  return stack === null ? app : {...app, buildStack: stack}
}

function sourceEdits(target: Target, {manager, python}: Destination): Pick<MovedTargets, 'edits' | 'imagined'> {
  const {tree} = target.project
  const uv = manager === 'uv' ? convertToUv(target, python) : {edits: [], imagined: new Set<string>()}
  const wanted = python ?? (uv.edits.length > 0 ? presentPython(target) : null)
  if (wanted === null) return uv
  const edits = versionEdits(versionFilesOf(tree, target), wanted)
  return {edits: [...uv.edits, ...edits], imagined: uv.imagined}
}

/** The version that the app builds with now, as `.python-version` would give it. */
function presentPython({app, kind, project, releases, stack}: Target): null | string {
  const options = {kind, releases, stack}
  const {origin, requested, resolved} = decideVersion(project.tree, predict(project.tree, options).package_manager, options)
  if (requested !== null && origin !== 'default') return /^\d+\.\d+(?:\.\d+)?/.exec(requested)?.[0] ?? null
  const last = app?.lastBuild && !('unavailable' in app.lastBuild) ? app.lastBuild.python : null
  return (last ?? resolved)?.split('.').slice(0, 2).join('.') ?? null
}

function versionFilesOf(tree: FileTree, {releases}: Target): VersionFiles {
  const read = (name: string) => (tree.isFile(name) ? tree.read(name) : undefined)
  const bytes = read('.python-version')
  return {
    misspelled: releases.classic.files.misspelledVersionFiles.flatMap((name) => {
      const contents = read(name)
      return contents ? [{bytes: contents, name}] : []
    }),
    runtimeTxt: read('runtime.txt'),
    versionFile: bytes && {bytes, kind: 'file'},
  }
}
