import type {Entity} from './modules.js'
import type {Block, Expression, Path} from './syntax.js'

import {NotUnderstood} from '../not-understood.js'

/** What runs after the installation, and needs what is installed. */
const AFTER_INSTALLATION = /^crate::django(?:::|$)/
/** They make texts. */
const FORMATS = new Set(['format', 'formatdoc', 'indoc'])

/**
 * Makes sure that a function decides nothing more from where it begins to install: what it calls there installs, or is another
 * crate's.
 *
 * @throws NotUnderstood
 */
export function checkRest({statements, tail}: Block, resolve: (path: Path) => Entity | undefined): void {
  const parts: unknown[] = [...statements, tail]
  const installs = (part: unknown) => expressionsIn(part).some((one) => isBoundary(one, resolve))
  const first = parts.findIndex((part) => installs(part))
  if (first === -1) throw new NotUnderstood('where the installation begins')
  for (const one of parts.slice(first).flatMap((part) => expressionsIn(part))) check(one, resolve)
}

function isBoundary(expression: Expression, resolve: (path: Path) => Entity | undefined): boolean {
  return expression.kind === 'path' && resolve(expression.path)?.kind === 'boundary'
}

function check(expression: Expression, resolve: (path: Path) => Entity | undefined): void {
  const {kind} = expression
  if (kind === 'return' || kind === 'unknown') throw new NotUnderstood(`${kind} after the installation`)
  if (kind === 'macro' && !FORMATS.has(expression.name.at(-1)!.name)) throw new NotUnderstood('a macro after the installation')
  if (kind !== 'path') return
  const entity = resolve(expression.path)
  const isDecision =
    entity?.kind === 'function'
      ? !AFTER_INSTALLATION.test(entity.module.path)
      : entity?.kind === 'variant' && entity.variant === 'Err'
  if (isDecision || entity?.kind === 'associated') throw new NotUnderstood('a decision after the installation')
}

/** All that are in a part of a program, but in macros. */
function expressionsIn(part: unknown): Expression[] {
  if (Array.isArray(part)) return part.flatMap((one) => expressionsIn(one))
  if (typeof part !== 'object' || part === null) return []
  const inner = Object.values(part).flatMap((one) => expressionsIn(one))
  return 'kind' in part ? [part as Expression, ...inner] : inner
}
