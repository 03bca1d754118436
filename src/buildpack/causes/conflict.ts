import type {Cause, Demand} from './cause.js'

import {EXTRAS, NAME, SPECIFIER, VERSION} from './tokens.js'

/** What pip, uv and Poetry say where two requirements exclude each other. */

const ASKED = new RegExp(String.raw`^The user requested (?:\(constraint\) )?(${NAME})${EXTRAS}\s?(${SPECIFIER})?(?=[\s;]|$)`)
const DEPENDS = new RegExp(
  String.raw`^(${NAME})${EXTRAS} (${VERSION}) depends on (${NAME})${EXTRAS}\s?(${SPECIFIER})?(?=[\s;]|$)`,
)
const DOUBLE = new RegExp(
  String.raw`Double requirement given: (${NAME})${EXTRAS}\s?(${SPECIFIER})?.{0,200}?\(already in (${NAME})${EXTRAS}\s?(${SPECIFIER})?`,
)
const CANNOT = new RegExp(
  String.raw`Cannot install (?:-r \S{1,100} \(line \d{1,6}\)(?:,| and) )*(${NAME})\s?(${SPECIFIER})?.{0,600}because these package versions have conflicting`,
)
/** uv, whose sentences go over several lines. */
const UV_DEPENDS = new RegExp(String.raw`(${NAME})${EXTRAS}==(${VERSION}) depends on (${NAME})${EXTRAS}\s?(${SPECIFIER})`, 'g')
const UV_ASKED = new RegExp(
  String.raw`(?<!conclude that )(?:you require|your project depends on|you depend on) (${NAME})${EXTRAS}\s?(${SPECIFIER})`,
  'g',
)
const UV_BEGINS = /No solution found when resolving/
const POETRY = new RegExp(
  String.raw`Because (${NAME}) \((${VERSION})\) depends on (${NAME}) \((${SPECIFIER})\)\s+and (?:${NAME}) depends on (${NAME}) \((${SPECIFIER}|${VERSION})\), version solving failed`,
)

/** uv's explanations may be long, and the first of them is enough. */
const UV_LIMIT = 4000

interface Side extends Demand {
  on: string
}

/** Reads the lines of a conflict as they come. */
export class ConflictReader {
  #sides: Side[] = []
  #isInside = false
  /** uv's explanation, so far. */
  #because: string | undefined

  /** @returns the conflict that this line completes */
  look(line: string, joined: string): Cause | undefined {
    if (line === 'The conflict is caused by:') this.#begin()
    const said = this.#side(line) ?? this.#uv(line) ?? otherWords(line, joined)
    if (said) return said
    if (line !== '' && this.#isInside && /^(?:To fix this|ERROR:|Additionally)/.test(line)) this.#isInside = false
    return undefined
  }

  #uv(line: string): Cause | undefined {
    if (UV_BEGINS.test(line)) this.#because = ''
    if (this.#because === undefined || this.#because.length > UV_LIMIT) return undefined
    this.#because += ` ${line}`
    const demands = [...this.#because.matchAll(UV_DEPENDS)].map(([, by, version, on, specifier]) =>
      sideOf(`${by!} ${version!}`, on!, specifier),
    )
    const asked = [...this.#because.matchAll(UV_ASKED)].map(([, name, specifier]) => sideOf(null, name!, specifier))
    const pairs = demands.flatMap((one) =>
      [...asked, ...demands].flatMap((other) => (areOpposed(one, other) ? [{one, other}] : [])),
    )
    const [pair] = pairs
    if (!pair) return undefined
    this.#because = undefined
    return conflict(pair.other, pair.one)
  }

  #begin(): void {
    this.#isInside = true
    this.#sides = []
  }

  #side(line: string): Cause | undefined {
    if (!this.#isInside) return undefined
    const asked = ASKED.exec(line)
    const depends = DEPENDS.exec(line)
    const side = asked
      ? sideOf(null, asked[1]!, asked[2])
      : depends && sideOf(`${depends[1]!} ${depends[2]!}`, depends[3]!, depends[4])
    if (!side) return undefined
    const other = this.#sides.find((one) => areOpposed(one, side))
    this.#sides.push(side)
    return other && conflict(other, side)
  }
}

function otherWords(line: string, joined: string): Cause | undefined {
  const double = DOUBLE.exec(line)
  if (double) return conflict(sideOf(null, double[1]!, double[2]), sideOf(null, double[3]!, double[4]))
  const because = POETRY.exec(joined)
  if (because) {
    const [, name, version, on, specifier, asked, askedFor] = because
    return conflict(
      sideOf(`${name!} ${version!}`, on!, specifier),
      sideOf(null, asked!, /^\d/.test(askedFor!) ? `==${askedFor!}` : askedFor),
    )
  }

  return undefined
}

/** What is left where pip's own explanation can't be read. */
export function unexplainedConflict(line: string): Demand | undefined {
  const [, name, specifier = ''] = CANNOT.exec(line) ?? []
  return name === undefined ? undefined : {by: null, requirement: `${name}${specifier}`}
}

/** Two demands for one package, of which each is by another. */
function areOpposed(one: Side, other: Side): boolean {
  return one.on === other.on && (one.by === null || one.by !== other.by) && one.requirement !== other.requirement
}

function sideOf(by: null | string, name: string, specifier = ''): Side {
  return {by, on: name.toLowerCase().replaceAll(/[-_.]+/g, '-'), requirement: `${name}${specifier.replaceAll(' ', '')}`}
}

function conflict({on: _, ...one}: Side, {on: __, ...other}: Side): Cause {
  return {kind: 'conflict', one, other}
}
