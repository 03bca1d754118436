/**
 * The part of Rust's syntax that rules are written in. References are left out: values never change in place here, so a reference to a
 * value is the value, but for `&mut`.
 */

export interface Segment {
  name: string
  /** Of a turbofish, or of a type's arguments. */
  generics?: readonly Type[]
}

export type Path = readonly Segment[]

export type Type =
  {kind: 'infer'} | {kind: 'list'; item: Type} | {kind: 'path'; path: Path} | {kind: 'tuple'; items: readonly Type[]}

export type Pattern =
  | {kind: 'any'}
  | {kind: 'binding'; inner: Pattern | null; name: string}
  | {kind: 'literal'; value: Expression}
  | {kind: 'or'; options: readonly Pattern[]}
  | {kind: 'path'; path: Path}
  | {kind: 'range'; from: Expression | null; isInclusive: boolean; to: Expression | null}
  | {kind: 'rest'}
  | {kind: 'slice'; items: readonly Pattern[]}
  | {kind: 'struct'; fields: readonly {name: string; pattern: Pattern}[]; path: Path}
  | {kind: 'tuple'; items: readonly Pattern[]; path: Path | null}
  | {kind: 'unknown'; what: string}

export interface Arm {
  body: Expression
  guard: Expression | null
  pattern: Pattern
}

export interface Parameter {
  pattern: Pattern
  type: Type | null
}

export type Expression =
  | {kind: 'assign'; operator: string | null; target: Expression; value: Expression}
  | {kind: 'binary'; left: Expression; operator: string; right: Expression}
  | {kind: 'block'; block: Block}
  | {kind: 'break' | 'continue'; value: Expression | null}
  | {kind: 'call'; args: readonly Expression[]; callee: Expression}
  | {kind: 'cast'; type: Type; value: Expression}
  | {kind: 'closure'; body: Expression; isMove: boolean; parameters: readonly Parameter[]; returns: Type | null}
  | {kind: 'field'; name: string; value: Expression}
  | {kind: 'for'; body: Block; iterated: Expression; pattern: Pattern}
  | {kind: 'if'; condition: Expression; otherwise: Expression | null; whenTrue: Block}
  | {kind: 'index'; index: Expression; value: Expression}
  /** Of a condition: true where the pattern fits, and what it names is known from there on. */
  | {kind: 'let'; pattern: Pattern; value: Expression}
  | {kind: 'list'; items: readonly Expression[]}
  | {kind: 'literal'; literal: Literal}
  | {kind: 'loop'; body: Block; condition: Expression | null}
  | {kind: 'macro'; name: Path; read: () => MacroCall}
  | {kind: 'match'; arms: readonly Arm[]; value: Expression}
  | {kind: 'method'; args: readonly Expression[]; generics: readonly Type[]; name: string; receiver: Expression}
  | {kind: 'mutable'; value: Expression}
  | {kind: 'path'; path: Path}
  | {kind: 'range'; from: Expression | null; isInclusive: boolean; to: Expression | null}
  | {kind: 'repeat'; count: Expression; item: Expression}
  | {kind: 'return'; value: Expression | null}
  | {kind: 'struct'; base: Expression | null; fields: readonly {name: string; value: Expression}[]; path: Path}
  | {kind: 'try'; value: Expression}
  | {kind: 'tuple'; items: readonly Expression[]}
  | {kind: 'unary'; operator: '-' | '!' | '*'; value: Expression}
  | {kind: 'unknown'; what: string}

export type Literal =
  | {kind: 'boolean'; value: boolean}
  | {kind: 'bytes'; value: readonly number[]}
  | {kind: 'character'; value: string}
  | {kind: 'integer'; type: string | null; value: number}
  | {kind: 'text'; value: string}

/** What a macro is given: arguments, or (of `matches!`) a match. */
export interface MacroCall {
  args: readonly Expression[]
  /** `name = value`, which only formats take. */
  named: ReadonlyMap<string, Expression>
  /** Of `vec![item; count]`. */
  repeated: Expression | null
}

export type Statement =
  | {kind: 'expression'; expression: Expression}
  | {kind: 'let'; otherwise: Block | null; pattern: Pattern; type: Type | null; value: Expression | null}

export interface Block {
  /** Consts, functions and imports that are only known in it. */
  items: readonly Item[]
  statements: readonly Statement[]
  /** Its value; null: it has none. */
  tail: Expression | null
}

export interface FunctionItem {
  kind: 'function'
  /** Null: a trait's own, without one. */
  body: (() => Block) | null
  /** Names that stand for types. */
  generics: readonly string[]
  name: string
  parameters: readonly Parameter[]
  returns: Type
  self: 'mutable' | 'none' | 'value'
}

/** Of a struct, or of one of an enum's variants: names, which are numbers where it is a tuple. Null: a name alone. */
export type Fields = null | readonly {name: string; type: Type}[]

export type Item =
  | FunctionItem
  | {kind: 'alias'; generics: readonly string[]; name: string; type: Type}
  | {kind: 'const'; name: string; type: Type; value: Expression | null}
  | {
      kind: 'enum'
      derives: readonly string[]
      name: string
      variants: readonly {fields: Fields; name: string}[]
    }
  | {kind: 'impl'; generics: readonly string[]; items: readonly Item[]; trait: Path | null; type: Type}
  | {kind: 'module'; items: null | readonly Item[]; name: string}
  | {kind: 'struct'; derives: readonly string[]; fields: Fields; isTuple: boolean; name: string}
  | {kind: 'trait'; name: string}
  /** Something that isn't read, by its name: a program that uses it isn't understood. */
  | {kind: 'unread'; name: string; what: string}
  | {kind: 'use'; imports: readonly Import[]}

export interface Import {
  /** `*` for all names. */
  name: string
  path: readonly string[]
}
