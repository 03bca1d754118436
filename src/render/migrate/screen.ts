import type {Screen} from '../../migrate/run-migration.js'

import * as text from './text.js'

export interface ScreenOptions extends text.TextOptions {
  /** Shows what is the answer: the plan, and what was done. */
  log(text: string): void
  /** Shows what a program that reads the answer has no use for, and its user has. */
  note(text: string): void
  remote: string
  sourceIsPython: boolean
  undo: string
}

/** The steps of a migration in words, a block each. */
export function migrateScreen(options: ScreenOptions): Screen {
  const {log, note} = options
  let plans = 0
  const block = (show: (text: string) => void, content: string) => {
    if (content !== '') show(`${content}\n`)
  }

  return {
    advice: (plan) => block(note, text.renderAdvice(plan, options)),
    blockers: (plan) => block(log, text.renderBlockers(plan, options)),
    byHand: (items) => block(note, text.renderByHand(items, options)),
    done: (plan, result) => block(log, text.renderDone({...result, ...options, plan}, options)),
    dryRun: () => block(log, 'Dry run: nothing changed.'),
    nothingChanged: () => block(log, 'Nothing changed.'),
    // A second one comes after questions.
    plan: (plan) => block(log, `${plans++ > 0 ? '\n' : ''}${text.renderPlan(plan, options)}`),
    saved: (lists) => block(note, text.renderSaved(lists)),
    status: (plan) => block(log, text.renderStatus(plan, options.sourceIsPython, options)),
  }
}
