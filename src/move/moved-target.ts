import type {CheckContext} from '../checks/check.js'
import type {Edit} from '../edits/edit.js'
import type {FileTree} from '../packaging/file-tree.js'
import type {Project} from '../project/project.js'
import type {App} from '../platform/app.js'
import type {VersionFiles} from '../pin/version-files.js'
import type {ReleaseData} from '../releases/current-releases.js'
import type {Target} from '../target/target.js'
import type {Destination} from './destination.js'

import {builtPython} from '../platform/app.js'
import {versionEdits} from '../pin/version-files.js'
import {FIR_STACK, makeTarget} from '../target/target.js'
import {editedTree} from '../edits/edited-tree.js'
import {majorOf} from '../packaging/python-version.js'
import {contextOf} from './context-of.js'
import {convertToUv} from './convert-to-uv.js'
import {stackBefore} from './destination.js'

/** An app before and after a move, each as a command would read it. */
export interface MovedTargets {
  before: Target
  after: Target
  /** What the move changes in the source; what it only imagines (a lock that uv would write) is in it too. */
  edits: readonly Edit[]
  /** No app is known: the stack that it is taken to be on now. */
  assumedStack: null | string
  /** After the move, had the first steps been left out that `after` takes as done; null: it takes none as done. */
  unprepared: null | Target
  /** uv itself made the lock that `after` has. */
  isConverted: boolean
  /** `after` with the present package manager: its packages are those that the app has. null: that is `after` itself. */
  withPresentManager: null | Target
}

/** In the place of what only an app on Fir has. */
export const ON_CEDAR = {unavailable: "the app isn't on Fir yet"}

/**
 * Imagines a target after a move. Pure.
 *
 * @param converted what uv itself made of the app; left out: that is imagined
 */
export function moveTarget(target: Target, destination: Destination, converted?: readonly Edit[]): MovedTargets {
  const {app, project, releases} = target
  const assumedStack = app === null && destination.stack !== null ? stackBefore(destination.stack, releases) : null
  const before = assumedStack === null ? target : again(target, {stack: assumedStack})
  const context = contextOf(before)
  const present = presentPython(context)
  const isUv = destination.manager === 'uv'
  const uv = isUv ? (converted ?? convertToUv(context, {present, target: before, wanted: destination.python})) : []
  const version = versionFileEdits(before, present, destination)
  const at = (edits: readonly Edit[]) =>
    again(before, {
      app: movedApp(app, destination),
      kind: destination.fir ? 'cnb' : undefined,
      project: edits.length === 0 ? project : editedProject(project, edits),
      stack: destination.fir ? undefined : (destination.stack ?? (before.stackIsAsked ? before.stack : undefined)),
    })
  const edits = [...uv, ...version]
  return {
    after: at(edits),
    assumedStack,
    before,
    edits,
    isConverted: converted !== undefined,
    withPresentManager: uv.length > 0 ? at(version) : null,
    unprepared: version.length > 0 && destination.python === null ? at(uv) : null,
  }
}

function editedProject({beforeSlugignore: before, ...project}: Project, edits: readonly Edit[]): Project {
  return {...project, tree: editedTree(project.tree, edits), ...(before && {beforeSlugignore: editedTree(before, edits)})}
}

interface Changes {
  app?: App | null
  kind?: 'cnb' | undefined
  project?: Target['project']
  stack?: string | undefined
}

function again(target: Target, {app = target.app, kind, project = target.project, stack}: Changes): Target {
  const isOther = kind === 'cnb' && target.kind !== 'cnb'
  const releaseData: ReleaseData = {
    ageInDays: target.releaseAgeInDays,
    // What is known of one buildpack's newer releases says nothing of the other's.
    ruleChanges: isOther ? new Map() : target.ruleChanges,
    newerRules: isOther ? null : target.newerRules,
    releases: target.releases,
    stale: target.releaseDataIsStale,
  }
  // Without an app, Fir's own stack is what tells that it is one.
  const asked = kind === 'cnb' && app === null ? FIR_STACK : stack
  return makeTarget({app, project, releaseData, skipped: target.skipped, stack: asked})
}

/** What the platform would say of the app: on Fir it is another one, with no builds and no classic buildpacks. */
function movedApp(app: App | null, {fir, stack}: Destination): App | null {
  if (app === null) return null
  if (fir)
    return {
      ...app,
      architecture: null,
      buildCache: ON_CEDAR,
      buildpacks: ON_CEDAR,
      buildStack: FIR_STACK,
      kind: 'cnb',
      lastBuild: ON_CEDAR,
      lastRelease: ON_CEDAR,
      stack: FIR_STACK,
    }
  return stack === null ? app : {...app, buildStack: stack}
}

/** The version that is moved to. Or, where only .python-version is read afterwards, the present one, from where it stands now. */
function versionFileEdits(target: Target, present: null | string, {fir, manager, python}: Destination): readonly Edit[] {
  const {tree} = target.project
  const isMoved = (fir && tree.isFile('runtime.txt')) || manager === 'uv'
  const wanted = python ?? (isMoved ? present : null)
  return wanted === null ? [] : versionEdits(versionFilesOf(tree, target), wanted)
}

/** The version that the app builds with now, as `.python-version` would give it. */
function presentPython({app, version: {origin, requested, resolved}}: CheckContext): null | string {
  if (requested !== null && origin !== 'default') return /^\d+\.\d+(?:\.\d+)?/.exec(requested)?.[0] ?? null
  const python = builtPython(app) ?? resolved
  return python && majorOf(python)
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
