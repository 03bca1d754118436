import {stripVTControlCharacters} from 'node:util'

import type {Cause, NamedPackage, Phase} from './cause.js'
import type {Recogniser} from './recogniser.js'

import {APP} from './app.js'
import {BUILDING, CURRENT, FAILED, FETCHED, SYSTEM} from './building.js'
import {ConflictReader, unexplainedConflict} from './conflict.js'
import {CHECKING, FINDING, REACHING} from './install.js'
import {BACKTRACKING, LIMITS} from './limits.js'
import {phaseOf} from './phase.js'
import {isAppPhase, named} from './recogniser.js'
import {strongest} from './strongest.js'
import {SPECIFIER, VERSION} from './tokens.js'

/** No line of a tool that says why is longer, but for pip's list of versions. */
const LINE_LIMIT = 20_000
/** Over so many lines a sentence goes that is broken at 80 characters. */
const WRAPPED_LINES = 5

/** A build ends with what made it fail. */
const LINES_READ = 20_000

const INSTALL: readonly Recogniser[] = [...LIMITS, ...FINDING, ...CHECKING, ...REACHING]
const SOURCE_BUILD: readonly Recogniser[] = [...BUILDING.slice(0, -1), ...SYSTEM, ...BUILDING.slice(-1)]
const IN_APP: readonly Recogniser[] = [...LIMITS, ...APP]

/** What every line that tells something has, or one of those right before it: most lines are about what goes well. */
const TELLS =
  /(?<!-W)error|exception|fail|fatal|kill|no[nt]? |no module|n't|cannot|unable|missing|invalid|denied|refused|undeclared|undefined|implicit|arguments|requires |required|request|satisf|conflict|depends|mismatch|hash|out of|too large|timed out|signal|space|exhausted|137|newer|imports?|looking|longer|only has|need|significantly|up to date/i
const LEFT_OUT = new RegExp(String.raw`(${VERSION}) Requires-Python (${SPECIFIER})`, 'g')
/** It has failed for something that is built before it. */
const FOR_ANOTHER = /when installing build dependencies for /
/** What was wrong before was not. */
const ALL_WELL = /^Successfully installed |^Installed \d+ packages? in /

/** Reads along what a build prints, and keeps the causes only: an installation may print for minutes. */
export class CauseReader {
  #phase: Phase
  readonly #keepsPhase: boolean
  #causes: Cause[] = []
  /** Said of a package whose name comes later. */
  #unnamed: Cause[] = []
  #building: NamedPackage | null = null
  #isBacktracking = false
  #unexplained: Cause | undefined
  readonly #versions = new Map<string, string>()
  #leftOut = new Map<string, string>()
  #last: string[] = []
  /** For so many lines more. */
  #telling = 0
  #conflicts = new ConflictReader()

  /** @param phase what prints all of the lines; left out: a whole log, whose headings tell */
  constructor(phase?: Phase) {
    this.#phase = phase ?? 'install'
    this.#keepsPhase = phase !== undefined
  }

