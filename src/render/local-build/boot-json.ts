import type {BootJson, PlannedBootJson} from '../../local-build/json.js'
import type {ProcessToBoot} from '../../local-build/boot/process-types.js'
import type {ExplainedBoot} from './boot-report.js'

import {DYNO_VARIABLES} from '../../local-build/boot/environment.js'
import {PROFILE_VARIABLES} from '../../local-build/run/profile-text.js'
import {maskUrls} from '../../platform/secret.js'
import {bytesOf} from '../terminal/numbers.js'

/** What became of a process. */
export function bootJson({findings, result}: ExplainedBoot): BootJson {
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
    memoryLimit: bytesOf(memoryMegabytes),
    cause: cause === null ? null : maskUrls(cause),
    findings: findings.map(({id}) => id),
  }
}

/** What would be started. The names of what it sees, in order. */
export function plannedBootJson({command, isRun, type}: ProcessToBoot, configVars: Iterable<string>): PlannedBootJson {
  const variables = new Set([...DYNO_VARIABLES, ...PROFILE_VARIABLES, ...configVars])
  return {type, command: maskUrls(command), runs: isRun, variables: [...variables].sort()}
}
