import type {Case} from './case.js'
import {FILES, GUARDS, HEALTHY, MANAGERS, WORKTREE} from './cases-source.js'
import {FORMS, PINS, STACKS, VERSIONS} from './cases-version.js'

/** Every situation in which the checks are looked at. */
export const CASES: readonly Case[] = [
  ...HEALTHY,
  ...MANAGERS,
  ...FILES,
  ...WORKTREE,
  ...GUARDS,
  ...VERSIONS,
  ...FORMS,
  ...PINS,
  ...STACKS,
]
