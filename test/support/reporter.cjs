const {reporters, Runner} = require('mocha')

/** What `skip(this, reason)` leaves at the end of a title: it's all that gets here from the other processes of --parallel. */
const REASON = / \(skipped: (.+)\)$/s

/** Dots, and at the end why tests were left out, each reason with their number. */
module.exports = class DotsAndReasons extends reporters.Dot {
  #reasons = new Map()

  constructor(runner, options) {
    super(runner, options)
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => {
      const reason = REASON.exec(test.title)?.[1] ?? `no reason: ${test.fullTitle()}`
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    })
  }

  epilogue() {
    super.epilogue()
    for (const [reason, count] of this.#reasons) console.log(`  ${count} skipped: ${reason}`)
  }
}
