import type {FunctionItem, Item} from './syntax.js'
import {type DataType, FRAMEWORK_ERROR, type Known, OPTION, ORDERING, RESULT} from './values.js'

import {NotUnderstood} from '../not-understood.js'
import {type Entity, Module} from './modules.js'
import type {Parser} from './nodes.js'
import {readFile} from './read-file.js'
import {typeOf} from './types.js'

/** What is implemented for a type. */
export interface Implementation {
  /** The trait's last name; null: it is the type's own. */
  trait: string | null
  /** Of `From<E>`: E. */
  traitArgs: readonly Known[]
  consts: ReadonlyMap<string, Extract<Entity, {kind: 'const'}>>
  functions: ReadonlyMap<string, Extract<Entity, {kind: 'function'}>>
  type: Known
}

interface Impl {
  item: Extract<Item, {kind: 'impl'}>
  module: Module
}

/** Modules that install what the program decided. They aren't read. */
const BOUNDARY = 'layers'

/** A program's modules, by its files. The root is src/main.rs. */
export class Program {
  readonly root = new Module('crate', null)
  /** Null while they are being resolved. */
  private implementations: null | readonly Implementation[] | undefined
  private readonly impls: Impl[] = []
  private readonly blocks = new Map<readonly Item[], Module>()
  private readonly dataTypes = new Map<string, DataType>(
    [OPTION, RESULT, ORDERING, FRAMEWORK_ERROR].map((type) => [type.path, type]),
  )

  /** @throws NotUnderstood for a main.rs that can't be read */
  constructor(
    private readonly files: Readonly<Record<string, string>>,
    private readonly parser: Parser,
  ) {
    const main = files['src/main.rs']
    if (main === undefined) throw new NotUnderstood('a program without src/main.rs')
    this.fill(this.root, readFile(parser, main), 'src')
  }

  /** A block's own module; undefined: it needs none. */
  blockModule(items: readonly Item[], around: Module): Module | undefined {
    if (items.length === 0) return undefined
    const known = this.blocks.get(items)
    if (known) return known
    if (items.some(({kind}) => kind === 'impl' || kind === 'module')) throw new NotUnderstood('an implementation in a function')
    // A type's path is its name: those of two blocks aren't the same.
    const module = new Module(`${around.path}::{${this.blocks.size}}`, around, true)
    this.fill(module, items, '')
    this.blocks.set(items, module)
    return module
  }

  /** What is implemented for a type, the type's own first. */
  of(name: string): readonly Implementation[] {
    return this.all().filter(({type}) => type.name === name)
  }

  /** The implementation of a trait, where it is the only one. */
  onlyOf(trait: string): Implementation | undefined {
    const [found, ...others] = this.all().filter((one) => one.trait === trait)
    return others.length > 0 ? undefined : found
  }

  private all(): readonly Implementation[] {
    if (this.implementations === undefined) {
      this.implementations = null
      const all = this.impls.flatMap((impl) => this.implemented(impl))
      this.implementations = all.sort((a, b) => Number(a.trait !== null) - Number(b.trait !== null))
    }

    return this.implementations ?? []
  }

  /** A data type by its path. */
  data(path: string): DataType | undefined {
    return this.dataTypes.get(path)
  }

  /** Whether something may be made of values of a type. */
  isConverted(name: string): boolean {
    return this.all().some(({trait, traitArgs}) => trait === 'From' && traitArgs[0]?.name === name)
  }

  private implemented({item, module}: Impl): Implementation[] {
    const context = {generics: item.generics, module, owner: null, program: this}
    const type = typeOf(item.type, context)
    // Of all types: what it is implemented for can't be told.
    if (type.name === 'infer') return []
    const consts = new Map<string, Extract<Entity, {kind: 'const'}>>()
    const functions = new Map<string, Extract<Entity, {kind: 'function'}>>()
    for (const one of item.items) {
      if (one.kind === 'const') consts.set(one.name, {item: one, kind: 'const', module, owner: type})
      if (one.kind === 'function')
        functions.set(one.name, {item: withGenerics(one, item.generics), kind: 'function', module, owner: type})
    }

    const trait = item.trait?.at(-1)
    const traitArgs = (trait?.generics ?? []).map((argument) => typeOf(argument, {...context, owner: type}))
    return [{consts, functions, trait: trait?.name ?? null, traitArgs, type}]
  }

  private fill(module: Module, items: readonly Item[], folder: string): void {
    for (const item of items) this.add(module, item, folder)
  }

  private add(module: Module, item: Item, folder: string): void {
    switch (item.kind) {
      case 'alias':
        module.types.set(item.name, {...item, module})
        return

      case 'const':
        module.values.set(item.name, {item, kind: 'const', module, owner: null})
        return

      case 'enum':
      case 'struct':
        this.addData(module, item)
        return

      case 'function':
        module.values.set(item.name, {item, kind: 'function', module, owner: null})
        return

      case 'impl':
        this.impls.push({item, module})
        return

      case 'module':
        this.addModule(module, item, folder)
        return

      case 'trait':
        module.types.set(item.name, {kind: 'trait', name: item.name})
        return

      case 'unread':
        module.unread.add(item.name)
        return

      case 'use':
        module.imports.push(...item.imports)
    }
  }

  private addData(module: Module, item: Extract<Item, {kind: 'enum' | 'struct'}>): void {
    const {derives, name} = item
    const isStruct = item.kind === 'struct'
    const variants = isStruct ? [{fields: item.fields, name: ''}] : item.variants
    const type = {derives, isStruct, module, path: `${module.path}::${name}`, variants}
    this.dataTypes.set(type.path, type)
    module.types.set(name, {kind: 'data', type})
    // A struct with named fields is no value.
    if (isStruct && (item.isTuple || item.fields === null)) module.values.set(name, {kind: 'variant', type, variant: ''})
  }

  private addModule(around: Module, {items, name}: Extract<Item, {kind: 'module'}>, folder: string): void {
    if (around === this.root && name === BOUNDARY) {
      around.types.set(name, {kind: 'boundary', path: `crate::${name}`})
      return
    }

    const module = new Module(`${around.path}::${name}`, around)
    around.types.set(name, {kind: 'module', module})
    try {
      this.fill(module, items ?? readFile(this.parser, this.fileOf(`${folder}/${name}`)), `${folder}/${name}`)
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error
      module.unread.add('*')
    }
  }

  private fileOf(place: string): string {
    const [text, ...others] = [`${place}.rs`, `${place}/mod.rs`].flatMap((file) => this.files[file] ?? [])
    if (text === undefined || others.length > 0) throw new NotUnderstood(`the module ${place}`)
    return text
  }
}

function withGenerics(item: FunctionItem, generics: readonly string[]): FunctionItem {
  return generics.length === 0 ? item : {...item, generics: [...item.generics, ...generics]}
}
