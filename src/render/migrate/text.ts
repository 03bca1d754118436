import type {Seen} from '../../migrate/replace-list.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {SavedList} from '../../migrate/saved-lists.js'
import type {Style} from '../terminal/style.js'

import {blockerText} from '../../migrate/blockers.js'
import {type ByHand, byHandText} from '../../migrate/by-hand.js'
import {adviceOf} from '../../migrate/order-advice.js'
import type {Choice} from '../../migrate/prompter.js'
import {type Action, actionOf, type MigrationPlan} from '../../migrate/plan.js'
import {reasonText} from '../../migrate/reasons.js'
import {commandText} from '../terminal/command.js'
import {drawingWidth, indent, wrap} from '../terminal/layout.js'
import {printable, printableLine} from '../terminal/printable.js'

export interface TextOptions {
  style: Style
  width: number
}

/** So wide is ` 1 `, before each of the two columns. */
const NUMBER = 3
const GAP = '  '

const VERBS: Record<Action, string> = {add: 'Added', keep: 'Kept', move: 'Moved', remove: 'Removed', replace: 'Replaced'}
/** Told apart without colours, too. */
const SIGNS: Record<Action, string> = {add: '+', keep: '=', move: '↕', remove: '−', replace: '~'}
const COLOURS: Record<Action, 'dim' | 'failure' | 'info' | 'success' | 'warning'> = {
  add: 'success',
  keep: 'dim',
  move: 'info',
  remove: 'failure',
  replace: 'warning',
}

/** The list before and after, side by side, with the reason for each line below it. */
export function renderPlan(plan: MigrationPlan, {style, width}: TextOptions): string {
  const column = Math.floor((drawingWidth(width) - GAP.length) / 2) - NUMBER
  const header = `${' '.repeat(NUMBER)}${'Before'.padEnd(column)}${GAP}${' '.repeat(NUMBER)}After`
  const rows = plan.changes.map((change) => {
    const before = numbered(change.from, plan.before, column)
    const after = numbered(change.to, plan.after, column)
    const action = actionOf(change)
    const why = `${SIGNS[action]} ${VERBS[action]}: ${printable(reasonText(change.reason))}.`
    const colour = style[COLOURS[action]]
    return [...sideBySide(before, after, column), colour(indent(why, NUMBER, width, 2))].join('\n')
  })
  return [`Buildpacks of ${style.app(printableLine(plan.app))}`, '', style.bold(header), ...rows].join('\n')
}

/** An address in lines that fit, broken behind a slash: only a part that is too long itself is cut. */
function brokenAtSlashes(text: string, column: number): string[] {
  const lines: string[] = []
  for (const part of text.split(/(?<=\/)(?=[^/])/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + part.length <= column) lines[lines.length - 1] = last + part
    else lines.push(...wrap(part, column, true))
  }

  return lines
}

/** The lines of a cell: the position in its list, then the name. */
function numbered(reference: Reference | null, list: readonly Reference[], column: number): string[] {
  if (reference === null) return [`${' '.repeat(NUMBER)}-`]
  const at = list.indexOf(reference)
  const lines = brokenAtSlashes(printable(reference.shown), column)
  const number = at === -1 ? '' : `${at + 1}`
  return lines.map((line, index) => `${(index === 0 ? number : '').padStart(NUMBER - 1)} ${line}`)
}

function sideBySide(left: readonly string[], right: readonly string[], column: number): string[] {
  const height = Math.max(left.length, right.length)
  return Array.from({length: height}, (_, index) =>
    `${(left[index] ?? '').padEnd(NUMBER + column)}${GAP}${right[index] ?? ''}`.trimEnd(),
  )
}

/** What the app's list is like, where there is nothing to change. */
export function renderStatus(plan: MigrationPlan, sourceIsPython: boolean, options: TextOptions): string {
  const text = statusText(plan, sourceIsPython, options)
  return text === '' ? '' : indent(text, 0, options.width)
}

