/**
 * What interpreting one module may cost. A stranger's file of a few hundred bytes can ask for more work than there is time:
 * a list that is doubled thirty times, ten thousand `if` of ten thousand names. Counted, not timed, so that the answer is
 * the same on every machine.
 */

/** Steps: statements, expressions, and names that are copied from one branch to another. Real settings take some thousands. */
const STEPS = 2_000_000

/** Items of a list, or keys of a dictionary, that are kept. What has more is open: it has others. */
export const ITEMS = 1000

/** Characters of a text that is put together. Longer ones come to nothing that is known. */
export const CHARACTERS = 100_000

/** Caught where the interpretation was begun. What the module would have come to isn't known then. */
export class TooMuchWork extends Error {}

export class Work {
  private left = STEPS

  /** @throws TooMuchWork */
  spend(steps: number): void {
    this.left -= steps
    if (this.left < 0) throw new TooMuchWork()
  }
}
