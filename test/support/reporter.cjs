const {writeFileSync} = require('node:fs')
const {reporters, Runner} = require('mocha')

/** What `skip(this, reason)` leaves at the end of a title: it's all that gets here from the other processes of --parallel. */
const REASON = / \(skipped: (.+)\)$/s

/**
 * Dots, and at the end why tests were left out, each reason with their number. The files of tests that failed are listed
 * where FAILED_FILES says, for scripts/ci.js.
 */
module.exports = class DotsAndReasons extends reporters.Dot {
  #failed = new Set()
  #reasons = new Map()

  constructor(runner, options) {
    super(runner, options)
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => {
      const reason = REASON.exec(test.title)?.[1] ?? `no reason: ${test.fullTitle()}`
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    })
    runner.on(Runner.constants.EVENT_TEST_FAIL, ({file, parent}) => this.#failed.add(file ?? parent?.file ?? null))
  }

  epilogue() {
    super.epilogue()
    const list = process.env.FAILED_FILES
    if (list !== undefined) writeFileSync(list, JSON.stringify([...this.#failed]))
    for (const [reason, count] of this.#reasons) console.log(`  ${count} skipped: ${reason}`)
  }
}
