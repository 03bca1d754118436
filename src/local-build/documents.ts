import type {BuildConfigVars} from './run/config-vars.js'
import type {BuildPlan} from './plan/build-plan.js'
import type {BuildResult} from './run/result.js'
import type {BuildLocalJson, BuildPlanJson} from './json.js'
import type {BuildInput} from './read-input.js'
import type {ProcessToBoot} from './boot/process-types.js'
import type {App} from '../platform/app.js'
import type {Project} from '../project/project.js'

import {type BootAnswer, bootJson, plannedBootJson} from './boot/boot-document.js'
import {maskUrls} from '../platform/secret.js'

/** What both documents begin with. */
export interface JsonContext {
  app: null | Pick<App, 'name'>
  buildpack: {kind: 'classic' | 'cnb'; release: string; released: string}
  configVars: BuildConfigVars
  project: Pick<Project, 'source'>
  /** The folder of `--output`; null: nothing was left. */
  output: null | string
  /** What `--boot` has started, and what an interruption came before. */
  boot?: {boots: readonly BootAnswer[]; unchecked: readonly string[]}
}

/** What a build's documents say of its input. */
export function contextOf({app, configVars, kind, project, releases}: BuildInput): Omit<JsonContext, 'boot' | 'output'> {
  const {release, released} = releases[kind]
  return {app, buildpack: {kind, release, released}, configVars, project}
}

/** The document of `--json`, version 1: the build data under the buildpack's own keys, and what was seen besides. */
export function buildJson(result: BuildResult, plan: Pick<BuildPlan, 'ci' | 'stack'>, context: JsonContext): BuildLocalJson {
  const {addons, buildData, differences, failure, interpreter, logFile, packages, processTypes, status, steps, totalBytes} =
    result
  return {
    schemaVersion: 1,
    status,
    ...beginning(plan, context),
    ...buildData,
    failure: failure && {
      reason: failure.reason,
      detail: failure.detail,
      title: failure.title,
      step: failure.step,
      causes: failure.causes.map(({advice, id, message}) => ({id, message, advice})),
      explanation: failure.explanation,
      lastLines: failure.lastLines,
    },
    steps: steps.map(({id, log, reason, seconds, status: state, title}) => ({id, title, status: state, reason, seconds, log})),
    packages: packages.map(({bytes, name, version}) => ({name, version, bytes})),
    totalBytes,
    processTypes: processTypes.map(({command, type}) => ({type, command: maskUrls(command)})),
    addons,
    boot: (context.boot?.boots ?? []).map((boot) => bootJson(boot)),
    bootUnchecked: context.boot?.unchecked ?? [],
    interpreter: interpreter && interpreterJson(interpreter),
    configVars: configVarsJson(context.configVars),
    differences: differences.map(({id, message}) => ({id, message})),
    output: context.output,
    logFile,
  }
}

/** The document of `--plan --json`. */
export function planJson(
  plan: BuildPlan,
  context: Omit<JsonContext, 'boot' | 'output'>,
  processes: readonly ProcessToBoot[] = [],
): BuildPlanJson {
  const {cache, interpreter, prediction, steps} = plan
  return {
    schemaVersion: 1,
    ...beginning(plan, context),
    build: prediction,
    interpreter: interpreter && interpreterJson(interpreter),
    cache,
    configVars: configVarsJson(context.configVars),
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      ...step.decision,
      stepLines: step.stepLines,
      commands: step.commands.map(({argv, env, shown}) => ({shown, argv: argv.map((part) => maskUrls(part)), env})),
      setsEnv: step.setsEnv,
      configVars: step.configVarNames,
    })),
    boot: processes.map((process) => plannedBootJson(process, {configVars: context.configVars.values.keys(), kind: plan.kind})),
  }
}

function beginning(
  {ci, stack}: Pick<BuildPlan, 'ci' | 'stack'>,
  {app, buildpack, project: {source}}: Omit<JsonContext, 'boot' | 'output'>,
) {
  return {
    buildpack,
    app: app?.name ?? null,
    source: {path: source.path, ref: source.ref, commit: source.commit, dirty: source.dirty},
    stack,
    ci,
  }
}

function interpreterJson({origin, version}: NonNullable<BuildPlan['interpreter']>) {
  return {version, origin}
}

/** Names only. */
function configVarsJson({fromFile, mode, unavailable, values, withheld}: BuildConfigVars) {
  return {mode, names: [...values.keys()].sort(), fromFile, withheld, unavailable}
}
