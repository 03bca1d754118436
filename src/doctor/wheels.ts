import path from 'node:path'

import {type CheckContext, NOTHING_MISSING, type Online} from '../checks/check.js'

import {majorOf} from '../buildpack/version-number.js'
import {productionDependencies} from '../checks/dependencies.js'
import {hideSecrets} from '../toolchain/hide-secrets.js'
import type {ToolMachine} from '../toolchain/install-tool.js'
import {openUv, type Uv} from '../toolchain/open-uv.js'
import {platformOf} from '../package-managers/pip/lock.js'
import {ProblemError} from '../common/problem.js'
import {keepAnswer, keptAnswer, questionKey} from './wheel-cache.js'

/** What a package index answers, or why it didn't. */
export type IndexAnswer = {online: Online} | {unavailable: string}

export interface WheelQuestion {
  /** Of what can't be had as it is pinned, the first newer version that can is asked for too. */
  wantsNewer?: boolean
  /** Where answers are kept: one of the last day is taken as it is. Left out: the index is asked each time. */
  keep?: {folder: string; now: Date}
}

/** What can be written into a requirements file: a lock may hold any text for a name or a version. */
const NAME = /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/
const VERSION = /^[\da-z][\da-z.!+_-]*$/i

/** As uv says it: there are files of this version, and none of them fits. */
const NO_WHEEL = /\bhas no (?:usable )?wheels\b/
/** It names the tag that no wheel has only where there is no source that could be built instead. */
const NO_SOURCE_EITHER = /\bhas no wheels with a matching\b/
/** `... and django==6.0 depends on Python>=3.12` */
const OTHER_PYTHON = /\bdepends on Python\s?(?<requires>(?:(?:[<>]=?|[!=~]=)\s?[\d.]+(?:\.\*)?,?\s?)+)/
/** A private package, or a version that is gone: no answer to what is asked here. */
const NOT_THERE = /\bthere is no version of\b|\bnot found in the package registry\b/

/**
 * Asks the package index, through uv, which pinned packages have no wheel for the app's Python on Heroku's Linux. Only names
 * and versions are written into a temporary folder: nothing of the app is there, and nothing of a package runs.
 *
 * @throws ProblemError interrupted, tool-not-installable, no-python
 */
export async function askForWheels(
  context: CheckContext,
  machine: ToolMachine,
  {keep, wantsNewer = false}: WheelQuestion = {},
): Promise<IndexAnswer> {
  const pins = pinned(context)
  const python = context.version.resolved
  if (python === null) return {unavailable: "the app's Python version isn't known"}
  if (pins.length === 0) return {online: NOTHING_MISSING}
  const uv = await openUv({app: context.app, python: majorOf(python), version: context.releases[context.kind].tools.uv}, machine)
  const wanted = ['--python-version', python, '--python-platform', platformOf(context)]
  const key = keep && questionKey({pins, uv: uv.tool.version, wanted, wantsNewer}, uv.indexes)
  const cache = keep && {...keep, files: machine.files}
  const kept = key !== undefined && cache ? await keptAnswer(key, cache) : undefined
  if (kept) return {online: kept}
  machine.progress(`Asking the package index for wheels of ${pins.length} package${pins.length > 1 ? 's' : ''}`)
  const workspace = await machine.workspaces.make()
  try {
    const asking = {...uv, args: wanted, folder: workspace.path, machine}
    const answers = await lacking(pins, asking)
    const firstThatFits = wantsNewer ? await firstThatFit(answers, asking) : new Map<string, string>()
    const online = {...inSum(answers), firstThatFits}
    if (key !== undefined && cache) await keepAnswer(key, online, cache)
    return {online}
  } catch (error) {
    if (error instanceof Unanswered) return {unavailable: error.message}
    throw error
  } finally {
    await workspace.remove()
  }
}

interface Pin {
  name: string
  version: string
}

function pinned(context: CheckContext): Pin[] {
  return productionDependencies(context).list.flatMap(({certain, name, source, version}) => {
    const isAsked = certain && source === 'index' && version !== null && NAME.test(name) && VERSION.test(version)
    return isAsked ? [{name, version}] : []
  })
}

interface Asking extends Uv {
  /** Which wheels count. */
  args: readonly string[]
  folder: string
  machine: ToolMachine
}

/** The index gave no answer. */
class Unanswered extends Error {}

type Answer = {is: 'for-other-python'; requires: string} | {is: 'no-wheel' | 'not-there' | 'source-only' | 'wheels-only'}

