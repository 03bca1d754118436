import type {Expression, MacroCall} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'
import {message} from './calls.js'
import type {Frame, Machine} from './machine.js'
import {as, INFER, type Known, list, ok, seen, text, UNIT, type Value} from './values.js'

type MacroExpression = Extract<Expression, {kind: 'macro'}>

const MESSAGES = new Set(['eprint', 'eprintln', 'print', 'println'])

/** The macros of the standard library. @throws NotUnderstood for others, and for those that end a program by an error of its own */
export function evaluateMacro(machine: Machine, macro: MacroExpression, frame: Frame, expected: Known): Value {
  const entity = machine.resolve(macro.name, frame, 'value')
  if (entity?.kind === 'outside' && machine.world.isMessage(entity.path)) return message([macro])
  const name = macro.name.at(-1)!.name
  if (entity || macro.name.length > 1) throw new NotUnderstood(`the macro ${name}`)
  if (MESSAGES.has(name)) return message([macro])
  const call = macro.read()
  switch (name) {
    case 'concat':
      return text(call.args.map((arg) => machine.display(machine.evaluate(arg, frame))).join(''))

    case 'format':
      return text(formatted(machine, call, frame))

    case 'matches':
      return machine.evaluate(call.args[0]!, frame)

    case 'vec':
      if (call.repeated) return machine.evaluate(call.repeated, frame, expected)
      return list(call.args.map((arg) => machine.evaluate(arg, frame, expected.args[0] ?? INFER)))

    case 'write':
    case 'writeln':
      return written(machine, call, frame, name === 'writeln' ? '\n' : '')

    default:
      throw new NotUnderstood(`the macro ${name}`)
  }
}

function written(machine: Machine, {args, named}: MacroCall, frame: Frame, end: string): Value {
  const [writer, ...others] = args
  const to = as('outside', machine.evaluate(writer!, frame))
  const shown = others.length === 0 ? '' : formatted(machine, {args: others, named, repeated: null}, frame)
  const write = to.methods?.write_str
  if (!write) throw new NotUnderstood(`write! to ${to.path}`)
  write([text(shown + end)])
  return ok(UNIT)
}

const PLACEHOLDER = /\{\{|\}\}|\{(\w*)\}|[{}]/g

/** A format without widths and the like. */
function formatted(machine: Machine, {args, named}: MacroCall, frame: Frame): string {
  const [form, ...values] = args
  const pattern = form ? seen(machine.evaluate(form, frame)) : undefined
  if (form?.kind !== 'literal' || pattern?.kind !== 'text') throw new NotUnderstood('a format')
  const shown = values.map((value) => machine.evaluate(value, frame))
  const byName = new Map([...named].map(([name, value]) => [name, machine.evaluate(value, frame)]))
  let next = 0
  return pattern.value.replaceAll(PLACEHOLDER, (all, name?: string) => {
    if (all === '{{' || all === '}}') return all[0]!
    if (name === undefined) throw new NotUnderstood(`the format ${pattern.value}`)
    const value = name === '' ? shown[next++] : /^\d+$/.test(name) ? shown[Number(name)] : byName.get(name)
    const found = value ?? machine.evaluate({kind: 'path', path: [{name}]}, frame)
    return machine.display(found)
  })
}
