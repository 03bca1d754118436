import type {Cause, CauseKind} from './cause.js'
import type {CauseContext, CauseText, WordsOf} from './context.js'

export type {CauseContext, CauseText} from './context.js'

import {APP_WORDS} from './words-app.js'
import {BUILD_WORDS} from './words-build.js'
import {INSTALL_WORDS} from './words-install.js'
import {LIMIT_WORDS} from './words-limits.js'

const WORDS: {readonly [K in CauseKind]: WordsOf<K>} = {...APP_WORDS, ...BUILD_WORDS, ...INSTALL_WORDS, ...LIMIT_WORDS}

/** Says what a cause is, and what to do. */
export function explainCause<K extends CauseKind>(cause: Extract<Cause, {kind: K}>, context: CauseContext): CauseText {
  return (WORDS as {readonly [Kind in K]: WordsOf<Kind>})[cause.kind as K](cause, context)
}
