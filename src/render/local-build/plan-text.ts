import type {BuildConfigVars} from '../../local-build/run/config-vars.js'
import type {BuildPlan, CacheDecision, PlannedCommand, PlannedStep, StepDecision} from '../../local-build/plan/build-plan.js'
import type {PlannedBootJson} from '../../local-build/json.js'
import type {Glyphs} from '../terminal/glyphs.js'
import type {ReportOptions} from './blocks.js'

import {indent} from '../terminal/layout.js'
import {safeLine} from '../terminal/safe.js'

/** What a build would do: every step with its commands, the names of what they see, and the reasons. Nothing is run. */
export function renderPlan(
  plan: BuildPlan,
  configVars: BuildConfigVars,
  options: ReportOptions,
  boots: readonly PlannedBootJson[] = [],
): string {
  const {style, width} = options
  const steps = plan.steps.map((step, index) => stepText(step, index + 1, options))
  return [
    ...beginning(plan, configVars, options),
    ...steps,
    ...boots.map((boot) => bootText(boot, options)),
    style.dim(indent('Nothing was run.', 0, width)),
  ].join('\n\n')
}

function beginning(plan: BuildPlan, configVars: BuildConfigVars, {style, width}: ReportOptions): string[] {
  const {cache, interpreter, kind, prediction, stack} = plan
  const buildpack = kind === 'cnb' ? 'Cloud Native build (Fir)' : `classic build on ${stack}`
  const facts: [name: string, value: string][] = [
    ['Build', `${buildpack}${plan.ci ? ' (as on Heroku CI)' : ''}`],
    ['Package manager', plan.packageManager ?? 'none'],
    ['Python', pythonText(plan)],
    ['On this machine', interpreter ? `Python ${interpreter.version} (${interpreter.origin})` : 'no matching interpreter'],
    ['Cache', cacheText(cache)],
    ['Config vars', configVarsText(configVars)],
  ]
  const longest = Math.max(...facts.map(([name]) => name.length))
  const lines = facts.map(([name, value]) => {
    const text = indent(safeLine(value), longest + 2, width).trimStart()
    return `${style.bold(name.padEnd(longest))}  ${text}`
  })
  const {failure} = prediction
  if (!failure) return [lines.join('\n')]
  const detail = failure.detail === null || failure.detail === '' ? '' : `: ${safeLine(failure.detail)}`
  const stop = `${style.failure('The build would fail:')} ${safeLine(failure.title)} ${style.dim(`(${failure.reason}${detail})`)}.`
  return [lines.join('\n'), indent(stop, 0, width)]
}

function pythonText({prediction}: BuildPlan): string {
  const {python_version: resolved, python_version_origin: origin, python_version_requested: requested} = prediction
  if (resolved === null) return 'not decided'
  const why =
    origin === 'default' ? "the buildpack's default" : origin === 'cached' ? 'as in the last build' : `${requested} in ${origin}`
  return `${resolved} (${why})`
}

function cacheText({reasons, status}: CacheDecision): string {
  switch (status) {
    case 'disabled':
      return 'not used (--no-cache)'

    case 'discarded':
      return `discarded: ${reasons.join('; ')}`

    case 'empty':
      return 'none yet'

    case 'reused':
      return 'reused'
  }
}

function configVarsText({mode, unavailable, values, withheld}: BuildConfigVars): string {
  const names = [...values.keys()].sort()
  const seen = names.length === 0 ? 'none' : `${names.join(', ')}${mode === 'none' ? '' : ` (${mode})`}`
  const hidden = withheld.length === 0 ? '' : `; withheld: ${withheld.map(({name}) => name).join(', ')}`
  return `${seen}${hidden}${unavailable === null ? '' : ` (${unavailable})`}`
}

function stepText(step: PlannedStep, number: number, options: ReportOptions): string {
  const {glyphs, style, width} = options
  const [sign, colour] = signOf(step.decision.status, glyphs, options)
  const lines = [`${colour(sign)} ${style.bold(`${number}. ${safeLine(step.title)}`)}`]
  if (step.decision.reason !== '') lines.push(indent(safeLine(step.decision.reason), 4, width))
  for (const line of step.stepLines) lines.push(style.dim(indent(safeLine(line), 4, width)))
  for (const command of step.commands) lines.push(...commandLines(command, options))
  if (step.setsEnv.length > 0) lines.push(names('sets', step.setsEnv, options))
  if (step.configVarNames.length > 0) lines.push(names('config vars', step.configVarNames, options))
  return lines.join('\n')
}

function signOf(status: StepDecision['status'], glyphs: Glyphs, {style}: ReportOptions): [string, (text: string) => string] {
  switch (status) {
    case 'during-build':
      return ['?', style.info]

    case 'not-reached':
      return [glyphs.failed, style.failure]

    case 'runs':
      return [glyphs.done, style.success]

    case 'skipped':
      return [glyphs.skipped, style.dim]
  }
}

function commandLines({argv, env}: PlannedCommand, options: ReportOptions): string[] {
  const {style, width} = options
  const command = argv.map((part) => (/^[\w@%+=:,./$~-]+$/.test(part) ? part : JSON.stringify(part))).join(' ')
  const lines = indent(`$ ${safeLine(command)}`, 4, width)
    .split('\n')
    .map((line, index) => style.code(index === 0 ? line : `  ${line}`))
  return env.length === 0 ? lines : [...lines, names('only this step sees', env, options)]
}

/** A process that would be started after the build. */
function bootText({command, runs, type, variables}: PlannedBootJson, options: ReportOptions): string {
  const {glyphs, style, width} = options
  const title = `${runs ? style.success(glyphs.done) : style.dim(glyphs.skipped)} ${style.bold(`Boot ${safeLine(type)}`)}`
  if (!runs) return `${title}\n${indent('not run: the release phase can change data (to run it, use --boot release)', 4, width)}`
  const line = style.code(indent(`$ bash -c ${safeLine(JSON.stringify(command))}`, 4, width))
  return [title, line, names('sees', variables, options)].join('\n')
}

function names(title: string, list: readonly string[], {style, width}: ReportOptions): string {
  return style.dim(indent(`${title}: ${safeLine(list.join(', '))}`, 4, width))
}