function statusText({app, after, status}: MigrationPlan, sourceIsPython: boolean, {style}: TextOptions): string {
  const name = style.app(printableLine(app))
  switch (status) {
    case 'changes':
      return ''

    case 'empty':
      return `${name} has no buildpacks set: each build detects them from the source. Nothing to migrate.`

    case 'in-order':
      return `${name} already uses the official buildpacks. Nothing to migrate.`

    case 'not-python': {
      const list = after.map(({shown}) => printable(shown)).join(', ')
      const advice = sourceIsPython
        ? ` But the source is a Python app. To add the buildpack: ${style.code(`heroku buildpacks:add heroku/python --app ${printableLine(app)}`)}`
        : ''
      return `${name} has no Python buildpack (${list}). Nothing to migrate.${advice}`
    }
  }
}

export function renderBlockers({blockers}: MigrationPlan, {style, width}: TextOptions): string {
  const items = blockers.map(({buildpack, reason}) => `${printable(buildpack.shown)}: ${printable(blockerText(reason))}.`)
  return [style.failure('Fix this first:'), ...items.map((item) => bullet(item, width))].join('\n')
}

/** An order that would be better, and how to get it. */
export function renderAdvice(plan: MigrationPlan, {style, width}: TextOptions): string {
  const advice = adviceOf(plan)
  if (!advice) return ''
  const {command, reasons, refs} = advice
  return [
    style.warning('Recommended order:'),
    ...refs.map((ref, index) => `  ${index + 1}. ${printable(ref)}`),
    ...reasons.map((reason) => bullet(`${reason}.`, width)),
    `  ${style.code(commandText(printableLine(command), 2, width))}`,
  ].join('\n')
}

export function renderByHand(items: readonly ByHand[], {style, width}: TextOptions): string {
  if (items.length === 0) return ''
  return [style.bold('Still to do:'), ...items.map((item) => bullet(printable(byHandText(item)), width))].join('\n')
}

export interface Done {
  plan: MigrationPlan
  remote: string
  seen: null | Seen
  undo: string
  unset: readonly string[]
}

/** What was done, in the Heroku CLI's own words for it. */
export function renderDone(done: Done, {style, width}: TextOptions): string {
  const {seen, unset} = done
  return [
    ...(seen === null ? [] : listDone(done, seen, {style, width})),
    ...(unset.length > 0 ? [indent(`Config vars unset: ${unset.join(', ')}.`, 0, width)] : []),
  ].join('\n')
}

const SEEN: Record<Seen, string[]> = {
  'by-answer': ["The API confirmed the new list, but it couldn't be read again."],
  'by-reading': ["The API's response was lost, but the app has the new list."],
  twice: [],
}

function listDone({plan, remote, undo}: Done, seen: Seen, {style, width}: TextOptions): string[] {
  const line = (text: string) => indent(text, 0, width)
  const list = plan.after.map((reference, index) => `  ${index + 1}. ${printable(reference.shown)}`)
  const push = `Run ${style.code(`git push ${remote} main`)} to create a new release using`
  const name = style.app(printableLine(plan.app))
  return [
    ...(list.length === 0
      ? [line(`Buildpacks changed. Next release on ${name} will detect buildpacks normally.`)]
      : [line(`Buildpacks changed. Next release on ${name} will use:`), ...list]),
    ...SEEN[seen].map((text) => line(text)),
    ...(list.length === 0 ? [] : [line(`${push} ${list.length === 1 ? 'this buildpack' : 'these buildpacks'}.`)]),
    'To restore the old list:',
    `  ${style.code(commandText(undo, 2, width))}`,
  ]
}

export function renderSaved(lists: readonly SavedList[]): string {
  const rows = lists.map((saved) => `  ${savedLabel(saved)}`)
  return ['Saved lists, newest first:', ...rows].join('\n')
}

export function savedLabel({buildpacks, savedAt}: SavedList): string {
  const refs = buildpacks.map(({ref}) => printable(ref.replace(/^urn:buildpack:/, ''))).join(', ')
  return `${savedAt.slice(0, 19).replace('T', ' ')} UTC: ${refs === '' ? '(none)' : refs}`
}

/** The line that a change, or the order, is chosen by. */
export function choiceLabel(choice: Choice): string {
  if ('order' in choice) return printable(`Order: ${choice.order.map(({shown}) => shown).join(', ')}`)
  const {from, to} = choice.change
  return printable(to === null ? `Remove ${from!.shown}` : `Replace ${from!.shown} with ${to.shown}`)
}

function bullet(text: string, width: number): string {
  return `  - ${indent(text, 4, width).trimStart()}`
}
