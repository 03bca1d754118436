import type {ProcessType} from '../run/result.js'

import {byName} from '../../common/by-name.js'

/** `web` answers requests, `release` is to end, and all others are to run on. */
export type ProcessKind = 'release' | 'web' | 'worker'

export interface ProcessToBoot extends ProcessType {
  kind: ProcessKind
  /** False: it is shown alone. */
  isRun: boolean
}

/** What is asked for where no type is named, and the word for all of them. */
export const DEFAULT_TYPE = 'web'
const ALL_TYPES = 'all'

/**
 * The processes to boot, in the order in which Heroku would start them: the release phase comes first. It may change data,
 * so it runs only where it is named: `all` doesn't name it.
 *
 * @param asked types, or `all`
 */
export function processesToBoot(processes: readonly ProcessType[], asked: readonly string[]): ProcessToBoot[] {
  const all = asked.includes(ALL_TYPES)
  const kinds: Record<string, ProcessKind> = byName({release: 'release', web: 'web'})
  const order: ProcessKind[] = ['release', 'web', 'worker']
  return processes
    .map(({command, type}): ProcessToBoot => {
      const kind = kinds[type] ?? 'worker'
      return {command, isRun: asked.includes(type) || (all && kind !== 'release'), kind, type}
    })
    .filter(({isRun, kind}) => isRun || kind === 'release')
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** The types that were asked for and that no Procfile line names. */
export function missingTypes(processes: readonly ProcessType[], asked: readonly string[]): string[] {
  const known = new Set(processes.map(({type}) => type))
  return asked.filter((type) => type !== ALL_TYPES && !known.has(type))
}
