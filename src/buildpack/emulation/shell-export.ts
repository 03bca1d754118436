/**
 * What bash makes of a variable that a script exports with `set -u`: a few names are the shell's own. Sources: bash(1), "Shell
 * Variables" and "ARITHMETIC EVALUATION"; variables.c of bash; each name tried with bash 5.2.15 in the buildpack's own functions.
 */

/**
 * How the shell treats a name. `array`: it has an array of that name, which no process sees. `clock`, `count`, `process`: it has a
 * value of its own, from the time, a number, its process. `local`: a variable of the function that exports. `number`: a value is
 * evaluated as a number. `read-only`: nobody can set it.
 */
type Kind = 'array' | 'clock' | 'count' | 'local' | 'number' | 'process' | 'read-only'

const KINDS: Readonly<Record<Kind, readonly string[]>> = {
  array: [
    'BASH_ALIASES',
    'BASH_ARGC',
    'BASH_ARGV',
    'BASH_CMDS',
    'BASH_LINENO',
    'BASH_SOURCE',
    'DIRSTACK',
    'FUNCNAME',
    'GROUPS',
    'PIPESTATUS',
  ],
  clock: ['EPOCHREALTIME', 'EPOCHSECONDS'],
  count: ['BASH_SUBSHELL', 'SECONDS'],
  // The shell hands on where it is and what it does in the buildpack's script: nothing that an app could read.
  local: ['_', 'BASH_COMMAND', 'LINENO', 'blacklist', 'e', 'env_dir', 'whitelist'],
  number: ['HISTCMD', 'OPTIND', 'RANDOM', 'SRANDOM'],
  process: ['BASHPID'],
  'read-only': ['BASHOPTS', 'BASH_VERSINFO', 'EUID', 'PPID', 'SHELLOPTS', 'UID'],
}

const KIND_OF: ReadonlyMap<string, Kind> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind] as const)),
)

/** Names that no process sees, whatever they hold. */
export function isKeptByShell(name: string): boolean {
  const kind = KIND_OF.get(name)
  return kind === 'array' || kind === 'local' || kind === 'read-only'
}

/** Stands for the value in what bash says: it may be a secret. */
export const VALUE = '\0'

/** `says`: what bash writes. */
export type ShellExport =
  | {is: 'kept'}
  /** The shell has what is exported. */
  | {is: 'value'; value: string; says?: string}
  /** The command fails, and exports nothing. */
  | {is: 'fails'; says: string}
  /** The function that exports ends, and a subshell with it. */
  | {is: 'function-ends'; says: string}
  /** The shell ends. */
  | {is: 'shell-ends'; says: string}

/** What else the shell has. */
export interface Shell {
  /** The value of another variable; undefined: it has none. */
  variable(name: string): string | undefined
  milliseconds: number
  pid: number
  /** From 0 up to 1. */
  random(): number
}

/** What becomes of `export NAME=VALUE`. */
export function shellExport(name: string, value: string, shell: Shell): ShellExport {
  if (!/^[A-Za-z_]\w*$/.test(name)) return {is: 'fails', says: `export: \`${name}=${VALUE}': not a valid identifier`}
  switch (KIND_OF.get(name)) {
    case 'array':
    case 'local':
      return {is: 'kept'}

    case 'clock': {
      const seconds = shell.milliseconds / 1000
      return {is: 'value', value: name === 'EPOCHSECONDS' ? String(Math.floor(seconds)) : seconds.toFixed(6)}
    }

    case 'count':
      // One of them is an int.
      return {is: 'value', value: String(BigInt.asIntN(name === 'SECONDS' ? 64 : 32, legalNumber(value) ?? 0n))}

    case 'number':
      return numberOf(name, value, shell)

    case 'process':
      return {is: 'value', value: String(shell.pid)}

    case 'read-only':
      return {is: 'shell-ends', says: `${name}: readonly variable`}

    case undefined:
      return {is: 'value', value}
  }
}

function numberOf(name: string, text: string, shell: Shell): ShellExport {
  const number = evaluate(text, shell)
  if (number === 'unbound') return {is: 'shell-ends', says: `${VALUE}: unbound variable`}
  const own: Record<string, (given: bigint) => string> = {
    HISTCMD: () => '0',
    OPTIND: String,
    RANDOM: () => String(Math.floor(shell.random() * 2 ** 15)),
    SRANDOM: () => String(Math.floor(shell.random() * 2 ** 32)),
  }
  if (number !== 'error') return {is: 'value', value: own[name]!(number)}
  const says = `export: ${VALUE}: syntax error in expression`
  return name === 'RANDOM' ? {is: 'value', says, value: own.RANDOM!(0n)} : {is: 'function-ends', says}
}

/** Names may lead to names; bash follows more of them. */
const MAX_NAMES = 16

/** A number, or a name of one. Operators are an error here: bash would calculate. */
function evaluate(text: string, shell: Shell, depth = 0): bigint | 'error' | 'unbound' {
  const trimmed = text.trim()
  if (trimmed === '') return 0n
  const [, sign, digits] = /^([+-]?)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.exec(trimmed) ?? []
  if (digits !== undefined) {
    const number = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits)
    return BigInt.asIntN(64, sign === '-' ? -number : number)
  }

  const [whole, name] = /^([A-Za-z_]\w*)(?!\s*=(?!=))/.exec(trimmed) ?? []
  if (name === undefined) return 'error'
  const held = shell.variable(name)
  if (held === undefined) return 'unbound'
  return whole === trimmed && depth < MAX_NAMES ? evaluate(held, shell, depth + 1) : 'error'
}

/** Decimal, between white space. Source: general.c of bash, `legal_number`. */
function legalNumber(text: string): bigint | undefined {
  const trimmed = text.trim()
  if (!/^[+-]?\d+$/.test(trimmed)) return undefined
  const number = BigInt(trimmed.replace(/^\+/, ''))
  return BigInt.asIntN(64, number) === number ? number : undefined
}

/** What a process sees of SHLVL that a subshell becomes: the subshell's own level is taken off. */
export function shellLevelBelow(value: string): string {
  return String(Math.max(Number(legalNumber(value) ?? 0n) - 1, 0))
}
