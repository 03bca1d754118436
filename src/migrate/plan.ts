import type {Blocker} from './blockers.js'
import type {ByHand} from './by-hand.js'
import type {ConfigVars} from './config-vars.js'
import type {OrderAdvice} from './order.js'
import type {Reason} from './reasons.js'
import type {MigrationTarget} from './read-target.js'

import type {Tool} from '../package-managers/names.js'

import {isAvailable} from '../platform/app.js'
import {isHelper} from '../platform/buildpacks/detection.js'
import {roleOf} from '../platform/buildpacks/catalogue.js'
import {HEROKU_PYTHON, parseReference, type Reference, runsSame, sameEntry, sameList} from '../platform/buildpacks/reference.js'
import {buildpackVars, exporterVars, unreadVars, versionVar} from './config-vars.js'
import {removeDuplicates} from './duplicates.js'
import {adviseOrder} from './order.js'
import {type MigrationSource, migrationSource} from './source.js'
import {expandMulti, isAboutPython, propose} from './propose.js'

export interface PlanInput {
  app: string
  installed: readonly Reference[]
  configVars: ConfigVars
  source: MigrationSource
}

export type Action = 'add' | 'keep' | 'move' | 'remove' | 'replace'

/** One line of the plan: what becomes of a buildpack, and why. */
export interface Change {
  /** Tells the lines apart, in the plans of one list: its index there, or a higher number for what is new. */
  slot: number
  from: Reference | null
  to: Reference | null
  reason: Reason
  /** Nobody can know whether the change is right for this app: to be asked one by one. */
  ask: boolean
  /** It was moved among the others. */
  moved?: boolean
}

/** Whether there is something to do, and why not. */
export type PlanStatus = 'changes' | 'empty' | 'in-order' | 'not-python'

export interface MigrationPlan {
  app: string
  status: PlanStatus
  before: readonly Reference[]
  after: readonly Reference[]
  changes: readonly Change[]
  blockers: readonly Blocker[]
  /** A better order, to be offered; null: the order is fine, or not for us to judge. */
  advice: OrderAdvice | null
  byHand: readonly ByHand[]
  /** Config vars that `--config` unsets. */
  unsettable: readonly string[]
}

/** What of a target decides its plan. */
export function planInput(target: MigrationTarget): PlanInput {
  const {configVars, installed, name} = target.app
  return {
    app: name,
    configVars,
    installed: installed.map((stored) => parseReference(stored.reveal())),
    source: migrationSource(target),
  }
}

/**
 * What becomes of an app's list of buildpacks. Pure: the same input gives the same plan.
 *
 * @param declined slots whose change the user doesn't want
 */
export function planMigration(input: PlanInput, declined: ReadonlySet<number> = new Set()): MigrationPlan {
  const {app, installed, source} = input
  const expanded = expandMulti(installed, source, declined)
  const isPythons = expanded.some(({to}) => to !== null && isAboutPython(to, source))
  if (!isPythons && !lacksPython(input)) return nothingAboutPython(input)

  const whole = isPythons ? expanded : [...expanded, pythonToAdd(installed.length)]
  const proposals = whole.map((change) => propose(change, whole, input, declined))
  const blockers = proposals.flatMap((proposal) => proposal.blockers)
  const changes = ensurePython(
    removeDuplicates(
      proposals.map(({change}) => change),
      declined,
    ),
  )
  const after = listAfter(changes)
  return {
    advice: adviseOrder(changes, source),
    after,
    app,
    before: installed,
    blockers,
    byHand: whatIsLeft(input, changes, blockers),
    changes,
    status: sameList(installed, after) ? 'in-order' : 'changes',
    unsettable: [...unreadByAny(input, changes), ...buildpackVars(input.configVars)],
  }
}

/**
 * A Python app whose list has nothing that could build an app of any language: tools, or what chooses the folder. A list with
 * another language may be meant so, and the source here be another one's.
 */
function lacksPython({installed, source: {prediction}}: PlanInput): boolean {
  return prediction.detected && installed.length > 0 && installed.every((reference) => isHelper(reference))
}

function pythonToAdd(slot: number): Change {
  return {ask: false, from: null, reason: {id: 'python-missing'}, slot, to: parseReference(HEROKU_PYTHON)}
}

function listAfter(changes: readonly Change[]): Reference[] {
  return changes.flatMap(({to}) => (to === null ? [] : [to]))
}