/** uv names the first package that fails: the others are found by halves, so that a good app costs one run. */
async function lacking(pins: readonly Pin[], asking: Asking): Promise<{answer: Answer; pin: Pin}[]> {
  const message = await failure(pins, asking)
  if (message === undefined) return []
  const answer = read(message)
  if (!answer) throw new Unanswered(inWords(message, asking))
  const [pin, ...others] = pins
  if (pin !== undefined && others.length === 0)
    return [{answer: answer.is === 'no-wheel' && (await isSourceOnly(pin, asking)) ? {is: 'source-only'} : answer, pin}]
  const half = Math.ceil(pins.length / 2)
  return [...(await lacking(pins.slice(0, half), asking)), ...(await lacking(pins.slice(half), asking))]
}

/** A wheel for any Python and system, of those that are in use: what has none is source alone. */
const ANYWHERE = ['--python-version', '3.8', '--universal']

async function isSourceOnly(pin: Pin, asking: Asking): Promise<boolean> {
  const message = await failure([pin], {...asking, args: ANYWHERE})
  return message !== undefined && NO_WHEEL.test(message)
}

/** One question for each, as one without an answer would leave the others without one. */
async function firstThatFit(
  answers: readonly {answer: Answer; pin: Pin}[],
  asking: Asking,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const {answer, pin} of answers) {
    if (answer.is === 'not-there') continue
    asking.machine.progress(`Looking for a version of ${pin.name} that fits`)
    const version = await firstNewer(pin, asking)
    if (version !== undefined) found.set(pin.name, version)
  }

  return found
}

async function firstNewer({name, version}: Pin, asking: Asking): Promise<string | undefined> {
  const {args} = asking
  const message = await compile(`${name}>${version}\n`, {...asking, args: [...args, '--resolution', 'lowest']})
  if (message !== undefined) return undefined
  const {files} = asking.machine
  const pins = new TextDecoder().decode(await files.read(path.join(asking.folder, COMPILED), LONGEST_PINS))
  return /^[\w.-]+==(?<version>[^\s;]+)/m.exec(pins)?.groups?.version
}

function read(message: string): Answer | undefined {
  const requires = OTHER_PYTHON.exec(message)?.groups?.requires?.replaceAll(' ', '').replace(/,$/, '')
  if (requires !== undefined) return {is: 'for-other-python', requires}
  if (NO_WHEEL.test(message)) return {is: NO_SOURCE_EITHER.test(message) ? 'wheels-only' : 'no-wheel'}
  return NOT_THERE.test(message) ? {is: 'not-there'} : undefined
}

function inSum(answers: readonly {answer: Answer; pin: Pin}[]): Omit<Online, 'firstThatFits'> {
  const of = (...kinds: readonly Answer['is'][]) =>
    answers.flatMap(({answer, pin: {name, version}}) => (kinds.includes(answer.is) ? [[name, version] as const] : []))
  return {
    forOtherPythons: new Map(
      answers.flatMap(({answer, pin: {name, version}}) =>
        answer.is === 'for-other-python' ? [[name, {requires: answer.requires, version}]] : [],
      ),
    ),
    notThere: new Map(of('not-there')),
    sourceOnly: new Set(of('source-only').map(([name]) => name)),
    wheelsOnly: new Set(of('wheels-only').map(([name]) => name)),
    withoutWheel: new Map(of('no-wheel', 'source-only', 'wheels-only')),
  }
}

/** What uv says of pins that can't all be had as wheels; undefined: they can. */
async function failure(pins: readonly Pin[], asking: Asking): Promise<string | undefined> {
  return compile(pins.map(({name, version}) => `${name}==${version}\n`).join(''), asking)
}

const COMPILED = 'pins.txt'
const LONGEST_PINS = 1024 * 1024

/** @returns what uv says of requirements that it can't fulfil with wheels; undefined: they are in COMPILED */
async function compile(
  requirements: string,
  {args, env, folder, interpreter, machine, tool}: Asking,
): Promise<string | undefined> {
  await machine.files.write(path.join(folder, 'pins.in'), requirements)
  // What stands there of an earlier question would be preferred.
  await machine.files.remove(path.join(folder, COMPILED))
  const words = ['pip', 'compile', 'pins.in', '--output-file', COMPILED, '--quiet', '--no-deps', '--only-binary', ':all:']
  const run = await machine.processes.run(tool.program, [...tool.args, ...words, '--python', interpreter.program, ...args], {
    cwd: folder,
    env,
    signal: machine.signal,
  })
  if (machine.signal.aborted) throw new ProblemError({id: 'interrupted'})
  return run.exitCode === 0 ? undefined : run.stderr.replaceAll(/\s+/g, ' ').trim()
}

function inWords(message: string, {machine, secrets}: Asking): string {
  const shown = hideSecrets(message, [], machine.env, secrets).slice(-200)
  return `the package index gave no answer: ${shown}`
}
