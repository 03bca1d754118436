import type {Severity} from '../../src/checks/check.js'

/** What a case is about: what the table of summary.ts groups by. */
export type Kind =
  'advice' | 'buildpacks' | 'control' | 'imports' | 'log' | 'packages' | 'procfile' | 'server' | 'settings' | 'source' | 'system'

/** What is right to say of a case, in a form that a program can check. It holds names and never wording. */
export interface Expectation {
  kind: Kind
  /** Each of them must be found. None, and no `says`: a control, of which nothing is wrong. */
  finds: readonly ExpectedFinding[]
  /** Errors that are right too, and warnings that a control may have. Any other error is a false one. */
  allows: readonly string[]
  /** Findings that would be false, by what they name. */
  never: readonly {id: string; names: RegExp}[]
  /** Of a command other than the doctor: what its answer must name. */
  says: readonly RegExp[]
  saysNot: readonly RegExp[]
  /** A file that the command must leave without this, unless its answer names it. */
  leaves?: {file: string; unless: RegExp; without: RegExp}
}

export interface ExpectedFinding {
  /** Any of them. */
  ids: readonly string[]
  severities: readonly Severity[]
  /** What the messages and fixes of these findings must name, all together. */
  names: readonly RegExp[]
  /** That one of them must be at. */
  file?: string
}

export const ERROR: readonly Severity[] = ['error']
export const WARNING: readonly Severity[] = ['warning']
/** At least a warning. */
export const SERIOUS: readonly Severity[] = ['error', 'warning']
export const ANY: readonly Severity[] = ['error', 'warning', 'info']

/** @param ids one id, or several with `|` between them, of which any is right */
export function find(ids: string, severities: readonly Severity[], ...names: readonly RegExp[]): ExpectedFinding {
  return {ids: ids.split('|'), names, severities}
}

export function at(file: string, finding: ExpectedFinding): ExpectedFinding {
  return {...finding, file}
}

export function expects(kind: Kind, ...finds: readonly ExpectedFinding[]): Expectation {
  return {allows: [], finds, kind, never: [], says: [], saysNot: []}
}

export function answers(kind: Kind, ...says: readonly RegExp[]): Expectation {
  return {...expects(kind), says}
}

export function control(...allows: readonly string[]): Expectation {
  return {...expects('control'), allows}
}