export function actionOf({from, moved, to}: Change): Action {
  if (from === null) return 'add'
  if (to === null) return 'remove'
  if (!sameEntry(from, to)) return 'replace'
  return moved ? 'move' : 'keep'
}

function nothingAboutPython({app, configVars, installed}: PlanInput): MigrationPlan {
  const variables = buildpackVars(configVars)
  return {
    advice: null,
    after: installed,
    app,
    before: installed,
    blockers: [],
    byHand: variables.length > 0 ? [{app, id: 'buildpack-vars', names: variables}] : [],
    changes: installed.map((from, slot) => ({ask: false, from, reason: {id: 'not-about-python'}, slot, to: from})),
    status: installed.length === 0 ? 'empty' : 'not-python',
    unsettable: [],
  }
}

/** An exporter only prepares the source for a Python buildpack: where the list has none, heroku/python takes its slot. */
function ensurePython(changes: readonly Change[]): Change[] {
  const isThere = listAfter(changes).some((reference) => ['python', 'python-fork'].includes(roleOf(reference).kind))
  const last = [...changes].reverse().find((change) => exportedBy(change) !== undefined)
  const tool = last && exportedBy(last)
  if (isThere || !last || tool === undefined) return [...changes]
  const replaced: Change = {...last, reason: {id: 'exporter-replaced', tool}, to: parseReference(HEROKU_PYTHON)}
  return changes.map((change) => (change === last ? replaced : change))
}

/** The tool whose exporter goes. */
function exportedBy({reason, to}: Change): Tool | undefined {
  return to === null && (reason.id === 'exporter' || reason.id === 'unknown-exporter') ? reason.tool : undefined
}

/** Config vars of exporters, where none is left that reads them. */
function unreadByAny({configVars}: PlanInput, changes: readonly Change[]): string[] {
  const reads = new Set(['blocked', 'exporter', 'standalone'])
  return listAfter(changes).some((reference) => reads.has(roleOf(reference).kind)) ? [] : exporterVars(configVars)
}

function whatIsLeft(input: PlanInput, changes: readonly Change[], blockers: readonly Blocker[]): ByHand[] {
  const {app, configVars, source} = input
  const after = listAfter(changes)
  const left: ByHand[] = []
  const variables = buildpackVars(configVars)
  const dead = unreadByAny(input, changes)
  if (!isAvailable(configVars)) left.push({id: 'config-unreadable', message: configVars.unavailable})
  if (variables.length > 0) left.push({app, id: 'buildpack-vars', names: variables})
  if (dead.length > 0) left.push({app, id: 'dead-vars', names: dead})
  left.push(...toolVars(configVars, changes))
  if (source.appJson && !sameNames(source.appJson, after)) left.push({buildpacks: source.appJson, id: 'app-json'})
  const runsFile = after.some((reference) => roleOf(reference).kind === 'multi')
  if (source.buildpacksFile && !runsFile)
    left.push({expanded: changes.some(({reason}) => reason.id === 'expanded'), id: 'buildpacks-file'})
  if (blockers.length === 0) left.push(...nextBuild(source, changes))
  return left
}

function toolVars(vars: ConfigVars, changes: readonly Change[]): ByHand[] {
  const tools = new Set(
    changes.flatMap(({reason, to}) => ('tool' in reason && (to === null || to.shown === HEROKU_PYTHON) ? [reason.tool] : [])),
  )
  return [...tools].flatMap((tool) => {
    const version = versionVar(vars, tool)
    const unread = unreadVars(vars, tool)
    return [
      ...(version === undefined ? [] : [{id: 'version-var' as const, name: version}]),
      ...(unread.length > 0 ? [{id: 'unread-vars' as const, names: unread}] : []),
    ]
  })
}

/** app.json may name a buildpack in another form than the app's list. */
function sameNames(a: readonly Reference[], b: readonly Reference[]): boolean {
  return a.length === b.length && a.every((reference, index) => runsSame(reference, b[index]!))
}

/** A failure is news where the build runs another Python buildpack than before. */
function nextBuild({path, prediction}: MigrationSource, changes: readonly Change[]): ByHand[] {
  const isNew = changes.some((change) => change.to?.shown === HEROKU_PYTHON && actionOf(change) !== 'keep')
  if (!isNew) return []
  if (!prediction.detected) return [{id: 'no-python-source', path}]
  return prediction.failure ? [{id: 'build-would-fail', title: prediction.failure.title}] : []
}
