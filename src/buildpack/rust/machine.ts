import type {Entity, Module, Namespace} from './modules.js'
import type {Program} from './program.js'
import type {Block, Expression, Path, Type} from './syntax.js'
import type {Known, Outside, Place, Value} from './values.js'

/** Names that are known, the newest first. What a closure sees stays as it was when it was made. */
export interface Scope {
  before: null | Scope
  name: string
  place: Place
}

/** Where an expression is: in which function, and what is named there. */
export interface Frame {
  generics: readonly string[]
  module: Module
  owner: Known | null
  /** What the function returns; null: a closure that doesn't say it. */
  returns: Known | null
  scope: null | Scope
}

/** What the program sees of the world around it. Everything else isn't understood. */
export interface World {
  /** Functions of other crates, by their paths. */
  functions: Readonly<Partial<Record<string, (args: readonly Value[], machine: Machine, expected: Known) => Value>>>
  /** Constants of other crates. */
  constants(path: string): undefined | Value
  /** What is called for its effect on a reader only, and returns nothing; its arguments aren't looked at. */
  isMessage(path: string): boolean
  /** Calls that end the program, given the expressions of their arguments. */
  ends(path: string, args: readonly Expression[], evaluate: (expression: Expression) => Value): void
  /** Where the program begins to install what it decided. */
  boundary(path: string): never
  /** What is named in a block, after each of its declarations. */
  declared(block: Block, frame: Frame): void
}

/** What the parts of the interpreter need of one another. */
export interface Machine {
  program: Program
  world: World
  evaluate(expression: Expression, frame: Frame, expected?: Known): Value
  block(block: Block, frame: Frame, expected?: Known): Value
  /** Calls what is a function. */
  call(callee: Value, args: readonly Value[]): Value
  callFunction(entity: Extract<Entity, {kind: 'function'}>, args: readonly Value[]): Value
  /** The value of a path; undefined: of a name that is nothing. */
  entityValue(entity: Entity, path: Path, frame: Frame): Value
  constant(entity: Extract<Entity, {kind: 'const'}>): Value
  resolve(path: Path, frame: Frame, namespace: Namespace): Entity | undefined
  type(type: Type, frame: Frame): Known
  /** As `Display` shows it. */
  display(value: Value): string
  method(call: MethodCall): Value
  /** `From<E>` of a type. */
  converted(value: Value, type: Known): Value
  /** What `Default` makes of a type. */
  initial(type: Known): Value
  spend(): void
}

export interface MethodCall {
  args: readonly Value[]
  expected: Known
  generics: readonly Known[]
  name: string
  /** Where the receiver is, as far as it can be changed there. */
  place: null | Place
  receiver: Value
}

export const opaque = (path: string, rest: Omit<Outside, 'kind' | 'path'> = {}): Outside => ({kind: 'outside', path, ...rest})

export function named(frame: Frame, name: string): Place | undefined {
  for (let one = frame.scope; one; one = one.before) if (one.name === name) return one.place
  return undefined
}

export function withName(frame: Frame, name: string, value: Value): Frame {
  let current = value
  const place: Place = {
    get: () => current,
    set(next) {
      current = next
    },
  }
  return {...frame, scope: {before: frame.scope, name, place}}
}

/** What leaves a function, or a loop. */
export class Returned extends Error {
  constructor(readonly value: Value) {
    super('return')
  }
}

export class Left extends Error {
  constructor(
    readonly kind: 'break' | 'continue',
    readonly value: Value,
  ) {
    super(kind)
  }
}
