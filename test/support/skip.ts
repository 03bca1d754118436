import type {Context} from 'mocha'

/**
 * Leaves out a test or, from a `before`, all of its suite. The titles then tell why: every reporter shows them, and ours
 * counts the reasons at the end.
 */
export function skip(mocha: Context, reason: string): never {
  const mark = (test: {title: string}) => {
    test.title += ` (skipped: ${reason})`
  }

  const running = mocha.runnable()
  if (running.title.startsWith('"before all" hook')) running.parent!.eachTest(mark)
  else mark(mocha.currentTest ?? running)
  return mocha.skip()
}
