import type {BuildpackKind} from '../../buildpack/release.js'
import type {BootJson, PlannedBootJson} from '../json.js'
import type {BootResult} from './boot.js'
import type {ProcessToBoot} from './process-types.js'

import {LAYER_VARIABLES} from './dyno-script.js'
import {DYNO_VARIABLES} from './environment.js'
import {PROFILE_VARIABLES} from '../run/profile-text.js'
import {maskUrls} from '../../platform/secret.js'

const MEGABYTE = 1024 * 1024

/** A booted process, and the checks whose findings explain it. */
export interface BootAnswer {
  result: BootResult
  findings: readonly {id: string}[]
}

/** What became of a process. */
export function bootJson({findings, result}: BootAnswer): BootJson {
  const {address, cause, memory, memoryMegabytes, seconds, status, type, verdict} = result
  return {
    type,
    verdict: verdict.id,
    code: verdict.code,
    lives: verdict.lives,
    seconds: Math.round(seconds * 1000) / 1000,
    address,
    status,
    memory: memory?.bytes ?? null,
    memoryMethod: memory?.method ?? null,
    memoryLimit: memoryMegabytes * MEGABYTE,
    cause: cause === null ? null : maskUrls(cause),
    findings: findings.map(({id}) => id),
  }
}

/** What would be started. The names of what it sees, in order. */
export function plannedBootJson(
  {command, isRun, type}: ProcessToBoot,
  {configVars, kind}: {configVars: Iterable<string>; kind: BuildpackKind},
): PlannedBootJson {
  const ofBuildpack = kind === 'cnb' ? LAYER_VARIABLES : PROFILE_VARIABLES
  const variables = new Set([...DYNO_VARIABLES, ...ofBuildpack, ...configVars])
  return {type, command: maskUrls(command), runs: isRun, variables: [...variables].sort()}
}
