import {ProblemError} from '../common/problem.js'

type Library = typeof import('@oclif/core/flags')
type ArgLibrary = typeof import('@oclif/core/args')

/** What every flag of a type begins with, in oclif's own form. */
type Definition = Record<string, unknown>

const same = async (input: unknown) => input

function option(definition: Definition): Definition {
  return {parse: same, ...definition, input: [], multiple: Boolean(definition.multiple), type: 'option'}
}

interface Range {
  max?: number
  min?: number
  name: string
}

async function integer(input: string, _context: unknown, {max = Infinity, min = -Infinity, name}: Range): Promise<number> {
  const number = /^-?\d+$/.test(input) ? Number.parseInt(input, 10) : Number.NaN
  if (number >= min && number <= max) return number
  const limits = [...(min > -Infinity ? [`at least ${min}`] : []), ...(max < Infinity ? [`at most ${max}`] : [])].join(' and ')
  const wanted = limits === '' ? 'an integer' : `an integer of ${limits}`
  throw new ProblemError({id: 'usage', message: `--${name} needs ${wanted}, not ${JSON.stringify(input)}`})
}

/**
 * How the commands' flags are defined: as the values that oclif's functions of these names return. Both oclif and the parser
 * in light/parse.ts go by them, and this one must not load oclif.
 */
export const Flags = {
  boolean: (definition: Definition = {}) => ({parse: same, ...definition, allowNo: Boolean(definition.allowNo), type: 'boolean'}),
  integer: (definition: Definition = {}) => option({parse: integer, ...definition}),
  option: (definition: Definition) => () => option(definition),
  string: (definition: Definition = {}) => option(definition),
} as unknown as Pick<Library, 'boolean' | 'integer' | 'option' | 'string'>

/** The same for arguments. */
export const Args = {
  string: (definition: Definition = {}) => ({parse: same, ...definition, input: [], type: 'option'}),
} as unknown as Pick<ArgLibrary, 'string'>
