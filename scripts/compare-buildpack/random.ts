/** Reproducible random choices: the same seed gives the same cases on every machine. */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to `limit` - 1 (mulberry32). */
  below(limit: number): number {
    this.state = (this.state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** `count` picks, not necessarily different. */
  several<T>(list: readonly T[], count: number): T[] {
    return Array.from({length: count}, () => this.pick(list))
  }
}
