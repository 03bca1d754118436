import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {createFileTree, type FileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {NO_CHANGES} from '../../src/buildpack/rules.js'
import {CHECKS} from '../../src/checks/index.js'
import type {CheckContext, Online, SyntaxAnswer} from '../../src/checks/check.js'
import {type Diagnosis, diagnose} from '../../src/doctor/diagnose.js'
import type {DoctorReport} from '../../src/doctor/report.js'
import type {App, LastBuild, LastRelease, ProcessFormation} from '../../src/platform/app.js'
import {NOT_ASKED} from '../../src/platform/app.js'
import {Secret} from '../../src/platform/secret.js'
import type {Project, Worktree} from '../../src/project/project.js'
import {readProject} from '../../src/project/read-project.js'
import type {ReleaseData} from '../../src/releases/current-releases.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realProcesses} from '../../src/system/processes.js'
import {parseTargets, resolveWish} from '../../src/move/destination.js'
import {contextOf} from '../../src/move/context-of.js'
import {type Forecast, forecast} from '../../src/move/forecast.js'
import {moveTarget} from '../../src/move/moved-target.js'
import {makeTarget, type Target} from '../../src/target/target.js'
import type {TestFiles} from './repository.js'

/** What tests of the checks share: sources, apps, and a diagnosis of both without a disk or a network. */

export const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url))

export const IDS: ReadonlySet<string> = new Set(CHECKS.map((check) => check.id))

/** The source of a fixture app, as if it were the HEAD of a repository. */
export async function fixtureProject(name: string, worktree: Worktree | null = null): Promise<Project> {
  const source = path.join(FIXTURES, name)
  const project = await readProject({cwd: source, source, wholeFolder: true}, {files: realFileSystem, processes: realProcesses})
  return {...committed(project.tree, worktree), slugignored: project.slugignored}
}

export function treeOf(files: TestFiles): FileTree {
  const entries = Object.entries(files).map(([name, file]): [string, TreeEntry] => {
    if (typeof file === 'string') return [name, {contents: Buffer.from(file), kind: 'file'}]
    if (file instanceof Uint8Array) return [name, {contents: file, kind: 'file'}]
    return [name, 'link' in file ? {kind: 'symlink', target: file.link} : {kind: 'directory'}]
  })
  return createFileTree(new Map(entries))
}

/** A tree as the HEAD of a repository. Without a worktree nothing on disk differs from it. */
export function committed(tree: FileTree, worktree: Worktree | null = null): Project {
  return {
    slugignored: new Set(),
    source: {commit: 'c0ffee', dirty: false, notes: [], path: '/app', ref: 'HEAD', repository: '/app'},
    submodules: [],
    tree,
    truncated: new Map(),
    worktree: worktree ?? {changes: [], ignored: new Map(), names: new Set()},
  }
}

export interface TestApp {
  kind?: 'classic' | 'cnb'
  stack?: string
  buildpacks?: readonly string[]
  configVars?: Record<string, string>
  /** Default: one web dyno. */
  formation?: readonly Partial<ProcessFormation>[]
  /** Default: it succeeded. null: the app was never built. */
  lastBuild?: Partial<LastBuild> | null
  /** Default: it succeeded. */
  lastRelease?: Partial<LastRelease> | null
  slugBytes?: number | null
  webUrl?: string | null
}

export function appOf({
  buildpacks = ['heroku/python'],
  configVars = {},
  formation = [{}],
  kind = 'classic',
  lastBuild = {},
  lastRelease = {},
  slugBytes = null,
  stack = kind === 'cnb' ? 'cnb' : 'heroku-26',
  webUrl = 'https://example-app-0123456789ab.herokuapp.com/',
}: TestApp = {}): App {
  const refs = buildpacks.map((ref) => ({ref}))
  return {
    architecture: null,
    buildCache: NOT_ASKED,
    buildpacks: refs,
    buildStack: stack,
    configVars: new Map(Object.entries(configVars).map(([name, value]) => [name, new Secret(value)])),
    formation: formation.map((process) => ({...WEB, ...process})),
    kind,
    lastBuild: lastBuild && {...SUCCEEDED, buildpacks: refs, stack, ...lastBuild},
    lastRelease: lastRelease && {createdAt: '2026-11-20T10:02:00Z', status: 'succeeded', version: 42, ...lastRelease},
    name: 'example-app',
    slugBytes,
    stack,
    webUrl,
  }
}

