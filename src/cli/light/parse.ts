/** What the parser reads of a flag, or an argument, as flags.ts makes them. */
interface Definition {
  char?: string
  default?: unknown
  delimiter?: string
  dependsOn?: readonly string[]
  exclusive?: readonly string[]
  ignoreStdin?: boolean
  multiple?: boolean
  options?: readonly string[]
  type: 'boolean' | 'option'
  parse(input: unknown, context: unknown, definition: object): Promise<unknown>
}

/** What a command takes. */
export interface Definitions {
  args: Readonly<Record<string, object>>
  flags: Readonly<Record<string, object>>
}

export interface Parsed {
  args: Record<string, unknown>
  flags: Record<string, unknown>
}

/** What of a definition matters here, or matters to help only. One with anything else is left to oclif. */
const KNOWN = new Set([
  'allowNo',
  'char',
  'default',
  'delimiter',
  'dependsOn',
  'description',
  'exclusive',
  'helpGroup',
  'helpValue',
])
for (const key of ['hidden', 'ignoreStdin', 'input', 'max', 'min', 'multiple', 'name', 'options', 'parse', 'required', 'type'])
  KNOWN.add(key)

/**
 * Parses the plain way of writing flags (`--flag`, `--flag value`, `--flag=value`, `-f`) as oclif does, by the same
 * definitions.
 *
 * @returns undefined for everything else, and for whatever oclif would refuse: oclif then says so in its own words
 */
export async function parseLight(argv: readonly string[], {args, flags}: Definitions): Promise<Parsed | undefined> {
  if (![...Object.values(args), ...Object.values(flags)].every((one) => isKnown(one))) return undefined
  const words = readWords(argv, flags as Record<string, Definition>, Object.keys(args))
  if (words === undefined || !fitTogether(words.given, flags as Record<string, Definition>)) return undefined
  try {
    return {
      args: await argValues(words.positional, args as Record<string, Definition>),
      flags: await flagValues(words.given, flags as Record<string, Definition>),
    }
  } catch {
    // A value that a flag doesn't take.
    return undefined
  }
}

function isKnown(definition: object): boolean {
  const {ignoreStdin, required, type} = definition as {ignoreStdin?: boolean; required?: boolean; type: string}
  // An argument that isn't given may come from standard input.
  const isPlain = type === 'boolean' || ignoreStdin !== false
  return isPlain && !required && Object.keys(definition).every((key) => KNOWN.has(key))
}

interface Words {
  /** Flag → its values; `true` for a boolean. */
  given: Map<string, (string | true)[]>
  positional: string[]
}

function readWords(
  argv: readonly string[],
  flags: Readonly<Record<string, Definition>>,
  args: readonly string[],
): undefined | Words {
  const given: Words['given'] = new Map()
  const positional: string[] = []
  let current: Definition | undefined
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index]!
    if (!word.startsWith('-')) {
      // Behind a flag of several values, it is one of them.
      if (current?.multiple || positional.length === args.length) return undefined
      positional.push(word)
      continue
    }

    const [name, value] = nameAndValue(word, flags)
    const flag = name !== undefined && Object.hasOwn(flags, name) ? flags[name] : undefined
    if (!flag || (given.has(name!) && flag.type === 'option' && !flag.multiple)) return undefined
    if (flag.type === 'boolean') {
      if (value !== undefined) return undefined
      given.set(name!, [true])
      continue
    }

    const input = value ?? argv[++index]
    if (!input || input.startsWith('-')) return undefined
    given.set(name!, [...(given.get(name!) ?? []), input])
    current = flag
  }

  return {given, positional}
}

/** `--name`, `--name=value` or `-n`. */
function nameAndValue(
  word: string,
  flags: Readonly<Record<string, Definition>>,
): readonly [name: string | undefined, value?: string | undefined] {
  const long = /^--([a-z][\w-]*)(?:=(.*))?$/s.exec(word)
  if (long) return [long[1], long[2]]
  return [word.length === 2 ? Object.keys(flags).find((name) => flags[name]!.char === word[1]) : undefined]
}

function fitTogether(given: Words['given'], flags: Readonly<Record<string, Definition>>): boolean {
  return [...given.keys()].every((name) => {
    const {dependsOn = [], exclusive = []} = flags[name]!
    return dependsOn.every((other) => given.has(other)) && !exclusive.some((other) => given.has(other))
  })
}

async function flagValues(given: Words['given'], flags: Readonly<Record<string, Definition>>): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [name, definition] of Object.entries(flags)) {
    const inputs = given.get(name)
    if (inputs) values[name] = await flagValue(inputs, {...definition, name})
    else if (typeof definition.default === 'function') throw new TypeError('oclif works it out')
    else if (definition.default !== undefined) values[name] = definition.default
  }

  return values
}

async function flagValue(inputs: readonly (string | true)[], flag: Definition & {name: string}): Promise<unknown> {
  const split = flag.multiple && flag.delimiter !== undefined ? inputs.flatMap((text) => parts(text, flag.delimiter!)) : inputs
  const values = await Promise.all(split.map(async (input) => flag.parse(input, {}, flag)))
  if (flag.options && !values.every((value) => flag.options!.includes(value as string))) throw new TypeError('another value')
  return flag.multiple ? values : values.at(-1)
}

/** Quotes and escapes are left to oclif. */
function parts(text: string | true, delimiter: string): string[] {
  if (text === true || /["'\\]/.test(text)) throw new TypeError('not plain')
  return text.split(delimiter).map((part) => part.trim())
}

async function argValues(words: readonly string[], args: Readonly<Record<string, Definition>>): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  for (const [index, [name, definition]] of Object.entries(args).entries()) {
    if (words[index] !== undefined) values[name] = await definition.parse(words[index], {}, definition)
    else if (definition.ignoreStdin !== true || definition.default !== undefined) throw new TypeError('oclif finds it')
  }

  return values
}
