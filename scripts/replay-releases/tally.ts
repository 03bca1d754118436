import {type Answers, judge, type Resting} from './judge.js'

interface Counts {
  abstained: number
  interpreted: number
  releases: number
  right: number
  wrong: number
}

const none = (): Counts => ({abstained: 0, interpreted: 0, releases: 0, right: 0, wrong: 0})

/** Counts judged answers, a row of a Markdown table for each release that was verified. Wrong answers are shown whole. */
export class Tally {
  private readonly rows = new Map<string, Counts>()

  constructor(
    title: string,
    private readonly resting: Resting,
  ) {
    console.log(
      `| ${title} | Releases judged | Right | Of those, by its own code | Abstained | Wrong |\n|---|---|---|---|---|---|`,
    )
  }

  get wrong(): number {
    return this.total().wrong
  }

  add(name: string, release: string, answers: Answers): void {
    const counts = this.rows.get(name) ?? none()
    const {abstained, interpreted, right, wrong} = judge(answers, this.resting)
    counts.abstained += abstained
    counts.interpreted += interpreted
    counts.releases++
    counts.right += right
    counts.wrong += wrong.length
    this.rows.set(name, counts)
    for (const index of wrong) {
      const [said, truth] = [{interpreted: answers.interpreted[index], said: answers.said[index]}, answers.truth[index]].map(
        (answer) => JSON.stringify(answer),
      )
      console.log(`wrong: ${name} → ${release}, ${answers.trees[index]!.id}: ${said} instead of ${truth}`)
    }
  }

  row(name: string): string {
    const {abstained, interpreted, releases, right, wrong} = this.rows.get(name) ?? none()
    return `| ${name} | ${releases} | ${right} | ${interpreted} | ${abstained} | ${wrong} |`
  }

  sum(): string {
    const {abstained, interpreted, releases, right, wrong} = this.total()
    const share = (100 * abstained) / Math.max(1, abstained + right + wrong)
    return `| all | ${releases} | ${right} | ${interpreted} | ${abstained} (${share.toFixed(1)} %) | ${wrong} |\n`
  }

  private total(): Counts {
    const total = none()
    for (const counts of this.rows.values())
      for (const key of ['abstained', 'interpreted', 'releases', 'right', 'wrong'] as const) total[key] += counts[key]
    return total
  }
}
