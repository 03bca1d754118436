import type {Block, Expression, Path, Type} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {associatedOf, callFunction, callOutside} from './calls.js'
import {construct} from './construct.js'
import {evaluateBlock} from './control-flow.js'
import {evaluate} from './evaluate.js'
import {type Frame, type Machine, type MethodCall, opaque, type World} from './machine.js'
import {callMethod} from './methods.js'
import {type Entity, type Namespace, resolve} from './modules.js'
import type {Program} from './program.js'
import {typed, typeOf} from './types.js'
import {as, INFER, integer, isIntegerType, type Known, list, NONE, ok, seen, text, UNIT, type Value} from './values.js'

/** Runs a program's functions. Nothing but what the world tells is seen of the machine. */
export class Interpreter implements Machine {
  private readonly constants = new Map<unknown, Value>()
  private readonly resolving = new Set<unknown>()

  constructor(
    readonly program: Program,
    readonly world: World,
    private budget: number,
  ) {}

  /** @throws NotUnderstood for a program that doesn't end */
  spend(): void {
    if (--this.budget < 0) throw new NotUnderstood('a program without an end')
  }

  evaluate(expression: Expression, frame: Frame, expected: Known = INFER): Value {
    return evaluate(this, expression, frame, expected)
  }

  block(block: Block, frame: Frame, expected: Known = INFER): Value {
    return evaluateBlock(this, block, frame, expected)
  }

  call(callee: Value, args: readonly Value[]): Value {
    this.spend()
    return as('function', callee).call(args)
  }

  callFunction(entity: Extract<Entity, {kind: 'function'}>, args: readonly Value[]): Value {
    return callFunction(this, entity, args)
  }

  resolve(path: Path, frame: Frame, namespace: Namespace): Entity | undefined {
    const names = path.map(({name}) => name)
    if (names[0] !== 'Self') return resolve(frame.module, names, namespace)
    const type = frame.owner ? this.program.data(frame.owner.name) : undefined
    const [, name, ...others] = names
    if (!type || others.length > 0) throw new NotUnderstood(names.join('::'))
    if (name === undefined)
      return type.isStruct && namespace === 'value' ? {kind: 'variant', type, variant: ''} : {kind: 'data', type}
    const isVariant = type.variants.some((variant) => variant.name === name)
    return isVariant ? {kind: 'variant', type, variant: name} : {kind: 'associated', name, type}
  }

  type(type: Type, frame: Frame): Known {
    return typeOf(type, {...frame, program: this.program})
  }

  entityValue(entity: Entity, path: Path, frame: Frame): Value {
    switch (entity.kind) {
      case 'associated': {
        const found = associatedOf(this, entity)
        if (!found) throw new NotUnderstood(`${entity.type.path}::${entity.name}`)
        return this.entityValue(found, path, frame)
      }

      case 'const':
        return this.constant(entity)

      case 'function':
        return {call: (args) => this.callFunction(entity, args), kind: 'function'}

      case 'outside':
        return this.outsideValue(entity.path)

      case 'variant': {
        const fields = entity.type.variants.find(({name}) => name === entity.variant)?.fields
        if (!fields) return construct(this, entity, [])
        return {call: (args) => construct(this, entity, args), kind: 'function'}
      }

      default:
        throw new NotUnderstood(`the value of ${path.at(-1)?.name}`)
    }
  }

  private outsideValue(path: string): Value {
    const constant = this.world.constants(path)
    if (constant) return constant
    return {call: (args) => callOutside(this, path, args, {expected: INFER, generics: []}), kind: 'function'}
  }

  constant({item, module, owner}: Extract<Entity, {kind: 'const'}>): Value {
    const known = this.constants.get(item)
    if (known) return known
    if (!item.value || this.resolving.has(item)) throw new NotUnderstood(`the constant ${item.name}`)
    this.resolving.add(item)
    const frame: Frame = {generics: [], module, owner, returns: null, scope: null}
    const type = this.type(item.type, frame)
    const value = typed(this.evaluate(item.value, frame, type), type)
    this.resolving.delete(item)
    this.constants.set(item, value)
    return value
  }

  display(value: Value): string {
    const inner = seen(value)
    switch (inner.kind) {
      case 'boolean':
      case 'character':
      case 'integer':
      case 'text':
        return String(inner.value)

      case 'data': {
        const display = this.program
          .of(inner.type.path)
          .find(({trait}) => trait === 'Display')
          ?.functions.get('fmt')
        if (!display) throw new NotUnderstood(`Display of ${inner.type.path}`)
        const parts: string[] = []
        this.callFunction(display, [inner, writer(parts)])
        return parts.join('')
      }

      default:
        throw new NotUnderstood(`Display of a ${inner.kind}`)
    }
  }

  method(call: MethodCall): Value {
    this.spend()
    return callMethod(this, call)
  }

  converted(value: Value, type: Known): Value {
    const name = typeName(value)
    if (type.name === 'infer') {
      if (this.program.isConverted(name)) throw new NotUnderstood(`what ${name} is made into`)
      return value
    }

    if (name === type.name) return value
    const from = this.program.of(type.name).find(({trait, traitArgs}) => trait === 'From' && traitArgs[0]?.name === name)
    if (from) return this.callFunction(from.functions.get('from')!, [value])
    return convertedBuiltIn(seen(value), type)
  }

  initial(type: Known): Value {
    const {args, name} = type
    if (isIntegerType(name)) return integer(0, name)
    switch (name) {
      case 'boolean':
        return {kind: 'boolean', value: false}

      case 'list':
        return list([])

      case 'Option':
        return NONE

      case 'text':
        return text('')

      case 'tuple':
        return {items: args.map((item) => this.initial(item)), kind: 'tuple'}

      default: {
        const own = this.program
          .of(name)
          .find(({trait}) => trait === 'Default')
          ?.functions.get('default')
        if (!own) throw new NotUnderstood(`Default of ${name}`)
        return this.callFunction(own, [])
      }
    }
  }
}

function writer(parts: string[]): Value {
  return opaque('std::fmt::Formatter', {
    methods: {
      write_str([part]) {
        parts.push(as('text', part).value)
        return ok(UNIT)
      },
    },
  })
}

/** The type of a value, by its name. */
function typeName(value: Value): string {
  const inner = seen(value)
  if (inner.kind === 'data') return inner.type.path
  if (inner.kind === 'outside') return inner.path
  return inner.kind === 'integer' ? (inner.type ?? 'integer') : inner.kind
}

/** What the standard library makes of its own types. */
function convertedBuiltIn(value: Value, {name}: Known): Value {
  if (value.kind === 'text' && name === 'path') return {kind: 'path', value: value.value}
  if (value.kind === 'character' && name === 'text') return text(value.value)
  if (value.kind === 'integer' && isIntegerType(name)) return integer(value.value, name)
  throw new NotUnderstood(`${value.kind} into ${name}`)
}
