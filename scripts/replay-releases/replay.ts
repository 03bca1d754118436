import type {RuleDigests} from '../../src/buildpack/rule-text.js'
import {type Resting, restingOnChanges, type Tree} from './judge.js'
import type {Answer} from './run-trees.js'
import {Tally} from './tally.js'

interface AnyTag {
  name: string
  digests: RuleDigests
}

/** A buildpack whose history is replayed. Answers are in the order of the trees. */
export interface Replayed<Tag extends AnyTag> {
  kind: 'classic' | 'cnb'
  resting: Resting
  trees: readonly Tree[]
  /** By the rules that were verified for a release, with the constants of a later one. */
  said(from: Tag, release: Tag): Promise<(Answer | null | undefined)[]>
  /** By a release's own code, as we interpret it; undefined: not understood. */
  interpreted(release: Tag): Promise<(Answer | null | undefined)[]>
  /** By the release itself. */
  truth(release: Tag): Promise<(Answer | null)[]>
  /** By our own predictions with a release's constants; undefined: we can't read them. */
  ours(release: Tag): (Answer | null)[] | undefined
}

/**
 * @param tags oldest first; the newest is judged only
 * @returns the number of wrong answers
 */
export async function replay<Tag extends AnyTag>(
  {interpreted, kind, resting, said, trees, truth}: Replayed<Tag>,
  tags: readonly Tag[],
  ahead: number,
): Promise<number> {
  const tally = new Tally('Verified for', resting)
  for (const [index, from] of tags.slice(0, -1).entries()) {
    for (const release of tags.slice(index + 1, index + 1 + ahead))
      tally.add(from.name, release.name, {
        changes: restingOnChanges(from.digests, release.digests, kind),
        interpreted: await interpreted(release),
        said: await said(from, release),
        trees,
        truth: await truth(release),
      })
    console.log(tally.row(from.name))
  }

  console.log(tally.sum())
  return tally.wrong
}

/**
 * @param proved of the release that our predictions were verified for
 * @returns the number of wrong answers
 */
export async function replayOurs<Tag extends AnyTag>(
  {interpreted, kind, ours, resting, trees, truth}: Replayed<Tag>,
  tags: readonly Tag[],
  proved: RuleDigests,
): Promise<number> {
  const tally = new Tally('Our own rules on', resting)
  for (const release of tags) {
    const said = ours(release)
    if (said === undefined) continue
    tally.add(release.name, release.name, {
      changes: restingOnChanges(proved, release.digests, kind),
      interpreted: await interpreted(release),
      said,
      trees,
      truth: await truth(release),
    })
    console.log(tally.row(release.name))
  }

  console.log(tally.sum())
  return tally.wrong
}

/** Trees from all over a corpus, the same in each run. */
export function sample<T extends {strict: boolean}>(corpus: readonly T[], count: number): T[] {
  const all = corpus.filter(({strict}) => strict)
  const step = Math.max(1, all.length / count)
  return Array.from({length: Math.min(count, all.length)}, (_, index) => all[Math.floor(index * step)]!)
}

/** A function that asks once for each key. */
export function once<Args extends readonly unknown[], T>(
  keyOf: (...args: Args) => string,
  ask: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (...args) => {
    const key = keyOf(...args)
    const answered = known.get(key) ?? ask(...args)
    known.set(key, answered)
    return answered
  }
}
