import type {Seen} from '../../migrate/replace-list.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {SavedList} from '../../migrate/saved-lists.js'
import type {Style} from '../terminal/style.js'

import {blockerText} from '../../migrate/blockers.js'
import {type ByHand, byHandText} from '../../migrate/by-hand.js'
import {ORDER_RULES} from '../../platform/buildpacks/order.js'
import type {Choice} from '../../migrate/prompter.js'
import {type Action, actionOf, type MigrationPlan} from '../../migrate/plan.js'
import {reasonText} from '../../migrate/reasons.js'
import {shellWord} from '../../common/shell-word.js'
import {indent, wrap} from '../terminal/layout.js'
import {printable, printableLine} from '../terminal/printable.js'

export interface TextOptions {
  style: Style
  width: number
}

/** So wide is ` 1 `, before each of the two columns. */
const NUMBER = 3
const GAP = '  '

const VERBS: Record<Action, string> = {add: 'Added', keep: 'Kept', move: 'Moved', remove: 'Removed', replace: 'Replaced'}

/** The list before and after, side by side, with the reason for each line below it. */
export function renderPlan(plan: MigrationPlan, {style, width}: TextOptions): string {
  const column = Math.floor((width - GAP.length) / 2) - NUMBER
  const header = `${' '.repeat(NUMBER)}${'Before'.padEnd(column)}${GAP}${' '.repeat(NUMBER)}After`
  const rows = plan.changes.map((change) => {
    const before = numbered(change.from, plan.before, column)
    const after = numbered(change.to, plan.after, column)
    const action = actionOf(change)
    const reason = indent(`${VERBS[action]}: ${printable(reasonText(change.reason))}.`, NUMBER + 2, width)
    return [...sideBySide(before, after, column), action === 'keep' ? style.dim(reason) : reason].join('\n')
  })
  return [`Buildpacks of ${style.app(printableLine(plan.app))}`, '', style.bold(header), ...rows].join('\n')
}

/** The lines of a cell: the position in its list, then the name, cut where it doesn't fit. */
function numbered(reference: Reference | null, list: readonly Reference[], column: number): string[] {
  if (reference === null) return [`${' '.repeat(NUMBER)}-`]
  const at = list.indexOf(reference)
  const lines = wrap(printable(reference.shown), column, true)
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
export function renderStatus({app, after, status}: MigrationPlan, sourceIsPython: boolean, {style}: TextOptions): string {
  const name = style.app(printableLine(app))
  switch (status) {
    case 'changes':
      return ''

    case 'empty':
      return `${name} has no buildpacks set, so there is nothing to migrate: each build detects them from the source.`

    case 'in-order':
      return `The buildpacks of ${name} are in order: there is nothing to migrate.`

    case 'not-python': {
      const list = after.map(({shown}) => printable(shown)).join(', ')
      const advice = sourceIsPython
        ? ` The source is a Python app, though: ${style.code(`heroku buildpacks:add heroku/python --app ${printableLine(app)}`)} adds it.`
        : ''
      return `${name} has no buildpack for Python (${list}), so there is nothing to migrate.${advice}`
    }
  }
}

export function renderBlockers({blockers}: MigrationPlan, {style, width}: TextOptions): string {
  const items = blockers.map(({buildpack, reason}) => `${printable(buildpack.shown)}: ${printable(blockerText(reason))}.`)
  return [style.failure('Nothing can be changed yet:'), ...items.map((item) => bullet(item, width))].join('\n')
}

/** An order that would be better, and how to get it. */
export function renderAdvice({advice, app, changes}: MigrationPlan, {style, width}: TextOptions): string {
  if (!advice) return ''
  const refs = advice.slots.map((slot) => changes.find((change) => change.slot === slot)!.to!.shown)
  const command = `heroku python:migrate-buildpack --app ${printableLine(app)} --order ${shellWord(refs.join(','))}`
  return [
    style.warning('A better order:'),
    ...refs.map((ref, index) => `  ${index + 1}. ${printable(ref)}`),
    ...advice.rules.map((rule) => bullet(`${ORDER_RULES[rule]}.`, width)),
    `  ${style.code(printable(command))}`,
  ].join('\n')
}

export function renderByHand(items: readonly ByHand[], {style, width}: TextOptions): string {
  if (items.length === 0) return ''
  return [style.bold('Left to do by hand:'), ...items.map((item) => bullet(printable(byHandText(item)), width))].join('\n')
}

export interface Done {
  plan: MigrationPlan
  remote: string
  seen: null | Seen
  undo: string
  unset: readonly string[]
}

/** What was done, in the Heroku CLI's own words for it. */
export function renderDone(done: Done, {style}: TextOptions): string {
  const {seen, unset} = done
  return [
    ...(seen === null ? [] : listDone(done, seen, style)),
    ...(unset.length > 0 ? [`Config vars unset: ${unset.join(', ')}.`] : []),
  ].join('\n')
}

const SEEN: Record<Seen, string[]> = {
  'by-answer': ["The list could not be read again; by the API's answer it is the new one."],
  'by-reading': ['The answer to the change was lost; the list was read again, and is the new one.'],
  twice: [],
}

function listDone({plan, remote, undo}: Done, seen: Seen, style: Style): string[] {
  const list = plan.after.map((reference, index) => `  ${index + 1}. ${printable(reference.shown)}`)
  const push = `Run ${style.code(`git push ${remote} main`)} to create a new release using`
  const name = style.app(printableLine(plan.app))
  return [
    ...(list.length === 0
      ? [`Buildpacks changed. Next release on ${name} will detect buildpacks normally.`]
      : [`Buildpacks changed. Next release on ${name} will use:`, ...list]),
    ...SEEN[seen],
    ...(list.length === 0 ? [] : [`${push} ${list.length === 1 ? 'this buildpack' : 'these buildpacks'}.`]),
    'To put the old list back:',
    `  ${style.code(undo)}`,
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
