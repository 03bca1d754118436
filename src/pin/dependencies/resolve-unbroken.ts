import type {KnownBreak} from './known-breaks.js'

/** What a resolver made, or why it could not. */
type Made = {failed: string} | {made: string}

export type Unbroken =
  | {failed: string}
  /** `heldBack`: what would have broken it. */
  | {heldBack: readonly KnownBreak[]; made: string}
  /** There is no set that works, as far as is known. */
  | {broken: readonly KnownBreak[]}

/** One round finds a pair, holds one of it back, and may so bring up another: Flask 1.1 has four. */
const ROUNDS = 4

interface Resolver {
  /** @param constraints requirements that hold packages back */
  run(constraints: readonly string[]): Promise<Made>
  breaksOf(made: string): readonly KnownBreak[]
}

/** Resolves until nothing in the set is known to break. */
export async function resolveUnbroken({breaksOf, run}: Resolver): Promise<Unbroken> {
  const heldBack: KnownBreak[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const constraints = heldBack.map(({constraint}) => constraint!)
    const result = await run(constraints)
    // Where the app's own requirements exclude what would help, the pair is why.
    if ('failed' in result) return heldBack.length === 0 ? result : {broken: heldBack}
    const breaks = breaksOf(result.made)
    const stays = breaks.filter(({constraint}) => constraint === null || constraints.includes(constraint))
    const fatal = stays.filter(({isFatal}) => isFatal)
    if (fatal.length > 0) return {broken: fatal}
    const more = breaks.filter((one) => !stays.includes(one))
    if (more.length === 0) return {heldBack, made: result.made}
    heldBack.push(...more)
  }

  return {broken: heldBack}
}