const WEB: ProcessFormation = {command: 'gunicorn app:app', memoryMegabytes: 512, quantity: 1, size: 'Basic', type: 'web'}

const SUCCEEDED: LastBuild = {
  buildpacks: [],
  createdAt: '2026-11-20T10:00:00Z',
  failure: null,
  python: null,
  stack: null,
  status: 'succeeded',
  version: 'c0ffee',
}

export const FRESH: ReleaseData = {
  ageInDays: 1,
  newerRules: null,
  releases: builtInReleases,
  ruleChanges: NO_CHANGES,
  stale: false,
}
export const STALE: ReleaseData = {
  ageInDays: 95,
  newerRules: null,
  releases: builtInReleases,
  ruleChanges: NO_CHANGES,
  stale: true,
}

export interface DiagnosisOptions extends Partial<Omit<Diagnosis, 'target'>> {
  /** Default: none. */
  app?: App | null
  /** Why there is none. */
  noApp?: string
  releaseData?: ReleaseData
}

/** What the doctor finds out about a project. */
function diagnosisOf(
  project: Project,
  {app = null, noApp = 'no app was named', releaseData = FRESH, ...options}: DiagnosisOptions = {},
): {context: CheckContext; report: DoctorReport} {
  const target = makeTarget({app, project, releaseData, skipped: app === null ? {app: noApp} : {}})
  return diagnose({checks: CHECKS, known: IDS, ...options, target})
}

export interface TestMove {
  to: readonly string[]
  app?: App | null
  /** What the target's Python says of the files; left out: nothing is wrong with them. null: it isn't on this machine. */
  syntax?: null | SyntaxAnswer
  /** What a package index answered, after the move. */
  online?: Online | null
}

function moveOf(project: Project, {app = null, to}: Pick<TestMove, 'app' | 'to'>) {
  const target: Target = makeTarget({app, project, releaseData: FRESH, skipped: app === null ? {app: 'no app was named'} : {}})
  const wish = parseTargets(to, target.releases)
  if (wish === null) throw new Error('a test names where to')
  const destination = resolveWish(wish, target)
  return {destination, moved: moveTarget(target, destination)}
}

/** What a move would change of a project. */
export function forecastOf(project: Project, move: TestMove): Forecast {
  const {destination, moved} = moveOf(project, move)
  const {online, syntax = {refused: [], warned: []}} = move
  return forecast(moved, destination, {
    checks: CHECKS,
    known: IDS,
    noTargetPython: "Python 3.99 isn't on this machine",
    syntax,
    ...(online && {index: {after: {online}, before: {}}}),
  })
}

/** The doctor's report of a project as it would be after a move. */
export function movedReportOf(project: Project, move: TestMove): DoctorReport {
  const {moved} = moveOf(project, move)
  const {online = null, syntax = {refused: [], warned: []}} = move
  return diagnose({checks: CHECKS, known: IDS, move: {from: contextOf(moved.before), syntax}, online, target: moved.after}).report
}

/** The doctor's report of a project. */
export function reportOf(project: Project, options: DiagnosisOptions = {}): DoctorReport {
  return diagnosisOf(project, options).report
}

/** What checks look at, of a project. */
export function checkContext(project: Project, options: DiagnosisOptions = {}): CheckContext {
  return diagnosisOf(project, {checks: [], ...options}).context
}

/** Compares a text with a file, or writes the file where UPDATE_SNAPSHOTS=1 is set. */
export function readSnapshot(place: URL, actual: string): string {
  const file = fileURLToPath(place)
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    mkdirSync(path.dirname(file), {recursive: true})
    writeFileSync(file, actual)
  }

  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