  look(raw: string): void {
    const text = stripVTControlCharacters(raw.slice(0, LINE_LIMIT)).replace(/^remote: /, '')
    const line = withoutMargin(text)
    if (!this.#keepsPhase) this.#enter(phaseOf(text, this.#phase))
    if (line === '') return
    this.#last = [...this.#last.slice(1 - WRAPPED_LINES), line]
    this.#telling = TELLS.test(line) ? WRAPPED_LINES : this.#telling - 1
    if (ALL_WELL.test(line)) this.#begin()
    if (this.#phase === 'install') this.#follow(line)
    if (this.#telling > 0) this.#recognise(line)
  }

  /** The one to tell first comes first. */
  get causes(): readonly Cause[] {
    const {building, isBacktracking} = {building: this.#building, isBacktracking: this.#isBacktracking}
    const all = this.#causes.map((cause): Cause =>
      cause.kind === 'timeout' ? {...cause, building: isBacktracking ? null : building, isBacktracking} : cause,
    )
    const isExplained = all.some(({kind}) => kind === 'conflict')
    return strongest(this.#unexplained && !isExplained ? [...all, this.#unexplained] : all)
  }

  /** A step that is over has not failed. */
  #enter(phase: Phase): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.#begin()
  }

  #begin(): void {
    this.#causes = []
    this.#unnamed = []
    this.#building = null
    this.#unexplained = undefined
    this.#conflicts = new ConflictReader()
  }

  /** Which package the lines are about, and what pip has left out. */
  #follow(line: string): void {
    for (const [, version, pythons] of line.includes('Requires-Python') ? line.matchAll(LEFT_OUT) : [])
      this.#leftOut.set(version!, pythons!.replaceAll(' ', ''))
    const fetched = FETCHED.exec(line)
    if (fetched) this.#versions.set(normalised(fetched[1]!), fetched[2]!)
    const current = firstMatch(CURRENT, line)
    if (current) this.#building = this.#named(current)
    if (this.#telling <= 0) return
    if (BACKTRACKING.test(line)) this.#isBacktracking = true
    const failed = firstMatch(FAILED, line)
    if (failed) this.#fail(this.#named(failed), line)
    const conflict = this.#conflicts.look(line, this.#joined(WRAPPED_LINES))
    if (conflict) this.#causes.push(conflict)
    const one = unexplainedConflict(line)
    if (one) this.#unexplained = {kind: 'conflict', one, other: null}
  }

  #fail(failed: NamedPackage, line: string): void {
    this.#building = failed
    if (FOR_ANOTHER.test(line)) {
      const inner = this.#causes.flatMap((cause) => ('package' in cause && cause.package ? [cause.package] : []))
      for (const named of inner) if (normalised(named.name) !== normalised(failed.name)) named.of ??= failed.name
      if (inner.length > 0) return
    }

    for (const cause of this.#unnamed) if ('package' in cause) Object.assign(cause, {package: failed})
    this.#unnamed = []
    this.#causes.push({kind: 'build-failed', package: failed})
  }

  #recognise(line: string): void {
    const place = {building: this.#building, leftOut: this.#leftOut, phase: this.#phase}
    for (const {cause, isWrapped, pattern} of recognisersOf(this.#phase)) {
      const match = this.#match(pattern, line, isWrapped ? WRAPPED_LINES : 2)
      const found = match && cause(match, place)
      if (!found) continue
      this.#causes.push(found)
      if (
        'package' in found &&
        (found.kind === 'missing-system' || found.kind === 'too-old' || found.kind === 'missing-in-build')
      )
        this.#unnamed.push(found)
      if (found.kind === 'no-distribution') this.#leftOut = new Map()
      return
    }
  }

  /** In the line, or in it and those before it: what ends before it was seen before. */
  #match(pattern: RegExp, line: string, lines: number): RegExpExecArray | undefined {
    const alone = pattern.exec(line)
    if (alone) return alone
    const joined = this.#joined(lines)
    const match = pattern.exec(joined)
    return match && match.index + match[0].length > joined.length - line.length ? match : undefined
  }

  #joined(lines: number): string {
    return this.#last.slice(-lines).join(' ')
  }

  #named([, name, version]: RegExpExecArray): NamedPackage {
    return named(name!, version ?? this.#versions.get(normalised(name!)))
  }
}

/** The causes that a build's log names, the one to tell first first; none: it names none that is known. */
export function causesIn(lines: Iterable<string>, phase?: Phase): readonly Cause[] {
  const reader = new CauseReader(phase)
  for (const line of lines) reader.look(line)
  return reader.causes
}

/** The same of a whole log, with its progress bars. */
export function causesInLog(log: string): readonly Cause[] {
  return causesIn(log.split(/\r\n?|\n/).slice(-LINES_READ))
}

function recognisersOf(phase: Phase): readonly Recogniser[] {
  if (isAppPhase(phase)) return IN_APP
  return phase === 'install' ? [...INSTALL, ...SOURCE_BUILD] : LIMITS
}

/** Without Poetry's margin, the frames around pip's diagnostics, and what Pipenv puts before its errors. */
function withoutMargin(text: string): string {
  return text
    .trim()
    .replace(/^(?:[│|] ?)+|^\[\w{1,40}(?:Error|Exception)\]:\s*/, '')
    .trim()
}

function firstMatch(patterns: readonly RegExp[], line: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(line)
    if (match) return match
  }

  return undefined
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
