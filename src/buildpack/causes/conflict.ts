import type {Cause, Demand} from './cause.js'

import {EXTRAS, NAME, SPECIFIER, VERSION} from './tokens.js'

/** What pip, uv and Poetry say where two requirements exclude each other. */

const ASKED = new RegExp(String.raw`^The user requested (?:\(constraint\) )?(${NAME})${EXTRAS}\s?(${SPECIFIER})?(?=[\s;]|$)`)
const DEPENDS = new RegExp(String.raw`^(${NAME})${EXTRAS} (${VERSION}) depends on (${NAME})${EXTRAS}\s?(${SPECIFIER})?(?=[\s;]|$)`)
const DOUBLE = new RegExp(
  String.raw`Double requirement given: (${NAME})${EXTRAS}\s?(${SPECIFIER})?.{0,200}?\(already in (${NAME})${EXTRAS}\s?(${SPECIFIER})?`,
)
const CANNOT = new RegExp(
  String.raw`Cannot install (?:-r \S{1,100} \(line \d{1,6}\)(?:,| and) )*(${NAME})\s?(${SPECIFIER})?.{0,600}because these package versions have conflicting`,
)
/** uv, whose sentences go over several lines. */
const BECAUSE = new RegExp(
  String.raw`(${NAME})${EXTRAS}==(${VERSION}) depends on (${NAME})${EXTRAS}\s?(${SPECIFIER}) and (?:you require|your project depends on) (${NAME})${EXTRAS}\s?(${SPECIFIER})`,
)
const POETRY = new RegExp(
  String.raw`Because (${NAME}) \((${VERSION})\) depends on (${NAME}) \((${SPECIFIER})\)\s+and (?:${NAME}) depends on (${NAME}) \((${SPECIFIER}|${VERSION})\), version solving failed`,
)

interface Side extends Demand {
  on: string
}

/** Reads the lines of a conflict as they come. */
export class ConflictReader {
  #sides: Side[] = []
  #isInside = false

  /** @returns the conflict that this line completes */
  look(line: string, joined: string): Cause | undefined {
    if (line === 'The conflict is caused by:') this.#begin()
    const said = this.#side(line) ?? otherWords(line, joined)
    if (said) return said
    if (line !== '' && this.#isInside && /^(?:To fix this|ERROR:|Additionally)/.test(line)) this.#isInside = false
    return undefined
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
    const other = this.#sides.find(({by, on, requirement}) => on === side.on && by !== side.by && requirement !== side.requirement)
    this.#sides.push(side)
    return other && conflict(other, side)
  }
}

function otherWords(line: string, joined: string): Cause | undefined {
  const double = DOUBLE.exec(line)
  if (double) return conflict(sideOf(null, double[1]!, double[2]), sideOf(null, double[3]!, double[4]))
  const because = BECAUSE.exec(joined) ?? POETRY.exec(joined)
  if (because) {
    const [, name, version, on, specifier, asked, askedFor] = because
    return conflict(sideOf(`${name!} ${version!}`, on!, specifier), sideOf(null, asked!, /^\d/.test(askedFor!) ? `==${askedFor!}` : askedFor))
  }

  return undefined
}

/** What is left where pip's own explanation can't be read. */
export function unexplainedConflict(line: string): Demand | undefined {
  const match = CANNOT.exec(line)
  return match ? sideOf(null, match[1]!, match[2]) : undefined
}

function sideOf(by: null | string, name: string, specifier = ''): Side {
  return {by, on: name.toLowerCase().replaceAll(/[-_.]+/g, '-'), requirement: `${name}${specifier.replaceAll(' ', '')}`}
}

function conflict({on: _, ...one}: Side, {on: __, ...other}: Side): Cause {
  return {kind: 'conflict', one, other}
}
