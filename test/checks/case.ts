import {NOTHING_MISSING, type Online, type SyntaxAnswer} from '../../src/checks/check.js'
import type {CheckedFinding} from '../../src/checks/run-checks.js'
import {newerRules} from '../../src/buildpack/newer-rules.js'
import type {ReleaseData} from '../../src/releases/current-releases.js'
import type {Project} from '../../src/project/project.js'
import {appOf, committed, fixtureProject, FRESH, movedReportOf, reportOf, STALE, type TestApp, treeOf} from '../support/checks.js'
import type {TestFiles} from '../support/repository.js'

/** One situation: a source, an app if there is one, and what the checks must find: `id severity`. */
export interface Case {
  name: string
  /** A folder of test/fixtures, or files. */
  source: string | TestFiles
  project(): Project | Promise<Project>
  app?: TestApp
  stale?: true
  /** The program of a newer release, whose rules aren't those that were verified. */
  newer?: Readonly<Record<string, string>>
  /** What the package index answered: packages without a wheel, and their versions; or all that it may answer. */
  online?: Readonly<Record<string, string>> | Partial<Online>
  /** Where it moves to: the findings are those after the move. */
  to?: readonly string[]
  /** What the target's Python says of the files. */
  syntax?: SyntaxAnswer
  /** Only the findings of these groups of checks are compared; undefined: all. */
  groups?: readonly string[]
  findings: readonly string[]
}

/** Cases about some groups of checks (`deps`), or some checks (`deps/import`, by how they begin), in which the others may find what they like. */
export function within(groups: readonly string[], cases: readonly Case[]): Case[] {
  return cases.map((example) => ({...example, groups}))
}

export const FIR: TestApp = {buildpacks: [], kind: 'cnb'}

/** A folder of test/fixtures. */
export function fixture(name: string, findings: readonly string[], more: Pick<Case, 'app' | 'stale'> = {}): Case {
  const shown = [name, more.app?.kind === 'cnb' && 'on Fir', more.app && appText(more.app), more.stale && 'with old release data']
  return {findings, name: shown.filter(Boolean).join(', '), project: () => fixtureProject(name), source: name, ...more}
}

function appText({buildpacks, configVars, kind, stack}: TestApp): string {
  if (kind === 'cnb' && !configVars) return ''
  if (configVars && !buildpacks) return `with the config vars ${Object.keys(configVars).join(', ')}`
  return stack === undefined ? `with ${(buildpacks ?? []).join(' and ')}` : `on ${stack}`
}

export const PIP = {'app.py': 'app = None\n', 'requirements.txt': 'flask==3.1.2\n'}

/** Built here, for a checkout on Windows, an editor or a .gitignore would break such names and bytes. */
export function built(
  name: string,
  files: TestFiles,
  findings: readonly string[],
  more: Pick<Case, 'app' | 'online' | 'syntax' | 'to'> = {},
): Case {
  return {findings, name, project: () => committed(treeOf(files)), source: files, ...more}
}

/** A fixture whose disk differs from its commit. */
export function onDisk(
  name: string,
  place: {fixture: string; names?: readonly string[]; changes?: readonly string[]; ignored?: Record<string, number>},
  findings: readonly string[],
): Case {
  const ignored = Object.entries(place.ignored ?? {}).map(
    ([file, line]) => [file, {file: '.gitignore', line, pattern: file}] as const,
  )
  const worktree = {changes: place.changes ?? [], ignored: new Map(ignored), names: new Set(place.names)}
  return {findings, name, project: () => fixtureProject(place.fixture, worktree), source: place.fixture}
}

export function appFor({app}: Case) {
  return app ? appOf(app) : null
}

export function onlineFor({online}: Case) {
  if (!online) return null
  const isWhole = Object.values(online).some((part) => typeof part !== 'string')
  return isWhole
    ? {...NOTHING_MISSING, ...(online as Partial<Online>)}
    : {...NOTHING_MISSING, withoutWheel: new Map(Object.entries(online as Record<string, string>))}
}

async function releaseDataFor({newer, stale}: Case): Promise<ReleaseData> {
  if (!newer) return stale ? STALE : FRESH
  const kind = 'src/main.rs' in newer ? 'cnb' : 'classic'
  return {...FRESH, newerRules: await newerRules(kind, 'v900', newer), ruleChanges: new Map([['step/detect', 'v900']])}
}

/** What the checks find in a case. */
export async function findingsOf(example: Case): Promise<readonly CheckedFinding[]> {
  const {syntax, to} = example
  const [app, online, project] = [appFor(example), onlineFor(example), await example.project()]
  const {findings} = to
    ? movedReportOf(project, {app, online, to, ...(syntax && {syntax})})
    : reportOf(project, {app, online, releaseData: await releaseDataFor(example)})
  const isCompared = (id: string, group: string) => (group.includes('/') ? id.startsWith(group) : id.split('/')[0] === group)
  return findings.filter(({id}) => example.groups?.some((group) => isCompared(id, group)) ?? true)
}
